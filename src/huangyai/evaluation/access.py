from __future__ import annotations

from django.db import models

from huangyai.evaluation.models import Indicator, Report
from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.plan.access import visible_projects


def visible_indicators(actor: Actor) -> models.QuerySet[Indicator]:
    """Results are public as soon as the plan is; those of a draft are not."""
    return Indicator.objects.filter(project__in=visible_projects(actor))


def visible_reports(actor: Actor) -> models.QuerySet[Report]:
    """Reports are public once made: they hold figures, no names."""
    return Report.objects.all()


def may_evaluate(actor: Actor) -> bool:
    """Officers and planners measure and report."""
    return actor.system or actor.is_any(Role.OFFICER, Role.PLANNER)


def require_evaluation_work(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_evaluate(actor):
        raise NotAllowed
