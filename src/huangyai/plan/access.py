from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.plan.models import Plan, Project


def visible_plans(actor: Actor) -> models.QuerySet[Plan]:
    """Plans are public once announced; members see drafts too."""
    if actor.system or actor.is_staff or actor.is_any(Role.PARTNER):
        return Plan.objects.all()
    return Plan.objects.filter(approval__isnull=False)


def visible_projects(actor: Actor) -> models.QuerySet[Project]:
    """Projects of the plans one may see."""
    return Project.objects.filter(plan__in=visible_plans(actor))


def require_plan_work(actor: Actor) -> None:
    """Planners and officers write the plan; a command may bring one in."""
    if not (actor.system or actor.is_any(Role.PLANNER, Role.OFFICER)):
        raise NotAllowed


def require_approval(actor: Actor) -> None:
    """The head of the municipality approves and announces (ระเบียบแผนฯ ข้อ 17)."""
    if not (actor.system or actor.is_any(Role.LEADER)):
        raise NotAllowed
