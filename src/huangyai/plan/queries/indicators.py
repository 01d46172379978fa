"""Which projects' indicators can't be measured yet, and what they lack."""

from __future__ import annotations

import uuid

from huangyai.kernel import Actor
from huangyai.plan.access import visible_projects
from huangyai.plan.models import Plan
from huangyai.plan.rules.indicator import IndicatorCount, count_indicators, read_indicator


def unmeasurable_projects(actor: Actor, plan: Plan) -> list[uuid.UUID]:
    """Projects whose indicator lacks a number, a unit, a date or a way to measure."""
    found = visible_projects(actor).filter(plan=plan).order_by().values_list("pk", "indicator")
    return [key for key, indicator in found if not read_indicator(indicator).measurable]


def indicator_count(actor: Actor, plan: Plan) -> IndicatorCount:
    """How many of a plan's indicators hold what. One query."""
    return count_indicators(visible_projects(actor).filter(plan=plan).order_by().values_list("indicator", flat=True))
