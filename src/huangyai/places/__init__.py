"""Municipalities and their villages and communities."""
