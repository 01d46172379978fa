"""When people can come: what they or their group answered, what attendance showed, and which days are off."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import holidays
from django.db.models import Exists, OuterRef
from django.utils import timezone

from huangyai.activities.access import visible_coming_times
from huangyai.activities.models import Attendance, CalendarSpan, ComingTimes, Enrolment
from huangyai.activities.rules import (
    ASSUMED,
    BREAK,
    CLAUSE,
    DaysOff,
    Life,
    PartOfDay,
    SchoolSpan,
    Seen,
    TimeSlot,
    Week,
    correct_week,
    keys_between,
    read_cells,
    school_year,
    school_year_of,
)
from huangyai.kernel import Actor, Words
from huangyai.people.models import Person

_A_YEAR = dt.timedelta(days=365)


def public_holidays(first: dt.date, last: dt.date) -> set[dt.date]:
    """Thailand's public holidays in a span of days."""
    calendar = holidays.country_holidays("TH", years=range(first.year, last.year + 1))
    return {day for day in calendar if first <= day <= last}


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """A term, a break or a holiday, with who says so; `row` is there when the municipality wrote it down."""

    kind: str
    name: Words
    first: dt.date
    last: dt.date
    source: str
    verified_on: dt.date | None = None
    row: CalendarSpan | None = None


def calendar_lines(year: int) -> list[CalendarLine]:
    """The school year that begins in this year (CE): what the municipality wrote down, else the regulation's days."""
    begins, ends = dt.date(year, 5, 16), dt.date(year + 1, 5, 15)
    rows = list(CalendarSpan.objects.filter(ended_at__isnull=True, begins_on__lte=ends, ends_on__gte=begins))
    lines = [
        CalendarLine(row.kind, Words.of(row.name), row.begins_on, row.ends_on, row.source, row.verified_on, row)
        for row in rows
    ]
    if not any(row.kind == BREAK for row in rows):
        lines += [_line(span) for span in school_year(year)]
    return sorted(lines, key=lambda line: (line.first, line.kind))


def _line(span: SchoolSpan) -> CalendarLine:
    return CalendarLine(span.kind, span.name, span.first, span.last, CLAUSE)


def days_off(first: dt.date, last: dt.date) -> DaysOff:
    """Public and local holidays and school breaks between two days."""
    off = public_holidays(first, last)
    breaks = []
    for year in range(school_year_of(first), school_year_of(last) + 1):
        for line in calendar_lines(year):
            if line.kind == BREAK:
                breaks.append((line.first, line.last))
            elif line.kind == CalendarSpan.Kind.HOLIDAY:
                span = range((line.last - line.first).days + 1)
                off.update(line.first + dt.timedelta(days=offset) for offset in span)
    return DaysOff(frozenset(off), tuple(breaks))


def group_answers() -> dict[Life, ComingTimes]:
    """The newest answer of each group that was asked."""
    found = ComingTimes.objects.filter(person__isnull=True).order_by("life", "-made_at").distinct("life")
    return {Life(answer.life): answer for answer in found if answer.life in set(Life)}


def group_weeks() -> dict[Life, Week]:
    """The week of each group: as it answered, or as it is assumed while nobody asked."""
    answers = group_answers()
    return {life: _week(answers[life], assumed) if life in answers else assumed for life, assumed in ASSUMED.items()}


def answers_of(people: Collection[uuid.UUID]) -> dict[uuid.UUID, ComingTimes]:
    """The newest answer of each of these people who were asked."""
    found = ComingTimes.objects.filter(person__in=people).order_by("person_id", "-made_at").distinct("person_id")
    return {answer.person_id: answer for answer in found if answer.person_id}


def answer_of(actor: Actor, person: Person) -> ComingTimes | None:
    """What somebody answered last; nothing for those who don't ask people."""
    return visible_coming_times(actor).filter(person=person).order_by("-made_at").first()


def _week(answer: ComingTimes, group: Week) -> Week:
    """An answer as a week; without parts of the week, the group's, and the person's own care, harvest and distance."""
    own = answer.cells is not None
    return Week(
        cells=group.cells if answer.cells is None else read_cells(answer.cells),
        off_parts=frozenset(map(PartOfDay, answer.off_parts)) if own else group.off_parts,
        school=answer.life == Life.SCHOOL,
        caring=frozenset(map(PartOfDay, answer.caring)),
        harvest=frozenset(answer.harvest) if own else group.harvest | frozenset(answer.harvest),
        furthest_km=answer.furthest_km,
    )


def weeks_of(lives: dict[uuid.UUID, Life], answers: dict[uuid.UUID, ComingTimes]) -> dict[uuid.UUID, Week]:
    """The week of each of these people: their own answer or their group's, corrected by who came in the last year."""
    groups = group_weeks()
    history = history_of(lives, answers)
    return {
        pk: correct_week(_week(answers[pk], groups[life]) if pk in answers else groups[life], history.get(pk, ()))
        for pk, life in lives.items()
    }


def history_of(
    people: Collection[uuid.UUID], answers: dict[uuid.UUID, ComingTimes]
) -> dict[uuid.UUID, tuple[Seen, ...]]:
    """How often each was expected and came, by part of the week, since they were last asked, within a year.

    Sessions where nobody was ticked at all say nothing: there the list was not kept.
    """
    now = timezone.now()
    kept = Attendance.objects.filter(enrolment__session=OuterRef("session_id"))
    rows = (
        Enrolment.objects.filter(
            Exists(kept), person__in=people, ended_at__isnull=True, session__starts_at__range=(now - _A_YEAR, now)
        )
        .order_by()
        .values_list("person_id", "session__starts_at", "session__ends_at", "attendance__pk")
    )
    counted: dict[uuid.UUID, dict[tuple[int, PartOfDay], list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for person, first, last, came in rows:
        if person in answers and first < answers[person].made_at:
            continue
        for key in keys_between(timezone.localtime(first), timezone.localtime(last)):
            slot = TimeSlot.of_key(key)
            seen = counted[person][slot.day.weekday(), slot.part]
            seen[0] += 1
            seen[1] += came is not None
    return {
        person: tuple(Seen(cell, expected, came) for cell, (expected, came) in sorted(cells.items()))
        for person, cells in counted.items()
    }


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A day with how many of the people can come in each part of it."""

    day: dt.date
    off: bool
    counts: tuple[tuple[PartOfDay, int], ...]


def heat_map(weeks: Sequence[Week], monday: dt.date) -> list[HeatRow]:
    """For each day of one week and each part of it: how many of these people can come."""
    off = days_off(monday, monday + dt.timedelta(days=6))
    found = []
    for offset in range(7):
        day = monday + dt.timedelta(days=offset)
        counts = tuple((part, sum(week.allows(TimeSlot(day, part), off) for week in weeks)) for part in PartOfDay)
        found.append(HeatRow(day, off.is_off(day, school=True), counts))
    return found
