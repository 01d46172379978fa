"""Step 5a: who watches over whom, home visits and signals."""
