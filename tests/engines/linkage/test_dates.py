from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.engines.linkage.dates import BirthDate, read_birth_date, writes_month_first
from huangyai.kernel.calendar import MONTHS_TH, MONTHS_TH_SHORT

WRITTEN = [
    ("12/03/2512", (1969, 3, 12)),
    ("12/3/1969", (1969, 3, 12)),
    ("2512-03-12", (1969, 3, 12)),
    ("1969-03-12", (1969, 3, 12)),
    ("1969-03-12 00:00:00", (1969, 3, 12)),
    ("12 มี.ค. 2512", (1969, 3, 12)),
    ("12 มีค 12", (1969, 3, 12)),
    ("๑๒ มีนาคม พ.ศ. ๒๕๑๒", (1969, 3, 12)),
    ("วันที่ 12 เดือน มีนาคม พ.ศ. 2512", (1969, 3, 12)),
    ("12 March 1969", (1969, 3, 12)),
    ("12/03/12", (1969, 3, 12)),
    ("12-03-70", (1927, 3, 12)),
    ("3055-03-12", (1969, 3, 12)),
    ("12/03/3055", (1969, 3, 12)),
    ("12/03/1426", (1969, 3, 12)),
    ("25120312", (1969, 3, 12)),
    ("19690312", (1969, 3, 12)),
    ("12032512", (1969, 3, 12)),
    ("25122501", (1958, 12, 25)),
    ("19061999", (1999, 6, 19)),
    ("03/25/1969", (1969, 3, 25)),
    ("2512", (1969, None, None)),
    ("พ.ศ. 2512", (1969, None, None)),
    ("00/00/2512", (1969, None, None)),
    ("มี.ค. 2512", (1969, 3, None)),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_a_date_is_read_in_every_form_and_either_era(text: str, expected: tuple[int, int | None, int | None]) -> None:
    assert read_birth_date(text, this_year=2026) == BirthDate(*expected)


@pytest.mark.parametrize(
    "text", ["", "-", "ไม่ทราบ", "abc", "1/1", "9" * 40, "31/12/9999", "#REF!", "๐", "=A1", "อายุ 5"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_birth_date(text, this_year=2026) is None


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    read_birth_date(text, this_year=2026)


@given(st.dates(dt.date(1930, 1, 1), dt.date(2025, 12, 31)))
def test_every_way_of_writing_one_day_gives_that_day(day: dt.date) -> None:
    be = day.year + 543
    ways = [
        f"{day.day}/{day.month}/{be}",
        f"{day.day} {MONTHS_TH[day.month - 1]} {be}",
        f"{day.day} {MONTHS_TH_SHORT[day.month - 1]} {be % 100:02d}",
        day.isoformat(),
        f"{be}{day:%m%d}",
        f"{day.day:02d}-{day.month:02d}-{be + 543}",
    ]
    assert {read_birth_date(way, this_year=2026) for way in ways} == {BirthDate(day.year, day.month, day.day)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25042498", (1955, 4, 25)),
        ("20062545", (2002, 6, 20)),
        ("25-Apr-55", (1955, 4, 25)),
        ("25-เม.ย.-98", (1955, 4, 25)),
        ("อายุ 75 ปี", (1951, None, None)),
        ("75 ปี", (1951, None, None)),
        ("25000", (1968, 6, 11)),
        ("25000.0", (1968, 6, 11)),
        ("2490.0", (1947, None, None)),
        ("00/03/2490", (1947, 3, None)),
    ],
)
def test_what_programs_and_forms_make_of_dates(text: str, expected: tuple[int, int | None, int | None]) -> None:
    assert read_birth_date(text, this_year=2026) == BirthDate(*expected)


def test_a_column_that_writes_the_month_first_is_seen_by_its_days() -> None:
    assert writes_month_first(["12/31/1970", "3/4/1950", "1/15/1980"])
    assert not writes_month_first(["31/12/2513", "3/4/2493", "15/1/2523", "1/15/2523"])
    assert read_birth_date("3/4/1950", this_year=2026, month_first=True) == BirthDate(1950, 3, 4)
