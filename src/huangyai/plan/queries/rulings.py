"""What people decided about money, and how giving it out ended."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils import timezone

from huangyai.kernel import Actor, NotFound
from huangyai.plan.access import visible_plans, visible_projects
from huangyai.plan.models import AllocationEnd, AllocationRun, FundingSource, MoneyRuling, NeedFloor, Plan, Project

# A run that has said nothing for so long has lost its worker; another may begin.
SILENT_MINUTES = 10


def rulings_of(project: Project) -> models.QuerySet[MoneyRuling]:
    """Every ruling on a project's money, newest first, also those that were taken back."""
    return MoneyRuling.objects.filter(project=project).select_related("source", "ruled_by", "end__ended_by")


def rulings_in_force(plan: Plan, year: int) -> list[MoneyRuling]:
    """The rulings that hold for a year's money."""
    held = MoneyRuling.objects.filter(project__plan=plan, year=year, end__isnull=True)
    return list(held.select_related("source", "project", "ruled_by"))


def ruling(actor: Actor, ruling_id: uuid.UUID) -> MoneyRuling:
    """One ruling, or NotFound."""
    found = MoneyRuling.objects.filter(pk=ruling_id, project__in=visible_projects(actor)).first()
    if found is None:
        raise NotFound
    return found


def floors_in_force(plan: Plan) -> list[NeedFloor]:
    """The floors that hold: the newest of each group and village, unless it is 0."""
    newest: dict[tuple[str, uuid.UUID | None], NeedFloor] = {}
    for floor in NeedFloor.objects.filter(plan=plan).select_related("village", "set_by"):
        newest.setdefault((floor.group, floor.village_id), floor)
    return sorted(
        (floor for floor in newest.values() if floor.least),
        key=lambda floor: (floor.group, floor.village.number if floor.village else 0),
    )


def allocation_run(actor: Actor, run_id: uuid.UUID) -> AllocationRun:
    """One run with its end, or NotFound."""
    found = AllocationRun.objects.filter(pk=run_id, plan__in=visible_plans(actor)).select_related("end", "plan")
    run = found.first()
    if run is None:
        raise NotFound
    return run


def run_going_on(plan: Plan) -> AllocationRun | None:
    """The run that is giving the plan's money out now, if one is."""
    silent = timezone.now() - dt.timedelta(minutes=SILENT_MINUTES)
    return AllocationRun.objects.filter(plan=plan, end__isnull=True, touched_at__gte=silent).first()


def last_run(plan: Plan, year: int) -> AllocationRun | None:
    """The newest run that gave a year's money out."""
    done = AllocationRun.objects.filter(plan=plan, end__outcome=AllocationEnd.Outcome.DONE, years__contains=year)
    return done.select_related("end", "asked_by").first()


def ceilings_before(plan: Plan, year: int) -> dict[str, Decimal]:
    """The ceilings that were written last for a year, or for any year of the plan, by the source's id."""
    done = AllocationRun.objects.filter(plan=plan, end__outcome=AllocationEnd.Outcome.DONE)
    return ceilings_of(last_run(plan, year) or done.first())


@dataclass(frozen=True, slots=True)
class MoreLine:
    """What one more sum of a source's money would do: who would enter or leave, and how much more need is met."""

    source: str
    enter: list[str]
    leave: list[str]
    need: int


@dataclass(frozen=True, slots=True)
class FloorLine:
    """A floor of a group or a village (its id), and what the year's money meets of it."""

    who: str
    least: int
    met: int

    @property
    def short(self) -> int:
        """How much is missing."""
        return max(0, self.least - self.met)


@dataclass(frozen=True, slots=True)
class YearEnd:
    """How good a year's allocation is, what more money would do, and what could not be kept."""

    met: int
    bound: float
    gap: float
    more: list[MoreLine]
    broken: list[tuple[str, dict[str, str]]]
    floors: list[FloorLine]


def year_end(run: AllocationRun, year: int) -> YearEnd | None:
    """What a run says of one of its years, with the names of today."""
    end = run.end
    told = next((one for one in end.by_year if one["year"] == year), None)
    if told is None:
        return None
    ids = [project for more in told["more"] for project in (*more["enter"], *more["leave"])]
    ids += [broken["project"] for broken in told["broken"]]
    names = _names(Project.objects.filter(pk__in=ids))
    sources = _names(FundingSource.objects.filter(pk__in=[more["source"] for more in told["more"]]))
    return YearEnd(
        told["met"],
        told["bound"],
        told["gap"],
        [
            MoreLine(
                sources.get(more["source"], ""),
                [names.get(project, "") for project in more["enter"]],
                [names.get(project, "") for project in more["leave"]],
                more["need"],
            )
            for more in told["more"]
        ],
        [(names.get(broken["project"], ""), broken["why"]) for broken in told["broken"]],
        [FloorLine(floor["id"], round(floor["floor"]), round(floor["met"])) for floor in told["floors"]],
    )


def ceilings_of(run: AllocationRun | None) -> dict[str, Decimal]:
    """The ceilings that a run was given, by the source's id."""
    return {source: Decimal(baht) for source, baht in run.ceilings.items()} if run else {}


def _names(rows: Iterable[models.Model]) -> dict[str, str]:
    return {str(row.pk): row.name for row in rows if isinstance(row, Project | FundingSource)}
