from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import Sum

from huangyai.assembly.models import Problem
from huangyai.kernel import Actor, NotFound
from huangyai.plan.access import visible_plans, visible_projects
from huangyai.plan.models import FundingSource, Plan, Project, ProjectProblem, Strategy, YearMoney


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project with its money, year by year of the plan."""

    project: Project
    by_year: tuple[Decimal, ...]
    total: Decimal
    allocated: Decimal


@dataclass(frozen=True, slots=True)
class MoneyOfYear:
    """What one year of the plan costs and what has found its source."""

    year: int
    planned: Decimal
    allocated: Decimal


def plans(actor: Actor) -> models.QuerySet[Plan]:
    """Plans, newest period first, with how many projects each has."""
    return visible_plans(actor).select_related("approval").annotate(count=models.Count("projects"))


def plan(actor: Actor, plan_id: uuid.UUID) -> Plan:
    """One plan, or NotFound."""
    found = plans(actor).filter(pk=plan_id).first()
    if found is None:
        raise NotFound
    return found


def projects(actor: Actor, plan: Plan, *, search: str = "") -> models.QuerySet[Project]:
    """A plan's projects with strategy and money."""
    found = visible_projects(actor).filter(plan=plan).select_related("strategy", "plan").prefetch_related("money")
    return found.filter(name__contains=search) if search else found


def lines(found: models.QuerySet[Project], plan: Plan, *, first: int = 0, most: int = 100) -> list[ProjectLine]:
    """Projects ready to show in a five-year money table."""
    result = []
    for project in found[first : first + most]:
        money = {m.year: m for m in project.money.all()}
        by_year = tuple(money[year].baht if year in money else Decimal(0) for year in plan.years)
        allocated = sum((m.allocated or Decimal(0) for m in money.values()), Decimal(0))
        result.append(ProjectLine(project, by_year, sum(by_year, Decimal(0)), allocated))
    return result


def project(actor: Actor, project_id: uuid.UUID) -> Project:
    """One project, or NotFound."""
    found = visible_projects(actor).select_related("plan", "strategy", "target_list").filter(pk=project_id).first()
    if found is None:
        raise NotFound
    return found


def money_of(project: Project) -> list[YearMoney]:
    """A project's money by year."""
    return list(YearMoney.objects.filter(project=project).select_related("source"))


def problems_answered(project: Project) -> list[Problem]:
    """The sentences said in assemblies that a project answers."""
    links = ProjectProblem.objects.filter(project=project).select_related("problem__assembly", "problem__village")
    return [link.problem for link in links]


def projects_answering(problem: Problem) -> list[Project]:
    """What the plan does about a problem."""
    links = ProjectProblem.objects.filter(problem=problem).select_related("project__plan")
    return [link.project for link in links]


def strategies(plan: Plan) -> list[Strategy]:
    """The plan's strategies."""
    return list(Strategy.objects.filter(plan=plan))


def sources() -> list[FundingSource]:
    """Where money can come from."""
    return list(FundingSource.objects.all())


def money_by_year(actor: Actor, plan: Plan) -> list[MoneyOfYear]:
    """Planned and allocated money of each year, one query."""
    rows = {
        row["year"]: row
        for row in YearMoney.objects.filter(project__plan=plan)
        .values("year")
        .annotate(planned=Sum("baht"), found=Sum("allocated"))
    }
    return [
        MoneyOfYear(
            year,
            rows.get(year, {}).get("planned") or Decimal(0),
            rows.get(year, {}).get("found") or Decimal(0),
        )
        for year in plan.years
    ]


def current_plan(actor: Actor, be_year: int) -> Plan | None:
    """The plan in force in a Buddhist year."""
    return visible_plans(actor).filter(first_year__lte=be_year, last_year__gte=be_year).order_by("-made_at").first()


def count_projects(actor: Actor) -> int:
    """Projects in announced plans; public."""
    return visible_projects(actor).count()
