"""What is typed at an assembly."""

from huangyai.assembly.forms.assemblies import AssemblyForm, ClosureForm, PresenceForm
from huangyai.assembly.forms.problems import AnswerForm, OwnProblemForm, ProblemFilter, ProblemForm
from huangyai.assembly.forms.votes import BallotsForm, VoteForm

__all__ = [
    "AnswerForm",
    "AssemblyForm",
    "BallotsForm",
    "ClosureForm",
    "OwnProblemForm",
    "PresenceForm",
    "ProblemFilter",
    "ProblemForm",
    "VoteForm",
]
