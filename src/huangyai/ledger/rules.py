"""How entries are chained."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def canonical(entry: Mapping[str, Any]) -> str:
    """One entry as the one text that is hashed: sorted keys, no spaces."""
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
