"""Numbers of official papers (เลขที่หนังสือ)."""

from __future__ import annotations

import datetime as dt

from huangyai.kernel import BuddhistDate


def number_year(day: dt.date) -> int:
    """The Buddhist calendar year whose register a paper of this day is written into: numbers begin anew on 1 January."""
    return BuddhistDate(day).be


def number_text(prefix: str, running: int) -> str:
    """A number as it stands on the paper: the unit's prefix, a stroke, the running number."""
    return f"{prefix}/{running}" if prefix else str(running)
