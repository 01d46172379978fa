"""Rows to an engine's problem and its answer back: who is the same person, and what a household lacks."""

from huangyai.targets.bridge.joining import CERTAIN_ENOUGH, Joined, join

__all__ = ["CERTAIN_ENOUGH", "Joined", "join"]
