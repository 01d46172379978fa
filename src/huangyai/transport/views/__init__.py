"""Pages of the cars and their people."""
