"""Weeks as people say them, as attendance corrects them; school years; steps to an income."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.activities.rules import (
    ASSUMED,
    EVERY_CELL,
    DaysOff,
    Life,
    LivelihoodStep,
    PartOfDay,
    Seen,
    TimeSlot,
    Week,
    correct_week,
    next_due,
    open_keys,
    read_cells,
    school_year,
    school_year_of,
    slots_between,
    write_cells,
)
from huangyai.activities.rules.livelihood import months_after

DAYS = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2040, 12, 31))
SATURDAY = (5, PartOfDay.MORNING)
PARTS = st.frozensets(st.sampled_from(PartOfDay))
WEEKS = st.builds(
    Week,
    cells=st.frozensets(st.sampled_from(EVERY_CELL)),
    off_parts=PARTS,
    school=st.booleans(),
    caring=PARTS,
    harvest=st.frozensets(st.integers(1, 12)),
)


@given(st.frozensets(st.sampled_from(EVERY_CELL)))
def test_a_week_is_read_as_it_was_written(cells: frozenset[tuple[int, PartOfDay]]) -> None:
    assert read_cells(write_cells(cells)) == cells
    assert read_cells(["9-morning", "x", *write_cells(cells)]) == cells


@given(WEEKS, DAYS, st.lists(st.builds(Seen, st.sampled_from(EVERY_CELL), st.integers(1, 6), st.just(0)), max_size=4))
def test_never_coming_only_takes_away_and_care_and_harvest_too(week: Week, day: dt.date, history: list[Seen]) -> None:
    slots = slots_between(day, day + dt.timedelta(days=6))
    free = open_keys(week, slots, DaysOff())
    assert open_keys(correct_week(week, history), slots, DaysOff()) <= free
    eased = dataclasses.replace(week, caring=frozenset(), harvest=frozenset())
    assert free <= open_keys(eased, slots, DaysOff())


def test_three_misses_close_a_saturday_morning_and_two_visits_open_one() -> None:
    saturday = TimeSlot(dt.date(2026, 11, 28), PartOfDay.MORNING)
    week = Week(frozenset({SATURDAY}))
    assert correct_week(week, [Seen(SATURDAY, 2, 0)]).allows(saturday, DaysOff())
    assert not correct_week(week, [Seen(SATURDAY, 3, 0)]).allows(saturday, DaysOff())
    assert correct_week(week, [Seen(SATURDAY, 9, 1)]).allows(saturday, DaysOff())
    assert correct_week(Week(frozenset()), [Seen(SATURDAY, 2, 2)]).allows(saturday, DaysOff())
    # A pupil who came in a school break says nothing about other weeks.
    monday = TimeSlot(dt.date(2026, 11, 30), PartOfDay.MORNING)
    pupil = correct_week(ASSUMED[Life.SCHOOL], [Seen((0, PartOfDay.MORNING), 4, 4)])
    assert not pupil.allows(monday, DaysOff())
    assert pupil.allows(monday, DaysOff(breaks=((monday.day, monday.day),)))
    assert not ASSUMED[Life.WORK].allows(monday, DaysOff(breaks=((monday.day, monday.day),)))


@given(DAYS)
def test_each_day_is_in_one_span_of_one_school_year(day: dt.date) -> None:
    spans = school_year(school_year_of(day))
    assert sum(span.first <= day <= span.last for span in spans) == 1
    assert all(one.last + dt.timedelta(days=1) == two.first for one, two in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("reached", "today", "due"),
    [
        ({}, "2027-01-01", None),
        ({"skill": "2026-01-31"}, "2026-04-29", None),
        ({"skill": "2026-01-31"}, "2026-04-30", "after_3_months"),
        ({"skill": "2026-01-31"}, "2026-09-01", "after_6_months"),
        ({"skill": "2026-01-31", "after_6_months": "2026-09-01"}, "2026-10-01", None),
        ({"skill": "2026-01-31", "after_6_months": "2026-09-01"}, "2027-01-31", "after_12_months"),
    ],
)
def test_who_is_to_be_asked_again(reached: dict[str, str], today: str, due: str | None) -> None:
    days = {LivelihoodStep(step): dt.date.fromisoformat(day) for step, day in reached.items()}
    found = next_due(days, dt.date.fromisoformat(today))
    assert (found.step if found else None) == due


@given(DAYS, st.integers(1, 24))
def test_months_later_is_the_same_day_or_the_last(day: dt.date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + dt.timedelta(days=1)).day == 1
