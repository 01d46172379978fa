"""The doors of the house: who comes in, into which municipality, and that nothing is done twice."""
