"""Lets the tests of this folder import the small days that they share (pytest's importlib mode leaves no path)."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
