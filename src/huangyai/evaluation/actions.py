from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from huangyai.assembly.actions import call_assembly
from huangyai.assembly.models import Assembly
from huangyai.evaluation.access import require_evaluation_work
from huangyai.evaluation.models import Finding, Indicator, Measurement, Report, ReportFigure
from huangyai.evaluation.printing import print_report
from huangyai.evaluation.queries import Thread, thread
from huangyai.evaluation.rules import may_publish, published_count, require_measurable, written_value
from huangyai.kernel import Actor, BuddhistDate, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.places.models import Municipality
from huangyai.plan.models import Project

InOrder = TypeVar("InOrder", ReportFigure, Finding)

# What a report counts of every project.
_CONFIRMED = Words(th="ผู้ที่ที่ประชุมร่วมยืนยัน (คน)", en="Confirmed by the joint meeting (people)")
_ALLOCATED = Words(th="จัดสรรงบ (บาท)", en="Money allocated (baht)")
_SPENT = Words(th="จ่ายจริง (บาท)", en="Money spent (baht)")
_CAME = Words(th="ผู้มาร่วมกิจกรรม (คน)", en="Came to sessions (people)")
_FETCHED = Words(th="รับส่งด้วยรถ (คน)", en="Fetched by car (people)")
_VISITED = Words(th="เยี่ยมบ้าน (ครั้ง)", en="Home visits (times)")


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """What is measured for a project, in which unit, how, and which way is better."""

    name: str
    unit: str
    method: str
    dimension: str
    more_is_better: bool = True
    goal: Decimal | None = None


def set_indicator(*, actor: Actor, project: Project, facts: IndicatorFacts) -> Indicator:
    """Say what will show that a project changed something."""
    require_evaluation_work(actor)
    require_measurable(facts.name, facts.unit, facts.method)
    with transaction.atomic():
        indicator = Indicator.objects.create(
            municipality_id=actor.municipality_id,
            project=project,
            dimension=facts.dimension,
            name=facts.name,
            unit=facts.unit,
            method=facts.method,
            more_is_better=facts.more_is_better,
            goal=facts.goal,
        )
        record(actor=actor, verb="indicator.set", subject=indicator, project=project.pk)
    return indicator


def measure(
    *, actor: Actor, indicator: Indicator, when: str, value: Decimal, measured_on: dt.date, people: int = 0
) -> Measurement:
    """Write down an indicator's value, once before and once after."""
    require_evaluation_work(actor)
    if Measurement.objects.filter(indicator=indicator, when=when).exists():
        raise Refusal(
            "measured-already",
            th="ตัวชี้วัดนี้บันทึกค่านี้แล้ว หากวัดใหม่โปรดตั้งตัวชี้วัดของปีถัดไป",
            en="This value is recorded; set an indicator for the next year to measure again.",
        )
    if when == Measurement.When.AFTER:
        before = Measurement.objects.filter(indicator=indicator, when=Measurement.When.BEFORE).first()
        if before is None:
            raise Refusal(
                "no-before",
                th="ต้องมีค่าก่อนเริ่มโครงการ จึงจะบันทึกค่าหลังได้ โปรดบันทึกค่าก่อนเริ่มก่อน",
                en="The value before the project is needed first; write it down before the one after.",
            )
        if measured_on < before.measured_on:
            raise Refusal(
                "measured-too-early",
                th=f"ค่าหลังต้องวัดหลังค่าก่อน ({BuddhistDate(before.measured_on)}) โปรดตรวจวันที่วัด",
                en=f"The value after is measured after the one before ({BuddhistDate(before.measured_on).short('en')}); "
                "check the day.",
            )
    if measured_on > timezone.localdate():
        raise Refusal(
            "measured-tomorrow",
            th="วันที่วัดยังมาไม่ถึง โปรดตรวจวันที่",
            en="That day is still to come; check the day of measuring.",
        )
    with transaction.atomic():
        measurement = Measurement.objects.create(
            municipality_id=actor.municipality_id,
            indicator=indicator,
            when=when,
            value=value,
            people=people,
            measured_on=measured_on,
            measured_by_id=actor.user_id,
        )
        record(actor=actor, verb="indicator.measured", subject=measurement, when=when)
    return measurement


def make_report(
    *, actor: Actor, title: str, fiscal_year: int, projects: Sequence[Project], findings: Sequence[str]
) -> Report:
    """Make the year's report: its PDF, each figure with where it comes from, and what the year taught."""
    require_evaluation_work(actor)
    if not projects:
        raise Refusal(
            "no-project",
            th="โปรดเลือกอย่างน้อยหนึ่งโครงการสำหรับรายงาน",
            en="Choose at least one project for the report.",
        )
    threads = [thread(actor, project) for project in projects]
    municipality = Municipality.objects.get(pk=actor.municipality_id)
    pdf = print_report(
        municipality=municipality,
        title=title,
        made_on=BuddhistDate(timezone.localdate()),
        threads=threads,
        findings=findings,
    )
    with transaction.atomic():
        report = Report.objects.create(
            municipality_id=actor.municipality_id,
            title=title,
            fiscal_year=fiscal_year,
            made_by_id=actor.user_id,
            pdf=pdf,
        )
        ReportFigure.objects.bulk_create(_in_order([figure for one in threads for figure in _figures(report, one)]))
        Finding.objects.bulk_create(
            _in_order(
                [
                    Finding(municipality_id=actor.municipality_id, report=report, sentence=sentence)
                    for sentence in findings
                ]
            )
        )
        record(actor=actor, verb="report.made", subject=report, projects=[project.pk for project in projects])
    return report


def open_next_assembly(*, actor: Actor, report: Report, title: str, starts_at: dt.datetime, venue: str) -> Assembly:
    """The circle closes: the year's findings are the agenda of the next assembly."""
    require_evaluation_work(actor)
    agenda = "\n".join(f"- {finding.sentence}" for finding in Finding.objects.filter(report=report).order_by("pk"))
    return call_assembly(actor=actor, title=title, starts_at=starts_at, venue=venue, agenda=agenda)


def _in_order(rows: list[InOrder]) -> list[InOrder]:
    """Rows written in one moment keep their order by their ids, which time alone doesn't tell apart."""
    for row, own in zip(rows, sorted(row.pk for row in rows), strict=True):
        row.pk = own
    return rows


def _figures(report: Report, one: Thread) -> list[ReportFigure]:
    counted = (
        (_CONFIRMED, published_count(one.confirmed)),
        (_ALLOCATED, Words.of(f"{one.allocated_baht:,.0f}")),
        (_SPENT, Words.of(f"{one.spent_baht:,.0f}")),
        (_CAME, published_count(one.different_people, among=one.confirmed)),
        (_FETCHED, published_count(one.fetched)),
        (_VISITED, Words.of(f"{one.visits:,}")),
    )
    figures = [
        ReportFigure(
            municipality_id=report.municipality_id,
            report=report,
            project=one.project,
            label=label,
            value=value,
        )
        for label, value in counted
    ]
    figures += [
        ReportFigure(
            municipality_id=report.municipality_id,
            report=report,
            project=one.project,
            measurement=line.after,
            label=Words.of(f"{line.indicator.name} ({line.indicator.unit})"),
            value=Words.of(f"{written_value(line.before.value)} → {written_value(line.after.value)}"),
        )
        for line in one.indicators
        if line.before and line.after and may_publish(line.before.people) and may_publish(line.after.people)
    ]
    return figures
