"""National ids that belong to nobody: they begin with 9, never issued, and the check digit is right."""

from __future__ import annotations

import random

from huangyai.kernel.identity import check_digit

SYSTEM_BEGAN = 1984
"""Houses were numbered then: those born before, in one house, have ids in a row; so have later children."""


class IdBook:
    """Hands out ids, consecutive inside a house, so that relatives look alike. Never one twice."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._used: set[int] = set()
        self._last: dict[tuple[str, bool], int] = {}

    def next_for(self, household_id: str, birth_year: int) -> str:
        """The id of one more member of a house."""
        shelf = (household_id, birth_year < SYSTEM_BEGAN)
        serial = self._last.get(shelf, -1) + 1 or self._open_book()
        while serial in self._used:
            serial += 1
        self._used.add(serial)
        self._last[shelf] = serial
        digits = f"9{serial:011d}"
        return f"{digits}{check_digit(digits)}"

    def _open_book(self) -> int:
        # A thousand million serials: the books of different houses hardly ever touch.
        return self._rng.randrange(22_000_000_000, 23_000_000_000)
