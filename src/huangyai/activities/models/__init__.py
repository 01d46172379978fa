"""Tables: what is offered, when it meets, who comes and what it costs."""

from huangyai.activities.models.activities import Activity, Venue
from huangyai.activities.models.enrolments import Attendance, Enrolment
from huangyai.activities.models.money import Expense
from huangyai.activities.models.sessions import Session

__all__ = [
    "Activity",
    "Attendance",
    "Enrolment",
    "Expense",
    "Session",
    "Venue",
]
