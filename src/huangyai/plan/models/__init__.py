"""Tables: plans with their projects, and the money they need."""

from huangyai.plan.models.approval import (
    ApprovalRefusal,
    ApprovalRequest,
    ApprovalRule,
    ApprovalRung,
    ApprovalSignature,
    ApprovalWithdrawal,
)
from huangyai.plan.models.editions import (
    Edition,
    EditionApproval,
    EditionItem,
    EditionMeeting,
    EditionWithdrawal,
    RuleSetting,
)
from huangyai.plan.models.implementation import (
    EvaluationReport,
    ImplementationAnnouncement,
    ImplementationPlan,
    Posting,
    RunningMonth,
    Undertaking,
)
from huangyai.plan.models.incoming import BookDraft, BookSource
from huangyai.plan.models.money import (
    AllocationEnd,
    AllocationRun,
    FundingSource,
    MoneyPart,
    MoneyRuling,
    MoneyRulingEnd,
    NeedFloor,
    SourceRule,
    SourceRuleCheck,
    YearMoney,
)
from huangyai.plan.models.payment import MoneyStep, PaymentPaper
from huangyai.plan.models.places import ProjectPlace
from huangyai.plan.models.plans import Plan, PlanApproval, Project, ProjectProblem, ProjectRemoval, Strategy

__all__ = [
    "AllocationEnd",
    "AllocationRun",
    "ApprovalRefusal",
    "ApprovalRequest",
    "ApprovalRule",
    "ApprovalRung",
    "ApprovalSignature",
    "ApprovalWithdrawal",
    "BookDraft",
    "BookSource",
    "Edition",
    "EditionApproval",
    "EditionItem",
    "EditionMeeting",
    "EditionWithdrawal",
    "EvaluationReport",
    "FundingSource",
    "ImplementationAnnouncement",
    "ImplementationPlan",
    "MoneyPart",
    "MoneyRuling",
    "MoneyRulingEnd",
    "MoneyStep",
    "NeedFloor",
    "PaymentPaper",
    "Plan",
    "PlanApproval",
    "Posting",
    "Project",
    "ProjectPlace",
    "ProjectProblem",
    "ProjectRemoval",
    "RuleSetting",
    "RunningMonth",
    "SourceRule",
    "SourceRuleCheck",
    "Strategy",
    "Undertaking",
    "YearMoney",
]
