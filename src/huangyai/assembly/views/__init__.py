"""Pages of the assembly room: for staff, and for everybody."""
