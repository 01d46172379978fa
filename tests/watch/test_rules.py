"""In which order to walk, how fast to answer, and codes that are read aloud."""

from __future__ import annotations

import calendar
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from huangyai.watch.rules import (
    ANSWER_WITHIN,
    Home,
    a_year_before,
    answer_due,
    new_receipt,
    read_receipt,
    walking_minutes,
    walking_order,
)

PLACES = st.tuples(st.floats(12.4, 12.7), st.floats(102.0, 102.3))
HOMES = st.lists(st.tuples(PLACES, st.integers(0, 2)), max_size=12).map(
    lambda found: [Home(str(at), where[0], where[1], pressing) for at, (where, pressing) in enumerate(found)]
)


@given(HOMES, PLACES)
def test_every_home_is_walked_to_once_the_most_pressing_first(homes: list[Home], start: tuple[float, float]) -> None:
    ordered = walking_order(homes, start)
    assert sorted(home.key for home in ordered) == sorted(home.key for home in homes)
    assert [home.pressing for home in ordered] == sorted((home.pressing for home in homes), reverse=True)


@given(HOMES, PLACES)
def test_the_order_does_not_hang_on_how_the_list_was_written(homes: list[Home], start: tuple[float, float]) -> None:
    assert walking_order(homes, start) == walking_order(homes[::-1], start)


def test_the_nearest_next_door_comes_first() -> None:
    far, near, nearer = Home("a", 12.6, 102.1), Home("b", 12.52, 102.1), Home("c", 12.51, 102.1)
    assert walking_order([far, near, nearer], (12.5, 102.1)) == [nearer, near, far]


@given(PLACES, PLACES)
def test_a_walk_is_as_long_there_as_back_and_never_nothing(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert walking_minutes(a, b) == walking_minutes(b, a) >= 1
    assert walking_minutes(a, a) == 1


# Moments without a zone; hypothesis gives them theirs.
MOMENTS = st.datetimes(max_value=dt.datetime.fromisoformat("2100-01-01"), timezones=st.just(dt.UTC))


@given(st.sampled_from(list(ANSWER_WITHIN)), MOMENTS)
def test_the_more_urgent_the_sooner(urgency: str, said_at: dt.datetime) -> None:
    assert answer_due("danger", said_at) <= answer_due(urgency, said_at) <= answer_due("normal", said_at)
    assert answer_due(urgency, said_at) > said_at


@given(st.integers(0, 200))
def test_a_code_is_read_however_it_was_typed(_: int) -> None:
    code = new_receipt()
    assert len(code) == 11
    assert not set(code) & set("OI01")
    for typed in (code, code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')} ", code.replace("-", "–")):
        assert read_receipt(typed) == code


def test_codes_differ() -> None:
    assert len({new_receipt() for _ in range(2000)}) == 2000


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_a_year_before_is_a_year_before_also_on_the_day_that_comes_every_four_years(day: dt.date) -> None:
    before = a_year_before(day)
    assert before.year == day.year - 1
    assert 365 <= (day - before).days <= 366
    assert before.day <= calendar.monthrange(before.year, before.month)[1]
