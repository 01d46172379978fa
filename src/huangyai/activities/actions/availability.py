"""People and groups are asked once when they can come; days off are written down with who says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from huangyai.activities.access import require_activity_work, require_enrolling
from huangyai.activities.models import CalendarSpan, ComingTimes
from huangyai.activities.rules import BREAK, CLAUSE, Cell, Life, PartOfDay, school_year, write_cells
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.models import Person


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said: which life, the parts of an ordinary week (None: like others of this life), the parts of a day off,

    the parts of every day that go to looking after somebody, the months (1–12) of the harvest, and how many kilometres
    they get by themselves (None: anywhere here).
    """

    life: Life
    cells: Collection[Cell] | None = None
    off_parts: Collection[PartOfDay] = ()
    caring: Collection[PartOfDay] = ()
    harvest: Collection[int] = ()
    furthest_km: float | None = None


def write_coming_times(*, actor: Actor, answer: Answer, person: Person | None = None) -> ComingTimes:
    """Keep what somebody answered, or without a person what a group answered; the answer before stays readable."""
    if person is None:
        require_activity_work(actor)
    else:
        require_enrolling(actor, person)
    if person is None and answer.cells is None:
        raise Refusal(
            "group-without-times",
            th="โปรดเลือกช่วงเวลาที่กลุ่มนี้มาได้",
            en="Choose the times when this group can come.",
        )
    with transaction.atomic():
        kept = ComingTimes.objects.create(
            municipality_id=actor.municipality_id,
            person=person,
            life=answer.life.value,
            cells=None if answer.cells is None else write_cells(answer.cells),
            off_parts=[part.value for part in PartOfDay if part in answer.off_parts],
            caring=[part.value for part in PartOfDay if part in answer.caring],
            harvest=sorted({month for month in answer.harvest if 1 <= month <= 12}),
            furthest_km=answer.furthest_km,
            written_by_id=actor.user_id,
        )
        record(actor=actor, verb="coming-times.written", subject=kept, person=person.pk if person else None)
    return kept


def write_school_year(*, actor: Actor, year: int) -> list[CalendarSpan]:
    """Take the regulation's terms and breaks of the school year beginning in this year (CE) over, to be checked and

    changed; until somebody lays them beside the text they are marked as not verified.
    """
    require_activity_work(actor)
    with transaction.atomic():
        spans = school_year(year)
        written = CalendarSpan.objects.filter(
            kind=BREAK, ended_at__isnull=True, begins_on__range=(spans[0].first, spans[-1].last)
        )
        if written.exists():
            raise Refusal(
                "school-year-there",
                th="ปีการศึกษานี้บันทึกไว้แล้ว แก้ไขทีละรายการได้",
                en="This school year is written down already; change its lines one by one.",
            )
        return [
            _write_span(actor, span.kind, span.name.th, span.first, span.last, CLAUSE, verified_on=None)
            for span in spans
        ]


def write_days(
    *,
    actor: Actor,
    kind: str,
    name: str,
    first: dt.date,
    last: dt.date,
    source: str,
    verified_on: dt.date | None = None,
) -> CalendarSpan:
    """Write down a school term or break or a local holiday, with the paper that says so."""
    require_activity_work(actor)
    if last < first:
        raise Refusal(
            "days-swapped",
            th="วันสุดท้ายมาก่อนวันแรก โปรดสลับกัน",
            en="The last day is before the first; please swap them.",
        )
    with transaction.atomic():
        return _write_span(actor, CalendarSpan.Kind(kind).value, name, first, last, source, verified_on=verified_on)


def end_days(*, actor: Actor, span: CalendarSpan) -> None:
    """Take a stretch of days back that was written down wrongly."""
    require_activity_work(actor)
    with transaction.atomic():
        if CalendarSpan.objects.filter(pk=span.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
            record(actor=actor, verb="calendar.ended", subject=span)


def _write_span(
    actor: Actor, kind: str, name: str, first: dt.date, last: dt.date, source: str, *, verified_on: dt.date | None
) -> CalendarSpan:
    span = CalendarSpan.objects.create(
        municipality_id=actor.municipality_id,
        kind=kind,
        name=name,
        begins_on=first,
        ends_on=last,
        source=source,
        verified_on=verified_on,
        written_by_id=actor.user_id,
    )
    record(actor=actor, verb="calendar.written", subject=span, days=[first.isoformat(), last.isoformat()])
    return span
