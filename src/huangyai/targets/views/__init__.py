"""Pages of the target room: registers, criteria, lists and the joint meeting."""
