"""Tables: what is offered, for whom and when, who comes, what it costs and what came of it."""

from huangyai.activities.models.activities import Activity, Venue
from huangyai.activities.models.availability import CalendarSpan, ComingTimes
from huangyai.activities.models.enrolments import Attendance, Enrolment, How, Waiting
from huangyai.activities.models.livelihoods import Livelihood
from huangyai.activities.models.money import Expense, ExpensePayment
from huangyai.activities.models.placement import PlacementRule, Unplaced
from huangyai.activities.models.results import Certificate, FeedbackSheet
from huangyai.activities.models.sessions import Session, SessionCallOff
from huangyai.activities.models.sign_ups import SignUp, SignUpAnswer

__all__ = [
    "Activity",
    "Attendance",
    "CalendarSpan",
    "Certificate",
    "ComingTimes",
    "Enrolment",
    "Expense",
    "ExpensePayment",
    "FeedbackSheet",
    "How",
    "Livelihood",
    "PlacementRule",
    "Session",
    "SessionCallOff",
    "SignUp",
    "SignUpAnswer",
    "Unplaced",
    "Venue",
    "Waiting",
]
