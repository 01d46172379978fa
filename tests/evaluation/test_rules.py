from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.evaluation.rules import (
    FEWEST_PEOPLE,
    compare,
    may_publish,
    published_count,
    require_measurable,
    written_value,
)
from huangyai.kernel import Refusal

values = st.decimals(min_value=-10_000, max_value=10_000, places=2)


@given(values, values, st.booleans())
def test_better_for_one_way_is_worse_for_the_other(before: Decimal, after: Decimal, more: bool) -> None:
    change, other = compare(before, after, more_is_better=more), compare(before, after, more_is_better=not more)
    assert change.difference == after - before
    if before == after:
        assert change.better is other.better is None
    else:
        assert change.better is (not other.better)


@given(st.integers(0, 10_000))
def test_no_published_count_points_at_one_of_a_few(people: int) -> None:
    written = published_count(people)
    if 0 < people < FEWEST_PEOPLE:
        assert not may_publish(people)
        assert (written.th, written.en) == ("น้อยกว่า 5", "fewer than 5")
    else:
        assert may_publish(people)
        assert written.th == written.en
        assert int(written.th.replace(",", "")) == people


@given(st.integers(5, 300), st.integers(1, 4))
def test_the_few_who_are_left_over_are_not_told(among: int, absent: int) -> None:
    # The same words for each number of people who may be left over, so that nobody can subtract.
    told = {published_count(among - rest, among=among) for rest in range(1, FEWEST_PEOPLE) if may_publish(among - rest)}
    assert len(told) <= 1
    if may_publish(among - absent):
        assert published_count(among - absent, among=among).en == f"at least {among - 4:,}"


def test_words_for_almost_everybody() -> None:
    assert {published_count(44 - rest, among=44).en for rest in range(1, FEWEST_PEOPLE)} == {"at least 40"}
    assert published_count(43, among=44).th == "ไม่น้อยกว่า 40"
    assert [published_count(people, among=44).en for people in (44, 39, 3)] == ["44", "39", "fewer than 5"]
    assert published_count(3, among=3).en == published_count(0, among=3).en == "fewer than 5"


@given(values)
def test_a_value_is_written_as_people_write_it_and_reads_back(value: Decimal) -> None:
    written = written_value(value)
    assert Decimal(written.replace(",", "")) == value
    assert not written.endswith(".00")


@pytest.mark.parametrize("said", [("", "คน", "นับทุกเดือน"), ("ก", " ", "นับทุกเดือน"), ("ก", "คน", "นับ")])
def test_an_indicator_says_what_in_which_unit_and_how(said: tuple[str, str, str]) -> None:
    with pytest.raises(Refusal) as refusal:
        require_measurable(*said)
    assert refusal.value.code == "indicator-not-measurable"
