"""Chance that can be repeated."""

from __future__ import annotations

import random


class Chance(random.Random):
    """Draws that are the same for the same seed, so that a result can be checked by running it again. Never for secrets."""
