"""What a change did to what people were promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

# People are told whole minutes; less than this is no change.
UNNOTICED = dt.timedelta(seconds=60)
# Nobody is rung up for less.
WORTH_A_CALL = 5


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody's pick-up before and after; None before: new; None after: nobody fetches them now."""

    before: dt.datetime | None
    after: dt.datetime | None
    other_car: bool = False

    @property
    def minutes(self) -> int:
        """By how many minutes the car comes later (above zero) or earlier."""
        if self.before is None or self.after is None:
            return 0
        return round((self.after - self.before).total_seconds() / 60)


def shifted(shift: Shift) -> bool:
    """The person has to hear of it, or the driver: another time, another car, or none."""
    if shift.before is None or shift.after is None:
        return True
    return shift.other_car or abs(shift.after - shift.before) >= UNNOTICED


def worth_a_call(shift: Shift) -> bool:
    """The person is told again: fetched now, not fetched now, or noticeably earlier or later."""
    return (shift.before is None) != (shift.after is None) or abs(shift.minutes) >= WORTH_A_CALL


def largest_shift(shifts: Iterable[Shift]) -> int:
    """The most that anybody's promised time moved, in minutes."""
    return max((abs(shift.minutes) for shift in shifts), default=0)
