"""Lists that were typed into one cell."""

from __future__ import annotations

import re


def listed(text: str) -> str:
    """A list that was typed into one cell, item under item: “1. ก / 2. ข” breaks before “2.”."""
    return re.sub(r"\s*(?:/|\n)\s*(?=(?:\d+|[๐-๙]+)(?:\.\d+)*[.)]|[-•])", "\n", text.strip())
