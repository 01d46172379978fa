"""What comes out: what is held when and where, what isn't and why, who can attend, and how good that is
provably."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from huangyai.kernel import Words


@dataclass(frozen=True, slots=True)
class Placement:
    """An activity held: it begins with `slot`, in `room`, with these trainers; `why` says whom it
    serves there."""

    activity: str
    slot: str
    room: str
    staff: tuple[str, ...]
    why: Words


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An activity that could not be held, or would help nobody, and what stands in its way."""

    activity: str
    why: Words


@dataclass(frozen=True, slots=True)
class Attendance:
    """So many people of a class can attend an activity."""

    people: str
    activity: str
    count: int


@dataclass(frozen=True, slots=True)
class Level:
    """One aim of the search: its value, the best that is still thinkable (`bound`), and the time it took.

    `proven` means that nothing better exists once the earlier levels are kept as they are.
    """

    name: str
    value: float
    bound: float
    seconds: float
    proven: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Of `total` people, `could` attend something at all; `served` attend something, `left` are left
    with nothing."""

    total: int
    could: int
    served: int

    @property
    def left(self) -> int:
        """People who could attend something and are left with nothing."""
        return self.could - self.served


@dataclass(frozen=True, slots=True)
class Timetable:
    """The whole answer; `groups` holds the reach of each group."""

    placed: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
    levels: tuple[Level, ...]
    attends: tuple[Attendance, ...]
    reach: Reach
    groups: dict[str, Reach]

    def as_document(self) -> dict[str, Any]:
        """The answer as `huangyai timetable --json` prints it."""
        return {
            "placed": [
                {
                    "activity": it.activity,
                    "slot": it.slot,
                    "room": it.room,
                    "staff": list(it.staff),
                    "why": it.why.as_dict(),
                }
                for it in self.placed
            ],
            "unplaced": [{"activity": it.activity, "why": it.why.as_dict()} for it in self.unplaced],
            "levels": [
                {
                    "name": level.name,
                    "value": level.value,
                    "bound": level.bound,
                    "seconds": round(level.seconds, 3),
                    "proven": level.proven,
                }
                for level in self.levels
            ],
            "attends": [{"class": it.people, "activity": it.activity, "count": it.count} for it in self.attends],
            "people": _reach(self.reach),
            "groups": {group: _reach(reach) for group, reach in self.groups.items()},
        }


def _reach(reach: Reach) -> dict[str, int]:
    return {"total": reach.total, "could": reach.could, "served": reach.served, "left": reach.left}


# Told after each level.
Progress = Callable[[Level], None]
