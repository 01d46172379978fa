"""When people of different lives can come (S19–S21), what a session may hold, and what comes of a skill."""

from huangyai.activities.rules.answers import (
    ASSUMED,
    EVERY_CELL,
    HISTORY_RULE,
    Cell,
    DaysOff,
    Seen,
    Week,
    correct_week,
    open_keys,
    read_cells,
    write_cells,
)
from huangyai.activities.rules.livelihood import Due, LivelihoodStep, next_due
from huangyai.activities.rules.rides import needs_ride
from huangyai.activities.rules.school_year import BREAK, CLAUSE, SchoolSpan, school_year, school_year_of
from huangyai.activities.rules.weeks import (
    HOURS,
    Life,
    PartOfDay,
    TimeSlot,
    keys_between,
    life_of,
    slots_between,
)

__all__ = [
    "ASSUMED",
    "BREAK",
    "CLAUSE",
    "EVERY_CELL",
    "HISTORY_RULE",
    "HOURS",
    "Cell",
    "DaysOff",
    "Due",
    "Life",
    "LivelihoodStep",
    "PartOfDay",
    "SchoolSpan",
    "Seen",
    "TimeSlot",
    "Week",
    "correct_week",
    "keys_between",
    "life_of",
    "needs_ride",
    "next_due",
    "open_keys",
    "read_cells",
    "school_year",
    "school_year_of",
    "slots_between",
    "write_cells",
]
