"""Pages of the plan room: for staff, and for everybody."""
