"""What is done with activities: they are designed, placed, held, paid and followed; people are asked when they can come."""

from huangyai.activities.actions.activities import Design, add_venue, change_activity, change_venue, design_activity
from huangyai.activities.actions.availability import Answer, end_days, write_coming_times, write_days, write_school_year
from huangyai.activities.actions.enrolments import enrol, record_attendance
from huangyai.activities.actions.livelihoods import write_livelihood
from huangyai.activities.actions.money import pay_expense, settle_expenses
from huangyai.activities.actions.placement import PlacedSessions, end_placement_rule, place_sessions, rule_placement
from huangyai.activities.actions.sessions import call_off_session, hold_session, move_session

__all__ = [
    "Answer",
    "Design",
    "PlacedSessions",
    "add_venue",
    "call_off_session",
    "change_activity",
    "change_venue",
    "design_activity",
    "end_days",
    "end_placement_rule",
    "enrol",
    "hold_session",
    "move_session",
    "pay_expense",
    "place_sessions",
    "record_attendance",
    "rule_placement",
    "settle_expenses",
    "write_coming_times",
    "write_days",
    "write_livelihood",
    "write_school_year",
]
