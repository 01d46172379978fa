"""Step 2: registers joined, criteria, and target lists confirmed name by name."""
