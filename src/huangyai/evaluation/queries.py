from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import models
from django.db.models import Sum

from huangyai.activities.models import Activity
from huangyai.activities.queries import attendance_of_project, sessions_of_project, spent_by_project, spent_on
from huangyai.assembly.models import Problem, Proposal
from huangyai.assembly.queries import winning_proposals
from huangyai.evaluation.access import visible_indicators, visible_reports
from huangyai.evaluation.models import Finding, Indicator, Measurement, Report, ReportFigure
from huangyai.evaluation.rules import Change, compare, may_publish
from huangyai.kernel import Actor, NotFound
from huangyai.plan.access import visible_projects
from huangyai.plan.models import Project, YearMoney
from huangyai.plan.queries import money_of, problems_answered, projects_answering, voices_by_project
from huangyai.targets.queries import confirmed_people
from huangyai.transport.queries import fetched_by_project, figures_of_project
from huangyai.watch.queries import help_of_project, visits_of_project


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator with its before and after, as far as measured."""

    indicator: Indicator
    before: Measurement | None
    after: Measurement | None
    change: Change | None

    @property
    def next_when(self) -> str:
        """Which value is still to be measured; "" when both are there."""
        if self.before is None:
            return Measurement.When.BEFORE
        return "" if self.after else Measurement.When.AFTER

    @property
    def scale(self) -> Decimal:
        """The longest of its bars."""
        known = [m.value for m in (self.before, self.after) if m]
        return max([*known, self.indicator.goal or Decimal(0), Decimal(1)])


def indicators(actor: Actor, project: Project | None = None) -> list[IndicatorLine]:
    """Indicators with before and after; two queries whatever their number."""
    found = indicator_rows(actor)
    return indicator_lines(found.filter(project=project) if project else found)


def indicator_rows(actor: Actor, *, dimension: str = "") -> models.QuerySet[Indicator]:
    """Indicators by dimension and name, with their measurements."""
    found = visible_indicators(actor).select_related("project").prefetch_related("measurements")
    if dimension:
        found = found.filter(dimension=dimension)
    return found.order_by("dimension", "name", "pk")


def indicator_lines(found: Iterable[Indicator]) -> list[IndicatorLine]:
    """The same ready to show."""
    lines = []
    for indicator in found:
        by_when = {m.when: m for m in indicator.measurements.all()}
        before, after = by_when.get("before"), by_when.get("after")
        change = (
            compare(before.value, after.value, more_is_better=indicator.more_is_better) if before and after else None
        )
        lines.append(IndicatorLine(indicator, before, after, change))
    return lines


def indicator(actor: Actor, indicator_id: uuid.UUID) -> IndicatorLine:
    """One indicator, or NotFound."""
    found = indicator_lines(indicator_rows(actor).filter(pk=indicator_id))
    if not found:
        raise NotFound
    return found[0]


@dataclass(frozen=True, slots=True)
class DimensionResults:
    """What changed in one dimension of life: economy, society, environment, culture."""

    key: str
    label: str
    lines: list[IndicatorLine]


def public_results(actor: Actor) -> list[DimensionResults]:
    """Every dimension with what was measured before and after; values of too few people stay out."""
    lines = [
        line
        for line in indicators(actor)
        if line.before and line.after and may_publish(line.before.people) and may_publish(line.after.people)
    ]
    return [
        DimensionResults(key, str(label), [line for line in lines if line.indicator.dimension == key])
        for key, label in Indicator.Dimension.choices
    ]


@dataclass(frozen=True, slots=True)
class Spending:
    """What a project was given and what it has cost so far."""

    project: Project
    allocated: Decimal
    spent: Decimal


def spending(actor: Actor) -> list[Spending]:
    """Projects that were given money or spent some, most money first; five queries whatever their number."""
    given = dict(
        YearMoney.objects.filter(allocated__gt=0).order_by().values_list("project_id").annotate(baht=Sum("allocated"))
    )
    spent = spent_by_project()
    nothing = Decimal(0)
    found = [
        Spending(project, given.get(project.pk) or nothing, spent.get(project.pk) or nothing)
        for project in visible_projects(actor).filter(pk__in={*given, *spent})
    ]
    return sorted(found, key=lambda one: (-one.allocated, -one.spent, one.project.name))


def projects_to_evaluate(actor: Actor) -> models.QuerySet[Project]:
    """Projects that a report can tell of: those that were given money, held sessions, or were measured."""
    begun = (
        models.Exists(YearMoney.objects.filter(project=models.OuterRef("pk"), allocated__gt=0))
        | models.Exists(Activity.objects.filter(project=models.OuterRef("pk")))
        | models.Exists(Indicator.objects.filter(project=models.OuterRef("pk")))
    )
    return visible_projects(actor).filter(begun).select_related("plan", "target_list__criterion")


def reports(actor: Actor) -> models.QuerySet[Report]:
    """Reports, newest first."""
    findings = Finding.objects.order_by("pk")
    return visible_reports(actor).defer("pdf").prefetch_related(models.Prefetch("findings", findings))


def report(actor: Actor, report_id: uuid.UUID) -> Report:
    """One report with its figures, or NotFound. Its PDF is `report_pdf`."""
    figures = ReportFigure.objects.select_related("project", "measurement__indicator").order_by("project_id", "pk")
    found = reports(actor).prefetch_related(models.Prefetch("figures", figures)).filter(pk=report_id).first()
    if found is None:
        raise NotFound
    return found


def report_pdf(actor: Actor, report_id: uuid.UUID) -> bytes:
    """The report as it was printed, or NotFound."""
    found = visible_reports(actor).filter(pk=report_id).values_list("pdf", flat=True).first()
    if found is None:
        raise NotFound
    return bytes(found)


def figure(actor: Actor, figure_id: uuid.UUID) -> ReportFigure:
    """One printed figure, or NotFound."""
    found = (
        ReportFigure.objects.filter(pk=figure_id, report__in=visible_reports(actor))
        .select_related("report", "project", "measurement__indicator")
        .first()
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Thread:
    """The golden thread of one project: from the sentences said to what changed. Counts only; nobody is named."""

    problems: list[Problem]
    voted: list[Proposal]
    project: Project
    confirmed: int
    planned_baht: Decimal
    allocated_baht: Decimal
    spent_baht: Decimal
    sources: list[str]
    sessions: int
    expected: int
    came: int
    different_people: int
    kilometres: float
    fetched: int
    wheelchairs: int
    visits: int
    help_given: int
    indicators: list[IndicatorLine]
    figures: list[ReportFigure]


def thread(actor: Actor, project: Project) -> Thread:
    """Follow one project through every step, both ways: each link is a row that can be opened."""
    money = money_of(project)
    expected, came, different = attendance_of_project(project)
    rides = figures_of_project(project)
    said = problems_answered(project)
    return Thread(
        problems=said,
        voted=[won for won in winning_proposals(actor) if won.problem in said],
        project=project,
        confirmed=confirmed_people(project.target_list).count() if project.target_list else 0,
        planned_baht=sum((row.baht for row in money), Decimal(0)),
        allocated_baht=sum((row.allocated or Decimal(0) for row in money), Decimal(0)),
        spent_baht=spent_on(project),
        sources=sorted({row.source.name for row in money if row.source}),
        sessions=len(sessions_of_project(project)),
        expected=expected,
        came=came,
        different_people=different,
        kilometres=rides.kilometres,
        fetched=rides.fetched,
        wheelchairs=rides.wheelchairs,
        visits=visits_of_project(project).count(),
        help_given=len(help_of_project(project)),
        indicators=indicators(actor, project),
        figures=list(
            ReportFigure.objects.filter(
                models.Q(project=project) | models.Q(measurement__indicator__project=project)
            ).select_related("report", "measurement")
        ),
    )


def for_everybody(found: Thread) -> Thread:
    """The thread without the values that were measured of too few people, as the public reads it."""
    told = [line for line in found.indicators if all(may_publish(m.people) for m in (line.before, line.after) if m)]
    return replace(found, indicators=told)


def threads_of_problem(problem: Problem) -> list[Project]:
    """Where a sentence leads: the projects that answer it."""
    return projects_answering(problem)


def most_telling_project() -> Project | None:
    """The measured project of an announced plan that fetched the most people, then answers the most voices."""
    measured = Project.objects.filter(pk__in=Indicator.objects.values("project_id"), plan__approval__isnull=False)
    fetched, voices = fetched_by_project(), voices_by_project()
    chosen = max(
        measured.order_by("pk").values_list("pk", flat=True),
        key=lambda pk: (fetched.get(pk, 0), voices.get(pk, 0)),
        default=None,
    )
    if chosen is None:
        return None
    return Project.objects.select_related("plan", "strategy", "target_list__criterion").get(pk=chosen)


def findings(actor: Actor) -> list[Finding]:
    """What the years taught, newest first."""
    return list(Finding.objects.filter(report__in=visible_reports(actor)).order_by("-made_at"))
