"""Pages that cross rooms: home, today, thread, leaders. No models."""
