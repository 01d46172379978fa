"""The walls between municipalities: forced row security, keys that can't point into a neighbour, and the one way in."""
