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
from huangyai.targets.models.review import (
    Joining,
    JoiningEnd,
    JoiningTerms,
    Lesson,
    Offer,
    Pair,
    PairDecision,
    PairReturn,
    TakenFact,
)

__all__ = [
    "Candidate",
    "Criterion",
    "Decision",
    "Joining",
    "JoiningEnd",
    "JoiningTerms",
    "JointMeeting",
    "Lesson",
    "Offer",
    "Pair",
    "PairDecision",
    "PairReturn",
    "Register",
    "RegisterDraft",
    "RegisterKind",
    "RegisterRow",
    "RegisterRun",
    "RowChange",
    "SealedRows",
    "Source",
    "TakenFact",
    "TargetList",
]
