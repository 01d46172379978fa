"""One outbox: every room says "tell these people this" once, and it is known who heard it and who has not."""
