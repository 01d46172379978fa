"""The example municipality and its year; nothing imports this package."""
