"""When people of different lives can come (S19–S21), and what a session may hold."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from huangyai.kernel import Refusal


class Life(enum.StrEnum):
    """How somebody's week looks, as far as coming to a session goes."""

    SCHOOL = "school"
    WORK = "work"
    HOME = "home"


class PartOfDay(enum.StrEnum):
    """Morning, afternoon or evening."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


HOURS = {
    PartOfDay.MORNING: (dt.time(9, 0), dt.time(12, 0)),
    PartOfDay.AFTERNOON: (dt.time(13, 0), dt.time(16, 0)),
    PartOfDay.EVENING: (dt.time(17, 30), dt.time(19, 30)),
}


@dataclass(frozen=True, slots=True)
class TimeSlot:
    """A part of a day in which a session could be held."""

    day: dt.date
    part: PartOfDay

    @property
    def key(self) -> str:
        """A name for the solver, such as 2027-01-16-morning."""
        return f"{self.day.isoformat()}-{self.part}"

    @classmethod
    def of_key(cls, key: str) -> TimeSlot:
        """The slot that a key names."""
        return cls(dt.date.fromisoformat(key[:10]), PartOfDay(key[11:]))


def life_of(age: int | None, *, in_school: bool) -> Life:
    """A pupil, somebody of working age, or somebody who is mostly at home. The law's school age ends at 18."""
    if in_school or (age is not None and 6 <= age < 18):
        return Life.SCHOOL
    if age is not None and 18 <= age < 60:
        return Life.WORK
    return Life.HOME


def free_slots(life: Life, slots: Sequence[TimeSlot], holidays: Collection[dt.date]) -> frozenset[str]:
    """When people of this life can come: pupils on days without school, working people off their hours, others by day."""
    free = set()
    for slot in slots:
        day_off = slot.day.weekday() >= 5 or slot.day in holidays
        if life is Life.SCHOOL:
            can = day_off and slot.part is not PartOfDay.EVENING
        elif life is Life.WORK:
            # Poor families work without days off (S21): evenings, and Sunday afternoons.
            can = slot.part is PartOfDay.EVENING or (slot.day.weekday() == 6 and slot.part is PartOfDay.AFTERNOON)
        else:
            can = slot.part is not PartOfDay.EVENING
        if can:
            free.add(slot.key)
    return frozenset(free)


def keys_between(first: dt.datetime, last: dt.datetime) -> set[str]:
    """The parts of the day that a session from `first` to `last` (local times) takes up."""
    return {
        TimeSlot(first.date(), part).key
        for part, (begins, ends) in HOURS.items()
        if first.time() < ends and last.time() > begins
    }


def slots_between(first: dt.date, last: dt.date) -> list[TimeSlot]:
    """Every part of every day from the first to the last."""
    days = (last - first).days + 1
    if not 1 <= days <= 92:
        raise Refusal(
            "days-out-of-range",
            th="เลือกช่วงวันที่ให้อยู่ระหว่าง 1 ถึง 92 วัน",
            en="Choose a span of 1 to 92 days.",
        )
    return [TimeSlot(first + dt.timedelta(days=offset), part) for offset in range(days) for part in PartOfDay]
