"""Step 3: the five-year plan, its projects and their money."""
