from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from huangyai.design.fields import ThaiDateField
from huangyai.kernel import read_date

DAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(("language", "written"), [("th", "22 พ.ย. 2569"), ("en", "22 Nov 2026 CE")])
def test_a_day_stands_in_its_line_in_the_language_of_the_page_and_is_read_back(language: str, written: str) -> None:
    field = ThaiDateField()
    with translation.override(language):
        assert field.widget.format_value(DAY) == written
        assert field.clean(written) == DAY
        assert not field.has_changed(DAY, written)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_read_back_from_its_english_name(month: int) -> None:
    day = dt.date(2026, month, 5)
    with translation.override("en"):
        assert read_date(str(ThaiDateField().widget.format_value(day))) == day


def test_the_examples_of_the_help_can_be_typed() -> None:
    assert read_date("22 Nov 2569") == read_date("22 Nov 2026 CE") == read_date("22 พ.ย. 2569") == DAY
