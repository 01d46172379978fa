"""The clock to safety, closing, and numbers that single nobody out."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.cases.rules import FEWEST_TOLD, SAFE_WITHIN, case_number, require_closable, safe_by, told_counts
from huangyai.kernel import Refusal

# Moments without a zone; hypothesis gives them theirs.
FIRST, LAST = dt.datetime.fromisoformat("2000-01-01"), dt.datetime.fromisoformat("2100-01-01")
MOMENTS = st.datetimes(min_value=FIRST, max_value=LAST, timezones=st.just(dt.UTC))
STEPS = st.lists(st.sampled_from(["assessment", "plan", "referral", "help", "safe", "note"]))


@given(st.sampled_from(list(SAFE_WITHIN)), MOMENTS)
def test_the_more_urgent_the_sooner(urgency: str, opened_at: dt.datetime) -> None:
    assert opened_at < safe_by("danger", opened_at) <= safe_by(urgency, opened_at) <= safe_by("normal", opened_at)


@given(STEPS, st.sampled_from(["safe", "moved", "declined", "died"]))
def test_safe_needs_an_assessment_and_safety(steps: list[str], outcome: str) -> None:
    if outcome == "safe" and not ("assessment" in steps and "safe" in steps):
        with pytest.raises(Refusal) as refused:
            require_closable(steps, outcome)
        assert refused.value.code == "not-safe-yet"
    else:
        require_closable(steps, outcome)


@given(st.integers(2500, 2700), st.integers(1, 99_999))
def test_a_number_says_year_and_order_only(year: int, running: int) -> None:
    assert case_number(year, running) == f"ห-{year}-{running:04d}"


@given(st.integers(0, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))).flatmap(
    lambda pair: st.tuples(st.just(pair[0]), st.just(pair[1]), st.integers(0, pair[1]))
))  # fmt: skip
def test_no_told_number_and_no_difference_of_told_numbers_points_at_a_few(counts: tuple[int, int, int]) -> None:
    told = told_counts(*counts)
    chain = (told.opened, told.closed, told.made_safe)
    for number, true in zip(chain, counts, strict=True):
        assert number is None or number == true
        assert number is None or number == 0 or number >= FEWEST_TOLD
    for whole, part in ((told.opened, told.closed), (told.closed, told.made_safe), (told.opened, told.made_safe)):
        if whole is not None and part is not None:
            assert whole == part or whole - part >= FEWEST_TOLD
