"""What is done with activities: they are designed, placed, held and paid."""

from huangyai.activities.actions.activities import add_venue, design_activity
from huangyai.activities.actions.enrolments import enrol, record_attendance
from huangyai.activities.actions.money import pay_expense
from huangyai.activities.actions.placement import PlacedSessions, place_sessions

__all__ = [
    "PlacedSessions",
    "add_venue",
    "design_activity",
    "enrol",
    "pay_expense",
    "place_sessions",
    "record_attendance",
]
