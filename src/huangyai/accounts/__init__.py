"""Who may sign in, and what they may be in which municipality."""
