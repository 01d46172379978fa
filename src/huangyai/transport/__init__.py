"""Step 4: the car that fetches people, and its routes."""
