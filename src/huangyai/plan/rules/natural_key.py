"""What makes a printed project the same project when the book is read again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """Where a project is printed (form and sheet, or the headings above it when the file has no sheets) and
    its name."""

    form: str
    place: str
    name: str


def _folded(text: str) -> str:
    # Blanks, line breaks and the slash that stands for them move between two exports of the same book;
    # words don't.
    return re.sub(r"[\s/\u200b]+", "", unicodedata.normalize("NFC", text)).casefold()


def natural_keys(places: Iterable[Place]) -> list[str]:
    """One stable key for each project, in the order given.

    Item numbers repeat and rows move when one is added above, so neither is part of the key; money,
    objectives and
    amendments change from year to year, so they aren't either. Projects that share form, place and name are
    told apart
    by their order among themselves.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    keys = []
    for place in places:
        identity = tuple(_folded(part) for part in place)
        seen[identity] += 1
        text = "\x1f".join((*identity, str(seen[identity])))
        keys.append(hashlib.sha256(text.encode()).hexdigest()[:32])
    return keys
