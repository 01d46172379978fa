import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from huangyai.design.templatetags import thai
from huangyai.kernel import FiscalYear, Money, Words

DAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("filtered", "value", "th", "en"),
    [
        (thai.be_date, DAY, "22 พ.ย. 2569", "22 Nov 2026 CE"),
        (thai.be_date_long, DAY, "22 พฤศจิกายน พ.ศ. 2569", "22 Nov 2026 CE"),
        (thai.be_date_weekday, DAY, "อาทิตย์ 22 พ.ย. 2569", "Sun 22 Nov 2026 CE"),
        (thai.weekday, DAY, "อาทิตย์", "Sun"),
        (thai.clock, dt.time(9, 5), "9.05 น.", "09:05"),
        (thai.baht, Money.baht(38000), "38,000 บาท", "38,000 baht"),
        (thai.baht, Decimal("1284500.5"), "1,284,500.50 บาท", "1,284,500.50 baht"),
        (thai.baht, None, "–", "–"),
        (thai.be_date, None, "", ""),
        (thai.say, Words(th="เต็มแล้ว", en="full"), "เต็มแล้ว", "full"),
        (thai.say, "ตามที่พิมพ์", "ตามที่พิมพ์", "ตามที่พิมพ์"),
        (thai.say, None, "", ""),
    ],
)
def test_follows_the_language_of_the_page(filtered, value, th, en):
    with translation.override("th"):
        assert filtered(value) == th
    with translation.override("en"):
        assert filtered(value) == en


def test_a_moment_is_shown_in_local_time():
    with translation.override("th"):
        assert thai.be_time(dt.datetime(2026, 11, 21, 18, 30, tzinfo=dt.UTC)) == "22 พ.ย. 2569 1.30 น."


def test_numbers_are_grouped():
    assert thai.amount(0) == "0"
    assert thai.count(1204) == "1,204"
    assert thai.count(None) == "–"
    assert thai.thai_digits(2570) == "๒๕๗๐"
    assert thai.fiscal_year(DAY) == "2570"
    assert thai.fiscal_year(FiscalYear(2571)) == "2571"
