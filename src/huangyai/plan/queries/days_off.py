"""Days on which the town hall is closed."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Container

import holidays

# The library counts 1 May among the public holidays; public offices are open on it.
_OFFICES_OPEN = "แรงงาน"


class OfficeHolidays(Container[dt.date]):
    """Holidays of public offices in any year; what the cabinet adds later is known once the library knows it."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and day in _holidays_of(day.year)


@functools.cache
def _holidays_of(year: int) -> frozenset[dt.date]:
    found = holidays.country_holidays("TH", years=year, categories=("public", "government"), language="th")
    return frozenset(day for day, names in found.items() if any(_OFFICES_OPEN not in name for name in names.split(";")))
