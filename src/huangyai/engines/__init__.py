"""Machines in the cellar: pure computation that knows nothing of the house and runs without Django."""
