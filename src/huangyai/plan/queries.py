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
from huangyai.plan.access import visible_plans, visible_projects
from huangyai.plan.models import FundingSource, Plan, Project, ProjectProblem, Strategy, YearMoney


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


@dataclass(frozen=True, slots=True)
class MoneyOfYear:
    """What one year of the plan costs and what has found its source."""

    year: int
    planned: Decimal
    allocated: Decimal


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
    """The same for everybody's eyes: each with the sentences that it answers, as far as they are public."""
    said = visible_problems(Actor.public(plan.municipality_id)).select_related("village")
    links = ProjectProblem.objects.filter(problem__in=said).select_related("problem__village")
    return projects(actor, plan, search=search, strategy=strategy).prefetch_related(
        models.Prefetch("problems_answered", links)
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


def allocations(actor: Actor, plan: Plan, year: int) -> models.QuerySet[YearMoney]:
    """The year's money of the plan's own projects, what found a source first, with source and reason."""
    return (
        YearMoney.objects.filter(
            project__in=visible_projects(actor).filter(plan=plan, imported_key=""), year=year, baht__gt=0
        )
        .select_related("project", "source")
        .order_by(models.F("allocated").desc(nulls_last=True), "project__name", "pk")
    )


def by_source(actor: Actor, plan: Plan, year: int) -> list[tuple[FundingSource, Decimal]]:
    """What each source gives in a year."""
    given = dict(
        allocations(actor, plan, year)
        .filter(allocated__gt=0)
        .order_by()
        .values_list("source_id")
        .annotate(baht=Sum("allocated"))
    )
    return [(source, given[source.pk]) for source in FundingSource.objects.filter(pk__in=given)]


def money_of(project: Project) -> list[YearMoney]:
    """A project's money by year."""
    return list(YearMoney.objects.filter(project=project).select_related("source"))


def problems_answered(project: Project) -> list[Problem]:
    """The sentences said in assemblies that a project answers."""
    links = ProjectProblem.objects.filter(project=project).select_related("problem__assembly", "problem__village")
    return [link.problem for link in links]


def voices_by_project() -> dict[uuid.UUID, int]:
    """How many people said the sentences that each project answers."""
    links = ProjectProblem.objects.order_by().values_list("project_id")
    return dict(links.annotate(voices=Sum("problem__voices")))


def projects_answering(problem: Problem) -> list[Project]:
    """What the plan does about a problem."""
    links = ProjectProblem.objects.filter(problem=problem).select_related("project__plan", "project__target_list")
    return [link.project for link in links]


def strategies(plan: Plan) -> models.QuerySet[Strategy]:
    """The plan's strategies."""
    return Strategy.objects.filter(plan=plan)


def sources() -> models.QuerySet[FundingSource]:
    """Where money can come from."""
    return FundingSource.objects.all()


def money_by_year(actor: Actor, plan: Plan) -> list[MoneyOfYear]:
    """Planned and allocated money of each year, one query."""
    found: dict[int, tuple[Decimal | None, Decimal | None]] = {
        year: (planned, given)
        for year, planned, given in YearMoney.objects.filter(project__plan=plan)
        .order_by()
        .values_list("year")
        .annotate(planned=Sum("baht"), given=Sum("allocated"))
    }
    nothing = (None, None)
    return [MoneyOfYear(year, *(baht or Decimal(0) for baht in found.get(year, nothing))) for year in plan.years]


def forms_in(actor: Actor, plan: Plan) -> list[str]:
    """The official forms that the plan's projects belong to, in their order."""
    return sorted(visible_projects(actor).filter(plan=plan).order_by().values_list("form", flat=True).distinct())


def public_plan(municipality_id: uuid.UUID, be_year: int, chosen: uuid.UUID | None = None) -> Plan | None:
    """The announced plan that somebody chose, or the one in force, or the newest."""
    found = list(plans(Actor.public(municipality_id)))
    wanted = [plan for plan in found if plan.pk == chosen] or [plan for plan in found if be_year in plan.years]
    return next(iter(wanted or found), None)


def current_plan(actor: Actor, be_year: int) -> Plan | None:
    """The plan in force in a Buddhist year."""
    return visible_plans(actor).filter(first_year__lte=be_year, last_year__gte=be_year).order_by("-made_at").first()


def count_projects(actor: Actor) -> int:
    """Projects in announced plans; public."""
    return visible_projects(actor).count()
