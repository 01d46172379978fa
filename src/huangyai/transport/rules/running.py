"""A car on its way: what is done stays as it is, and from where it is free again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """One stop of a car's day. `boards` is +1 where somebody gets in and -1 where they get out."""

    boards: int
    leaves_at: dt.datetime
    begun: bool


def calls_done(calls: Sequence[Call]) -> int:
    """How many stops stay as they are: up to the moment after the last begun one when nobody is on board.

    A car that fetched its first person finishes that trip as promised; what comes after can be planned again.
    """
    done, load, begun = 0, 0, False
    for at, call in enumerate(calls, start=1):
        load += call.boards
        begun = begun or call.begun
        if load <= 0:
            if begun:
                done = at
            load, begun = 0, False
    return len(calls) if begun else done


def free_from(calls: Sequence[Call], now: dt.datetime) -> dt.datetime:
    """When the car can begin something new."""
    return max([now, *(call.leaves_at for call in calls[: calls_done(calls)])])
