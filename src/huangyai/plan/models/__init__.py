"""Tables: plans with their projects, and the money they need."""

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
from huangyai.plan.models.plans import Plan, PlanApproval, Project, ProjectProblem, Strategy

__all__ = [
    "AllocationEnd",
    "AllocationRun",
    "FundingSource",
    "MoneyPart",
    "MoneyRuling",
    "MoneyRulingEnd",
    "NeedFloor",
    "Plan",
    "PlanApproval",
    "Project",
    "ProjectProblem",
    "SourceRule",
    "SourceRuleCheck",
    "Strategy",
    "YearMoney",
]
