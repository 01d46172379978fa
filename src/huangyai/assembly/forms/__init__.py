"""What is typed before, at and after an assembly."""

from huangyai.assembly.forms.assemblies import AssemblyForm, ClosureForm, PresenceForm, ResolutionForm
from huangyai.assembly.forms.attendance import DoorForm, SheetForm, TabletForm, WalkInForm
from huangyai.assembly.forms.composition import CompositionForm, InvitationForm
from huangyai.assembly.forms.problems import (
    AnswerForm,
    JoinForm,
    OwnProblemForm,
    ProblemFilter,
    ProblemForm,
)
from huangyai.assembly.forms.votes import BallotForm, BallotsForm, HandsForm, PapersForm, VoteForm

__all__ = [
    "AnswerForm",
    "AssemblyForm",
    "BallotForm",
    "BallotsForm",
    "ClosureForm",
    "CompositionForm",
    "DoorForm",
    "HandsForm",
    "InvitationForm",
    "JoinForm",
    "OwnProblemForm",
    "PapersForm",
    "PresenceForm",
    "ProblemFilter",
    "ProblemForm",
    "ResolutionForm",
    "SheetForm",
    "TabletForm",
    "VoteForm",
    "WalkInForm",
]
