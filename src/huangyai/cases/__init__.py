"""Step 5b: protection cases, sealed."""
