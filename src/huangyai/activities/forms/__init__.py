"""What is typed about activities and their sessions."""

from huangyai.activities.forms.activities import ActivityForm, VenueForm
from huangyai.activities.forms.availability import (
    LIVES,
    PARTS,
    DaysForm,
    PersonWeekForm,
    WeekForm,
    show_answer,
    show_week,
)
from huangyai.activities.forms.livelihoods import LivelihoodForm
from huangyai.activities.forms.money import ExpenseForm, SettlementForm
from huangyai.activities.forms.placement import HeatForm, PlacementForm, PlacementRuleForm
from huangyai.activities.forms.sessions import SessionCallOffForm, SessionForm

__all__ = [
    "LIVES",
    "PARTS",
    "ActivityForm",
    "DaysForm",
    "ExpenseForm",
    "HeatForm",
    "LivelihoodForm",
    "PersonWeekForm",
    "PlacementForm",
    "PlacementRuleForm",
    "SessionCallOffForm",
    "SessionForm",
    "SettlementForm",
    "VenueForm",
    "WeekForm",
    "show_answer",
    "show_week",
]
