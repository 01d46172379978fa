"""Envelope encryption and keyed hashes: a stolen database file tells who lives here, never who needed help."""
