"""Buddhist years and Thai fiscal years."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import BuddhistDate, FiscalYear

# day, Buddhist year, fiscal year, quarter
VECTORS = [
    ("2025-09-30", 2568, 2568, 4),
    ("2025-10-01", 2568, 2569, 1),
    ("2025-12-31", 2568, 2569, 1),
    ("2026-01-01", 2569, 2569, 2),
    ("2026-04-01", 2569, 2569, 3),
    ("2026-09-30", 2569, 2569, 4),
    ("2028-02-29", 2571, 2571, 2),
]


@pytest.mark.parametrize(("text", "be", "fiscal", "quarter"), VECTORS)
def test_a_day_has_its_buddhist_year_fiscal_year_and_quarter(text: str, be: int, fiscal: int, quarter: int) -> None:
    day = dt.date.fromisoformat(text)
    assert BuddhistDate(day).be == be
    assert FiscalYear.of(day).be == fiscal
    assert FiscalYear.of(day).quarter(day) == quarter


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_lies_in_its_fiscal_year(day: dt.date) -> None:
    year = FiscalYear.of(day)
    assert year.first_day <= day <= year.last_day
    assert FiscalYear.of(year.first_day) == FiscalYear.of(year.last_day) == year
    assert FiscalYear.of(year.last_day + dt.timedelta(days=1)) > year
    assert 1 <= year.quarter(day) <= 4


def test_a_date_always_shows_its_era() -> None:
    date = BuddhistDate(dt.date(2026, 11, 22))
    assert date.short() == str(date) == "22 พ.ย. 2569"
    assert date.short("en") == "22 Nov 2026 CE"
    assert date.long() == "22 พฤศจิกายน พ.ศ. 2569"
    assert date.with_weekday() == "อาทิตย์ 22 พ.ย. 2569"
    assert date.with_weekday("en") == "Sun 22 Nov 2026 CE"
