"""Residents and households: who lives here, and how each value is known."""
