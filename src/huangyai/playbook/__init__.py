"""Step 6: the model that other communities adopt."""
