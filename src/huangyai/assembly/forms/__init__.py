"""What is typed before, at and after an assembly."""

from huangyai.assembly.forms.assemblies import (
    AgendaForm,
    AssemblyForm,
    ClosureForm,
    MoveForm,
    PresenceForm,
    ResolutionForm,
)
from huangyai.assembly.forms.attendance import DoorForm, SheetForm, TabletForm, WalkInForm
from huangyai.assembly.forms.composition import CompositionForm, InvitationForm
from huangyai.assembly.forms.problems import (
    AnswerForm,
    JoinForm,
    OwnProblemForm,
    ProblemFilter,
    ProblemForm,
    RewordingForm,
)
from huangyai.assembly.forms.votes import BallotForm, BallotsForm, HandsForm, PapersForm, ReasonForm, VoteForm

__all__ = [
    "AgendaForm",
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
    "MoveForm",
    "OwnProblemForm",
    "PapersForm",
    "PresenceForm",
    "ProblemFilter",
    "ProblemForm",
    "ReasonForm",
    "ResolutionForm",
    "RewordingForm",
    "SheetForm",
    "TabletForm",
    "VoteForm",
    "WalkInForm",
]
