"""When people of different lives can come (S19–S21), and what a session may hold."""

from huangyai.activities.rules.rides import needs_ride
from huangyai.activities.rules.weeks import (
    HOURS,
    Life,
    PartOfDay,
    TimeSlot,
    free_slots,
    keys_between,
    life_of,
    slots_between,
)

__all__ = [
    "HOURS",
    "Life",
    "PartOfDay",
    "TimeSlot",
    "free_slots",
    "keys_between",
    "life_of",
    "needs_ride",
    "slots_between",
]
