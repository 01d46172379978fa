"""Step 4b: indicators before and after, the golden thread, reports."""
