"""What exactly was signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping


def fingerprint(content: Mapping[str, object]) -> str:
    """The digest (SHA-256, 64 letters) of what somebody signs; one changed letter gives another one."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(written.encode()).hexdigest()
