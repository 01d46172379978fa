"""Tables: registers as they were brought, criteria cards, and the lists that a joint meeting confirms."""

from huangyai.targets.models.criteria import Criterion
from huangyai.targets.models.lists import Candidate, Decision, JointMeeting, TargetList
from huangyai.targets.models.registers import (
    Register,
    RegisterDraft,
    RegisterKind,
    RegisterRow,
    RegisterRun,
    RowChange,
    SealedRows,
    Source,
)

__all__ = [
    "Candidate",
    "Criterion",
    "Decision",
    "JointMeeting",
    "Register",
    "RegisterDraft",
    "RegisterKind",
    "RegisterRow",
    "RegisterRun",
    "RowChange",
    "SealedRows",
    "Source",
    "TargetList",
]
