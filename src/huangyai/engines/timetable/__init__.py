"""When can people come? Places activities in time, rooms and trainers' hours so that nobody is left
with nothing."""

from huangyai.engines.timetable.document import read_problem
from huangyai.engines.timetable.problem import (
    Activity,
    PeopleClass,
    Room,
    Rule,
    Slot,
    TimetableProblem,
    Trainer,
)
from huangyai.engines.timetable.promises import Broken, Promise, keep_promises
from huangyai.engines.timetable.solve import solve
from huangyai.engines.timetable.solvers import SolverName
from huangyai.engines.timetable.timetable import (
    Attendance,
    Level,
    Placement,
    Progress,
    Reach,
    Timetable,
    Unplaced,
)

__all__ = [
    "Activity",
    "Attendance",
    "Broken",
    "Level",
    "PeopleClass",
    "Placement",
    "Progress",
    "Promise",
    "Reach",
    "Room",
    "Rule",
    "Slot",
    "SolverName",
    "Timetable",
    "TimetableProblem",
    "Trainer",
    "Unplaced",
    "keep_promises",
    "read_problem",
    "solve",
]
