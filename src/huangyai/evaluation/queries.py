from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from huangyai.activities.queries import attendance_of_project, sessions_of_project, spent_on
from huangyai.assembly.models import Problem
from huangyai.evaluation.access import visible_indicators, visible_reports
from huangyai.evaluation.models import Finding, Indicator, Measurement, Report, ReportFigure
from huangyai.evaluation.rules import Change, compare
from huangyai.kernel import Actor, NotFound
from huangyai.plan.models import Project, ProjectProblem
from huangyai.plan.queries import money_of, problems_answered
from huangyai.targets.queries import confirmed_people
from huangyai.transport.queries import figures_of_project
from huangyai.watch.queries import help_of_project, visits_of_project


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator with its before and after, as far as measured."""

    indicator: Indicator
    before: Measurement | None
    after: Measurement | None
    change: Change | None


def indicators(actor: Actor, project: Project | None = None) -> list[IndicatorLine]:
    """Indicators with before and after; two queries whatever their number."""
    found = (
        visible_indicators(actor)
        .select_related("project")
        .prefetch_related("measurements")
        .order_by("dimension", "name")
    )
    if project:
        found = found.filter(project=project)
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
    found = visible_indicators(actor).select_related("project").filter(pk=indicator_id).first()
    if found is None:
        raise NotFound
    return next(line for line in indicators(actor, found.project) if line.indicator.pk == indicator_id)


def reports(actor: Actor) -> models.QuerySet[Report]:
    """Reports, newest first."""
    return visible_reports(actor).defer("pdf").prefetch_related("findings")


def report(actor: Actor, report_id: uuid.UUID) -> Report:
    """One report with its figures, or NotFound."""
    figures = ReportFigure.objects.select_related("project", "measurement__indicator")
    found = (
        visible_reports(actor)
        .prefetch_related(models.Prefetch("figures", figures), "findings")
        .filter(pk=report_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


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
    return Thread(
        problems=problems_answered(project),
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


def threads_of_problem(problem: Problem) -> list[Project]:
    """Where a sentence leads: the projects that answer it."""
    links = ProjectProblem.objects.filter(problem=problem).select_related("project__plan", "project__target_list")
    return [link.project for link in links]


def projects_with_results() -> list[Project]:
    """Projects that have been measured, for the public page of results."""
    measured = Indicator.objects.values("project_id")
    return list(Project.objects.filter(pk__in=measured).select_related("plan", "strategy", "target_list"))


def findings(actor: Actor) -> list[Finding]:
    """What the years taught, newest first."""
    return list(Finding.objects.filter(report__in=visible_reports(actor)).order_by("-made_at"))
