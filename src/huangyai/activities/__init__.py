"""Step 4: sessions when people can come, sign-up, attendance and spending."""
