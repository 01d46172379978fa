"""A plan's projects, what they answer, and their money by year."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import Sum

from huangyai.assembly.access import visible_problems
from huangyai.assembly.models import Problem
from huangyai.kernel import Actor, NotFound
from huangyai.plan.access import may_plan, visible_projects
from huangyai.plan.models import MoneyRuling, Plan, Project, ProjectProblem, ProjectRemoval, Strategy


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project with its money, year by year of the plan."""

    project: Project
    by_year: tuple[Decimal, ...]
    total: Decimal
    allocated: Decimal

    @property
    def years(self) -> list[tuple[int, Decimal]]:
        """Each year of the plan with its money."""
        return list(zip(self.project.plan.years, self.by_year, strict=True))


def projects(
    actor: Actor, plan: Plan, *, search: str = "", strategy: Strategy | None = None
) -> models.QuerySet[Project]:
    """A plan's projects with strategy and money."""
    found = visible_projects(actor).filter(plan=plan).select_related("strategy", "plan").prefetch_related("money")
    if strategy:
        found = found.filter(strategy=strategy)
    return found.filter(name__contains=search) if search else found


def told_projects(
    actor: Actor, plan: Plan, *, search: str = "", strategy: Strategy | None = None
) -> models.QuerySet[Project]:
    """The same for everybody's eyes: each with the public sentences that it answers, and what was ruled on its money."""
    said = visible_problems(Actor.public(plan.municipality_id)).select_related("village")
    links = ProjectProblem.objects.filter(problem__in=said).select_related("problem__village")
    return projects(actor, plan, search=search, strategy=strategy).prefetch_related(
        models.Prefetch("problems_answered", links),
        models.Prefetch("rulings", MoneyRuling.objects.filter(end__isnull=True).select_related("source")),
    )


def lines(found: Iterable[Project], plan: Plan) -> list[ProjectLine]:
    """A page of projects ready to show in a five-year money table."""
    result = []
    for project in found:
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


def problems_answered(project: Project) -> list[Problem]:
    """The sentences said in assemblies that a project answers."""
    links = ProjectProblem.objects.filter(project=project).select_related("problem__assembly", "problem__village")
    return [link.problem for link in links]


def removals(actor: Actor, plan: Plan) -> list[ProjectRemoval]:
    """What left the draft and why, newest first; for those who plan."""
    return list(ProjectRemoval.objects.filter(plan=plan)[:30]) if may_plan(actor) else []


def voices_by_project() -> dict[uuid.UUID, int]:
    """How many people said the sentences that each project answers."""
    links = ProjectProblem.objects.order_by().values_list("project_id")
    return dict(links.annotate(voices=Sum("problem__voices")))


def projects_answering(problem: Problem) -> list[Project]:
    """What the plan does about a problem."""
    links = ProjectProblem.objects.filter(problem=problem).select_related("project__plan", "project__target_list")
    return [link.project for link in links]


def count_projects(actor: Actor) -> int:
    """Projects in announced plans; public."""
    return visible_projects(actor).count()
