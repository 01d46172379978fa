from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import Money

satang = st.integers(-(10**14), 10**14)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("0", "0"),
        ("1234567", "1,234,567"),
        ("27410000.25", "27,410,000.25"),
        ("0.05", "0.05"),
        ("-1200.5", "-1,200.50"),
    ],
)
def test_money_is_written_with_commas_and_satang_only_when_there_are_any(amount: str, written: str) -> None:
    assert str(Money.baht(amount)) == written


@pytest.mark.parametrize(("amount", "cents"), [("0.005", 1), ("0.004", 0), ("-0.005", -1), ("2.675", 268)])
def test_half_a_satang_is_rounded_up(amount: str, cents: int) -> None:
    assert Money.baht(amount).satang == cents


@given(satang, satang)
def test_sums_are_exact(first: int, second: int) -> None:
    assert (Money(first) + Money(second)) - Money(second) == Money(first)
    assert Money(first).in_baht == Decimal(first) / 100
    assert Money.baht(Money(first).in_baht) == Money(first)
