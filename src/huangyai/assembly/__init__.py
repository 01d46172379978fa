"""Step 1: assemblies, the problems said in them, votes and resolutions (ประชาคม)."""
