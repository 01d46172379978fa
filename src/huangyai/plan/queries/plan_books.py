"""Which plans there are, and what is in them."""

from __future__ import annotations

import uuid

from django.db import models

from huangyai.kernel import Actor, NotFound
from huangyai.plan.access import visible_plans, visible_projects
from huangyai.plan.models import Plan, Strategy


def plans(actor: Actor) -> models.QuerySet[Plan]:
    """Plans, newest period first, with how many projects each has."""
    found = visible_plans(actor).select_related("approval").annotate(count=models.Count("projects"))
    # Counting makes the table's own order fall away.
    return found.order_by("-first_year", "-made_at")


def plan(actor: Actor, plan_id: uuid.UUID) -> Plan:
    """One plan, or NotFound."""
    found = plans(actor).filter(pk=plan_id).first()
    if found is None:
        raise NotFound
    return found


def strategies(plan: Plan) -> models.QuerySet[Strategy]:
    """The plan's strategies."""
    return Strategy.objects.filter(plan=plan)


def public_plan(municipality_id: uuid.UUID, be_year: int, chosen: uuid.UUID | None = None) -> Plan | None:
    """The announced plan that somebody chose, or the one in force, or the newest."""
    found = list(plans(Actor.public(municipality_id)))
    wanted = [plan for plan in found if plan.pk == chosen] or [plan for plan in found if be_year in plan.years]
    return next(iter(wanted or found), None)


def current_plan(actor: Actor, be_year: int) -> Plan | None:
    """The plan in force in a Buddhist year."""
    return visible_plans(actor).filter(first_year__lte=be_year, last_year__gte=be_year).order_by("-made_at").first()


def forms_in(actor: Actor, plan: Plan) -> list[str]:
    """The official forms that the plan's projects belong to, in their order."""
    return sorted(visible_projects(actor).filter(plan=plan).order_by().values_list("form", flat=True).distinct())
