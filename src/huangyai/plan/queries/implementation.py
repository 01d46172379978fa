"""Implementation plans, and how the deadlines of a plan stand today."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import Sum

from huangyai.kernel import Actor, FiscalYear, NotFound, Words
from huangyai.plan.access import visible_plans
from huangyai.plan.models import EvaluationReport, ImplementationPlan, Plan, PlanApproval, Posting, Undertaking
from huangyai.plan.queries.amending import rules_in_force
from huangyai.plan.queries.days_off import OfficeHolidays
from huangyai.plan.rules.amending import RuleKey
from huangyai.plan.rules.clocks import (
    Clock,
    ClockState,
    evaluated_year,
    evaluation_clock,
    implementation_clock,
    plan_announcement_clock,
    posting_clock,
)
from huangyai.plan.rules.months import FiscalMonth, months_of

# Kept deadlines stay in sight for so long.
_REMEMBERED = dt.timedelta(days=120)


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One project in the year's chart: in which months it runs, October first."""

    undertaking: Undertaking
    ticks: tuple[tuple[FiscalMonth, bool], ...]


@dataclass(frozen=True, slots=True)
class StandingClock:
    """A deadline as a page shows it."""

    clock: Clock
    state: ClockState
    words: Words

    @property
    def kind(self) -> str:
        """The mark that the state has on a page."""
        return {
            ClockState.KEPT: "good",
            ClockState.MISSED: "bad",
            ClockState.OVERDUE: "bad",
            ClockState.SOON: "waiting",
            ClockState.RUNNING: "info",
        }[self.state]


def implementations(actor: Actor, plan: Plan) -> models.QuerySet[ImplementationPlan]:
    """The implementation plans of a plan, newest year first; for the public those that were announced."""
    found = (
        ImplementationPlan.objects.filter(plan=plan, plan__in=visible_plans(actor))
        .select_related("announcement", "plan")
        .annotate(count=models.Count("undertakings"))
        .order_by("-year", "-number")
    )
    return found if actor.system or actor.is_staff else found.filter(announcement__isnull=False)


def implementation(actor: Actor, implementation_id: uuid.UUID) -> ImplementationPlan:
    """One implementation plan, or NotFound."""
    found = (
        ImplementationPlan.objects.filter(pk=implementation_id, plan__in=visible_plans(actor))
        .select_related("announcement", "plan")
        .first()
    )
    if found is None or not (actor.system or actor.is_staff or hasattr(found, "announcement")):
        raise NotFound
    return found


def undertakings(implementation: ImplementationPlan) -> models.QuerySet[Undertaking]:
    """What an implementation plan holds, in the plan's order."""
    return (
        Undertaking.objects.filter(implementation=implementation)
        .select_related("project__strategy")
        .prefetch_related("months")
        .order_by("project__strategy__number", "project__programme", "id")
    )


def undertaking(implementation: ImplementationPlan, undertaking_id: uuid.UUID) -> Undertaking:
    """One project of an implementation plan, or NotFound."""
    found = Undertaking.objects.filter(implementation=implementation, pk=undertaking_id)
    row = found.select_related("project", "implementation").prefetch_related("months").first()
    if row is None:
        raise NotFound
    return row


def chart(implementation: ImplementationPlan, found: Iterable[Undertaking]) -> list[ChartLine]:
    """A page of undertakings, each with its twelve months."""
    year = months(implementation)
    lines = []
    for row in found:
        running = {each.month for each in row.months.all()}
        lines.append(ChartLine(row, tuple((month, month.month in running) for month in year)))
    return lines


def months(implementation: ImplementationPlan) -> tuple[FiscalMonth, ...]:
    """October to September."""
    return months_of(FiscalYear(implementation.year))


def total(implementation: ImplementationPlan) -> Decimal:
    """What the whole implementation plan costs."""
    found = Undertaking.objects.filter(implementation=implementation).aggregate(baht=Sum("baht"))["baht"]
    return found or Decimal(0)


def without_months(implementation: ImplementationPlan) -> int:
    """Projects that run in no month yet."""
    return Undertaking.objects.filter(implementation=implementation, months__isnull=True).count()


def postings(plan: Plan) -> models.QuerySet[Posting]:
    """What was posted about a plan, newest first; the last twenty."""
    return Posting.objects.filter(plan=plan)[:20]


def awaits_report(plan: Plan, year: int) -> bool:
    """The evaluation of a year of this plan isn't laid before council and committee yet."""
    return year in plan.years and not EvaluationReport.objects.filter(plan=plan, year=year).exists()


def clock_of(implementation: ImplementationPlan, today: dt.date) -> StandingClock | None:
    """The deadline of one implementation plan."""
    done = implementation.announcement.announced_on if hasattr(implementation, "announcement") else None
    clock = implementation_clock(
        implementation.year, implementation.counted_from, done, rules_in_force(), OfficeHolidays()
    )
    return StandingClock(clock, clock.state(today), clock.words(today)) if clock else None


def clocks(plan: Plan, today: dt.date) -> list[StandingClock]:
    """The deadlines of a plan, the next first. What was kept long ago is left out. Five queries."""
    approval = PlanApproval.objects.filter(plan=plan).first()
    if approval is None:
        return []
    rules, closed = rules_in_force(), OfficeHolidays()
    postings = list(Posting.objects.filter(plan=plan))
    found: list[Clock | None] = [
        implementation_clock(
            each.year,
            each.counted_from,
            each.announcement.announced_on if hasattr(each, "announcement") else None,
            rules,
            closed,
        )
        for each in ImplementationPlan.objects.filter(plan=plan).select_related("announcement")
    ]
    posted = next((each for each in postings if each.subject == Posting.Subject.PLAN), None)
    found.append(plan_announcement_clock(approval.announced_on, posted.posted_on if posted else None, rules, closed))
    if posted:
        words = Words(th="ปิดประกาศแผนไว้จนถึง", en="Keep the plan posted until")
        found.append(posting_clock(words, posted.posted_on, today, rules[RuleKey.POSTING_DAYS], closed))
    year = evaluated_year(today)
    if year in plan.years and approval.announced_on <= FiscalYear(year).last_day:
        reported = EvaluationReport.objects.filter(plan=plan, year=year).first()
        up = next((each for each in postings if each.subject == Posting.Subject.EVALUATION and each.year == year), None)
        found.append(
            evaluation_clock(
                year, reported.reported_on if reported else None, up.posted_on if up else None, rules, closed
            )
        )
        if up:
            words = Words(th=f"ปิดประกาศผลประเมินปี {year} ไว้จนถึง", en=f"Keep the evaluation of {year} posted until")
            found.append(posting_clock(words, up.posted_on, today, rules[RuleKey.EVALUATION_POSTING_DAYS], closed))
    shown = [
        StandingClock(clock, clock.state(today), clock.words(today))
        for clock in found
        if clock and (clock.done_on is None or today - clock.due < _REMEMBERED)
    ]
    return sorted(shown, key=lambda each: (each.clock.done_on is not None, each.clock.due))


def waiting_clocks(actor: Actor, today: dt.date) -> list[tuple[Plan, StandingClock]]:
    """Deadlines that still run, of the plan in force: for the agenda of the day."""
    be = FiscalYear.of(today).be
    # A year's evaluation and the next year's implementation plan may belong to two plans that follow each other.
    plans = visible_plans(actor).filter(first_year__lte=be, last_year__gte=be - 1, approval__isnull=False)
    return [(plan, each) for plan in plans[:3] for each in clocks(plan, today) if each.clock.done_on is None]
