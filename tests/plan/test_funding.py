"""What sources ask for, and why a project can't ask them: rules on plain values, and the catalogue that ships."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.plan.queries.sources import catalogue
from huangyai.plan.rules.funding import (
    APPLICANTS,
    GROUPS,
    SourceTerms,
    day_that_counts,
    terms_against,
    terms_on,
    why_not_in_force,
)

TODAY = dt.date(2026, 11, 22)
OCTOBER = dt.date(2026, 10, 1)


def told(terms: SourceTerms, year: int = 2570, today: dt.date = TODAY) -> list[str]:
    return [words.en for words in terms_against(terms, year, today)]


def test_a_source_that_asks_for_nothing_refuses_nobody() -> None:
    assert told(SourceTerms(OCTOBER)) == []


def test_who_may_ask_is_said_by_name_in_both_languages() -> None:
    terms = SourceTerms(OCTOBER, applicants=frozenset({"organisation", "people"}))
    words = next(terms_against(terms, 2570, TODAY))
    assert words.en == "only a foundation or association or a people's group may ask it, not the municipality"
    assert "มูลนิธิ" in words.th
    assert "เทศบาลหรือ อบต." in words.th
    assert not list(terms_against(terms, 2570, TODAY, applicant="people"))


@pytest.mark.parametrize(
    ("deadline", "last", "late"),
    [
        ((10, 31), dt.date(2026, 10, 31), 22),
        ((11, 22), dt.date(2026, 11, 22), None),
        ((6, 30), dt.date(2027, 6, 30), None),
        # There is no 31 November: the month's last day.
        ((11, 31), dt.date(2026, 11, 30), None),
    ],
)
def test_the_last_day_lies_in_the_fiscal_year(deadline: tuple[int, int], last: dt.date, late: int | None) -> None:
    terms = SourceTerms(OCTOBER, deadline=deadline)
    assert terms.deadline_in(2570) == last
    assert told(terms) == (
        [] if late is None else [f"the last day to ask for 2570 was 31 Oct 2026 CE, {late} days ago"]
    )


def test_the_newest_rule_that_has_begun_holds_until_its_end() -> None:
    old = SourceTerms(dt.date(2024, 10, 1), own_share=Decimal(10))
    now = SourceTerms(dt.date(2026, 1, 1), valid_until=dt.date(2026, 12, 31))
    newest_first = [now, old]
    assert terms_on(newest_first, dt.date(2025, 5, 1)) is old
    assert terms_on(newest_first, TODAY) is now
    # A rule that has ended does not bring the one before it back.
    assert terms_on(newest_first, dt.date(2027, 1, 1)) is None
    assert terms_on(newest_first, dt.date(2024, 1, 1)) is None
    assert "31 Dec 2026" in why_not_in_force(newest_first, dt.date(2027, 1, 1)).en
    assert "ยังไม่มีเกณฑ์" in why_not_in_force([], TODAY).th


@given(st.integers(2565, 2580), st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)))
def test_the_day_that_counts_lies_in_the_year_that_the_money_is_for(year: int, today: dt.date) -> None:
    day = day_that_counts(year, today)
    assert dt.date(year - 544, 10, 1) <= day <= dt.date(year - 543, 9, 30)
    assert day == today or not dt.date(year - 544, 10, 1) <= today <= dt.date(year - 543, 9, 30)


def test_the_catalogue_says_what_it_rests_on_and_what_it_does_not_know() -> None:
    found = catalogue()
    assert len({one.code for one in found}) == len(found) >= 9
    for one in found:
        assert one.basis, one.code
        assert one.unknown, one.code
        assert set(one.applicants) <= set(APPLICANTS), one.code
        assert set(one.groups) <= set(GROUPS) - {"everyone"}, one.code
    by_code = {one.code: one for one in found}
    assert by_code["health-fund"].form == "kpt7"
    assert by_code["child-protection-fund"].form == "kkd02"
    assert not by_code["health-fund"].verified
