"""The append-only record: who did, and who looked at, what and when. Audit and outbox in one row."""
