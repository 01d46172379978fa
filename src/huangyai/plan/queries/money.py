"""What a plan costs, and where its money comes from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import Sum

from huangyai.kernel import Actor
from huangyai.plan.access import visible_projects
from huangyai.plan.models import FundingSource, MoneyPart, MoneyStep, Plan, Project, YearMoney


@dataclass(frozen=True, slots=True)
class MoneyOfYear:
    """What one year of the plan costs and what has found its source."""

    year: int
    planned: Decimal
    allocated: Decimal


def to_give(plan: Plan, year: int) -> models.QuerySet[YearMoney]:
    """The amounts of a year that need a source. What only the province can carry out (ผ.02/2) asks for its money there."""
    asking = YearMoney.objects.filter(project__plan=plan, year=year, baht__gt=0)
    return asking.exclude(project__form=Project.Form.P02_2).select_related("project").order_by("pk")


def on_its_way(plan: Plan, year: int) -> list[YearMoney]:
    """What was given out and has gone further since (into the ordinance, committed, paid): it is not given out anew."""
    moved = MoneyStep.objects.filter(project__plan=plan, year=year).values("project_id")
    settled = to_give(plan, year).filter(project__in=moved, allocated__gt=0)
    return list(settled.prefetch_related(models.Prefetch("parts", MoneyPart.objects.select_related("source"))))


def allocations(actor: Actor, plan: Plan, year: int) -> models.QuerySet[YearMoney]:
    """The year's money of the plan's projects, what found a source first, with source, parts and reason."""
    return (
        to_give(plan, year)
        .filter(project__in=visible_projects(actor).filter(plan=plan))
        .select_related("project", "source")
        .prefetch_related(models.Prefetch("parts", MoneyPart.objects.select_related("source")))
        .order_by(models.F("allocated").desc(nulls_last=True), "project__name", "pk")
    )


def by_source(actor: Actor, plan: Plan, year: int) -> list[tuple[FundingSource, Decimal]]:
    """What each source gives in a year."""
    parts = MoneyPart.objects.filter(money__in=allocations(actor, plan, year).order_by())
    given = dict(parts.order_by().values_list("source_id").annotate(sum=Sum("baht")))
    return [(source, given[source.pk]) for source in FundingSource.objects.filter(pk__in=given)]


def money_of(project: Project) -> list[YearMoney]:
    """A project's money by year."""
    parts = models.Prefetch("parts", MoneyPart.objects.select_related("source"))
    return list(YearMoney.objects.filter(project=project).select_related("source").prefetch_related(parts))


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
