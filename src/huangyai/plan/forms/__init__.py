"""What is typed about plans, projects and money."""

from huangyai.plan.forms.money import AllocationForm, BahtField
from huangyai.plan.forms.plans import ApprovalForm, PlanForm, StrategyForm
from huangyai.plan.forms.projects import ProjectFilter, ProjectForm

__all__ = [
    "AllocationForm",
    "ApprovalForm",
    "BahtField",
    "PlanForm",
    "ProjectFilter",
    "ProjectForm",
    "StrategyForm",
]
