"""What somebody's week looks like: as it is assumed of people of their life, as they answered, as attendance showed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from huangyai.activities.rules.weeks import Life, PartOfDay, TimeSlot
from huangyai.kernel import Words

# A day of the week (0 is Monday) and a part of it.
Cell = tuple[int, PartOfDay]

WEEK = range(7)
EVERY_CELL: tuple[Cell, ...] = tuple((day, part) for day in WEEK for part in PartOfDay)
_BY_DAY = frozenset({PartOfDay.MORNING, PartOfDay.AFTERNOON})

# Somebody expected so often at the same part of the week who never came is not expected there any more.
MISSES = 3
# Somebody who came so often when they had said that they can't, can.
VISITS = 2
HISTORY_RULE = Words(
    th=f"ถ้านัดไว้ในวันและช่วงเวลาเดียวกัน {MISSES} ครั้งขึ้นไปในหนึ่งปีแล้วไม่มาเลย ระบบจะถือว่าช่วงนั้นมาไม่ได้ "
    f"ถ้ามา {VISITS} ครั้งขึ้นไปในช่วงที่เคยบอกว่ามาไม่ได้ ระบบจะถือว่ามาได้ การถามใหม่จะเริ่มนับใหม่",
    en=f"Expected {MISSES} times or more within a year at the same part of the week without ever coming: counted as "
    f"unable to come then. Came {VISITS} times or more when they had said they can't: counted as able. "
    "A new answer starts the count again.",
)


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days without work or school: holidays for everybody, breaks for pupils (first and last day)."""

    holidays: frozenset[dt.date] = frozenset()
    breaks: tuple[tuple[dt.date, dt.date], ...] = ()

    def is_off(self, day: dt.date, *, school: bool) -> bool:
        """Whether a day is off; a school break is off for pupils only."""
        return day in self.holidays or (school and any(first <= day <= last for first, last in self.breaks))


@dataclass(frozen=True, slots=True)
class Week:
    """When somebody can come.

    `cells` are the parts of an ordinary week, `off_parts` those of a day off, `caring` the parts of each day that go to
    looking after somebody, `harvest` the months in which only evenings are left. `never` and `comes` are what attendance
    showed. `furthest_km` is how far they get by themselves; None means anywhere here.
    """

    cells: frozenset[Cell]
    off_parts: frozenset[PartOfDay] = frozenset()
    school: bool = False
    caring: frozenset[PartOfDay] = frozenset()
    harvest: frozenset[int] = frozenset()
    furthest_km: float | None = None
    never: frozenset[Cell] = field(default=frozenset())
    comes: frozenset[Cell] = field(default=frozenset())

    def allows(self, slot: TimeSlot, days_off: DaysOff) -> bool:
        """Whether they can come then."""
        cell = (slot.day.weekday(), slot.part)
        if cell in self.never or cell in self.comes:
            return cell in self.comes
        if slot.part in self.caring or (slot.day.month in self.harvest and slot.part is not PartOfDay.EVENING):
            return False
        return cell in self.cells or (slot.part in self.off_parts and days_off.is_off(slot.day, school=self.school))


def _days(days: Iterable[int], parts: Iterable[PartOfDay]) -> frozenset[Cell]:
    kept = tuple(parts)
    return frozenset((day, part) for day in days for part in kept)


# Assumed until a municipality asks its own groups; the page says so.
ASSUMED: dict[Life, Week] = {
    # Pupils help their parents on other days (S19): days without school only.
    Life.SCHOOL: Week(_days((5, 6), _BY_DAY), _BY_DAY, school=True),
    # Poor families work without days off (S21): evenings, and Sunday afternoons.
    Life.WORK: Week(_days(WEEK, (PartOfDay.EVENING,)) | _days((6,), (PartOfDay.AFTERNOON,))),
    Life.FARM: Week(_days(WEEK, (PartOfDay.AFTERNOON, PartOfDay.EVENING))),
    Life.CARE: Week(_days(WEEK, (PartOfDay.MORNING,))),
    Life.ELDER: Week(_days(WEEK, _BY_DAY), _BY_DAY),
    Life.HOME: Week(_days(WEEK, _BY_DAY), _BY_DAY),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """How often somebody was expected at one part of the week, and how often they came."""

    cell: Cell
    expected: int
    came: int


def correct_week(week: Week, history: Sequence[Seen]) -> Week:
    """The week as attendance shows it (`HISTORY_RULE`).

    A pupil who came on a school-free Monday says nothing about other Mondays, so their visits add no part of the week.
    """
    never = frozenset(seen.cell for seen in history if seen.expected >= MISSES and not seen.came)
    comes = frozenset(seen.cell for seen in history if seen.came >= VISITS and seen.cell not in week.cells)
    return dataclasses.replace(week, never=never, comes=frozenset() if week.school else comes)


def open_keys(week: Week, slots: Sequence[TimeSlot], days_off: DaysOff) -> frozenset[str]:
    """The slots in which they can come, by key."""
    return frozenset(slot.key for slot in slots if week.allows(slot, days_off))


def write_cells(cells: Iterable[Cell]) -> list[str]:
    """Parts of the week as a table keeps them: 5-morning is Saturday morning."""
    return [f"{day}-{part}" for day, part in EVERY_CELL if (day, part) in set(cells)]


def read_cells(kept: Iterable[str]) -> frozenset[Cell]:
    """Parts of the week as a table keeps them; what is no part of a week is left out."""
    wanted = set(kept)
    return frozenset(cell for cell in EVERY_CELL if f"{cell[0]}-{cell[1]}" in wanted)
