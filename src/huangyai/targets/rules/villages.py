"""Which village of the municipality a row of a list speaks of, however the office wrote it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huangyai.kernel.words import arabic_digits

_MOO = re.compile(r"(?:หมู่ที่|หมู่|ม\.|moo)\s*(?:ที่)?\s*0*([0-9]{1,2})(?![0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KnownVillage:
    """A village of the municipality, as rows of lists name it."""

    code: str
    number: int
    name: str


class Villages:
    """The municipality's villages, found by code, by หมู่ที่, by name, or inside an address."""

    def __init__(self, known: Sequence[KnownVillage]) -> None:
        self._codes = {village.code for village in known}
        self._tambons = {village.code[:6] for village in known}
        self._by_number = {str(village.number): village.code for village in known}
        # Two villages of one name are told apart by their number alone.
        names = Counter(_bare(village.name) for village in known)
        self._by_name = {_bare(village.name): village.code for village in known if names[_bare(village.name)] == 1}

    def of(self, row: Mapping[str, str]) -> str:
        """The 8-digit code of the village that a row (by meaning) names, or nothing: elsewhere, or not said."""
        code = row.get("village_code", "")
        if code:
            return code if code in self._codes else ""
        tambon = row.get("tambon_code", "")[:6]
        if tambon and tambon not in self._tambons:
            return ""
        found = self._by_number.get(row.get("moo", "").lstrip("0")) or self._by_name.get(_bare(row.get("village", "")))
        if not found and (address := row.get("address", "")):
            said = _MOO.search(arabic_digits(address))
            found = self._by_number.get(said[1]) if said else None
        return found or ""


def _bare(village: str) -> str:
    return village.strip().removeprefix("บ้าน")
