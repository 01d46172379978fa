"""A month laid out in weeks, for the calendar component."""

from __future__ import annotations

import datetime as dt
from calendar import Calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from huangyai.kernel.calendar import BUDDHIST_OFFSET, MONTHS_EN_SHORT, MONTHS_TH

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Day:
    """One cell: a day and what happens on it."""

    day: dt.date
    of_this_month: bool
    is_today: bool
    entries: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Sunday to Saturday, as Thai wall calendars have them."""

    first_day: dt.date
    weeks: tuple[tuple[Day, ...], ...]

    def name(self, language: str = "th") -> str:
        """พฤศจิกายน 2569 · Nov 2026 CE."""
        if language.startswith("en"):
            return f"{MONTHS_EN_SHORT[self.first_day.month - 1]} {self.first_day.year} CE"
        return f"{MONTHS_TH[self.first_day.month - 1]} {self.first_day.year + BUDDHIST_OFFSET}"

    @property
    def is_empty(self) -> bool:
        """Nothing happens in the weeks shown."""
        return not any(day.entries for week in self.weeks for day in week)


def lay_out_month(any_day: dt.date, entries: Iterable[Mapping[str, Any]], *, today: dt.date) -> Month:
    """The month of `any_day`; an entry has `day` (a date), `label`, and may have `url`, `time` and `step`."""
    of_day: dict[dt.date, list[Mapping[str, Any]]] = {}
    for entry in entries:
        of_day.setdefault(entry["day"], []).append(entry)
    weeks = Calendar(firstweekday=SUNDAY).monthdatescalendar(any_day.year, any_day.month)
    return Month(
        any_day.replace(day=1),
        tuple(
            tuple(Day(day, day.month == any_day.month, day == today, tuple(of_day.get(day, ()))) for day in week)
            for week in weeks
        ),
    )
