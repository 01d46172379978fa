"""Forms of the room: registers, criteria cards, lists, joint meetings."""

from huangyai.targets.forms.criteria import MOST_CONDITIONS, CriterionForm
from huangyai.targets.forms.lists import CandidateForm, TargetListForm
from huangyai.targets.forms.meetings import DecisionsForm, MeetingForm, Said
from huangyai.targets.forms.registers import RegisterForm, RowPersonForm

__all__ = [
    "MOST_CONDITIONS",
    "CandidateForm",
    "CriterionForm",
    "DecisionsForm",
    "MeetingForm",
    "RegisterForm",
    "RowPersonForm",
    "Said",
    "TargetListForm",
]
