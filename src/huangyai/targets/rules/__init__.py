"""Pure decisions of the target room: what a column means, and whom a criteria card takes."""
