from __future__ import annotations

from django.db import models

from huangyai.evaluation.models import Indicator, Report
from huangyai.kernel import Actor, NotAllowed, Role


def visible_indicators(actor: Actor) -> models.QuerySet[Indicator]:
    """Results are public."""
    return Indicator.objects.all()


def visible_reports(actor: Actor) -> models.QuerySet[Report]:
    """Reports are public once made: they hold figures, no names."""
    return Report.objects.all()


def require_evaluation_work(actor: Actor) -> None:
    """Officers and planners measure and report."""
    if not (actor.system or actor.is_any(Role.OFFICER, Role.PLANNER)):
        raise NotAllowed
