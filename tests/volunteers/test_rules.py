from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import Refusal
from huangyai.volunteers.rules import DAY, require_hours, require_purpose

TODAY = dt.date(2026, 11, 22)
HOURS = st.decimals(Decimal("-5"), Decimal(30), places=1)


@given(HOURS, st.decimals(Decimal(0), DAY, places=1), st.integers(-400, 3))
def test_a_day_holds_what_a_day_holds(hours: Decimal, already: Decimal, days: int) -> None:
    day = TODAY + dt.timedelta(days=days)
    right = 0 < hours <= DAY and day <= TODAY and already + hours <= DAY
    try:
        kept = require_hours(hours, given_that_day=already, day=day, today=TODAY)
    except Refusal:
        kept = None
    assert (kept == hours) if right else kept is None


@pytest.mark.parametrize(
    ("hours", "already", "day", "code"),
    [
        ("0", "0", TODAY, "hours-impossible"),
        ("24.5", "0", TODAY, "hours-impossible"),
        ("1", "0", TODAY + dt.timedelta(days=1), "day-in-future"),
        ("3", "21.5", TODAY, "day-full"),
    ],
)
def test_each_refusal_has_its_code(hours: str, already: str, day: dt.date, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        require_hours(Decimal(hours), given_that_day=Decimal(already), day=day, today=TODAY)
    assert refused.value.code == code


def test_hours_say_what_for() -> None:
    assert require_purpose("  เยี่ยมบ้าน ") == "เยี่ยมบ้าน"
    with pytest.raises(Refusal) as refused:
        require_purpose(" - ")
    assert refused.value.code == "purpose-missing"
