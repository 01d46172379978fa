"""Reads of the room: what is offered, when, for whom, who came and what it cost."""

from huangyai.activities.queries.activities import SessionCounts, activities, activity
from huangyai.activities.queries.enrolments import (
    attendance_of_project,
    enrolled_people,
    enrolments,
    enrolments_of_person,
    people_who_came,
)
from huangyai.activities.queries.money import expenses_of, spent_in_all, spent_on
from huangyai.activities.queries.placement import Invited, invited, public_holidays, taken_times, venues
from huangyai.activities.queries.sessions import (
    PeopleCounts,
    count_attendance,
    held_sessions,
    session,
    sessions,
    sessions_of_project,
)

__all__ = [
    "Invited",
    "PeopleCounts",
    "SessionCounts",
    "activities",
    "activity",
    "attendance_of_project",
    "count_attendance",
    "enrolled_people",
    "enrolments",
    "enrolments_of_person",
    "expenses_of",
    "held_sessions",
    "invited",
    "people_who_came",
    "public_holidays",
    "session",
    "sessions",
    "sessions_of_project",
    "spent_in_all",
    "spent_on",
    "taken_times",
    "venues",
]
