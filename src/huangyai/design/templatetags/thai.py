"""Filters that write dates, money, digits and the machine's sentences as people here read them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from huangyai.kernel import BuddhistDate, FiscalYear, Money, Words
from huangyai.kernel import thai_digits as to_thai_digits
from huangyai.kernel.calendar import WEEKDAYS_EN, WEEKDAYS_TH

register = template.Library()


@register.filter
def say(value: Words | str | None) -> str:
    """A sentence kept in both languages, in the language of the page; nothing for nothing."""
    return value.say(_language()) if isinstance(value, Words) else value or ""


def _language() -> str:
    return get_language() or "th"


def _day(value: Any) -> dt.date | None:
    if isinstance(value, BuddhistDate):
        return value.day
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, dt.date) else None


@register.filter
def be_date(value: Any) -> str:
    """22 พ.ย. 2569 · 22 Nov 2026 CE; nothing for nothing."""
    day = _day(value)
    return BuddhistDate(day).short(_language()) if day else ""


@register.filter
def be_date_long(value: Any) -> str:
    """22 พฤศจิกายน พ.ศ. 2569, as letters write it; in English the short form."""
    day = _day(value)
    if not day:
        return ""
    return BuddhistDate(day).short("en") if _language().startswith("en") else BuddhistDate(day).long()


@register.filter
def be_date_weekday(value: Any) -> str:
    """อาทิตย์ 22 พ.ย. 2569."""
    day = _day(value)
    return BuddhistDate(day).with_weekday(_language()) if day else ""


@register.filter
def be_time(value: Any) -> str:
    """22 พ.ย. 2569 14.05 น. · 22 Nov 2026 CE 14:05."""
    if not isinstance(value, dt.datetime):
        return be_date(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{be_date(local)} {clock(local)}"


@register.filter
def clock(value: dt.datetime | dt.time | None) -> str:
    """14.05 น. · 14:05."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value:%H:%M}" if _language().startswith("en") else f"{value.hour}.{value:%M} น."


@register.filter
def weekday(value: Any) -> str:
    """เสาร์ · Sat."""
    day = _day(value)
    if not day:
        return ""
    return (WEEKDAYS_EN if _language().startswith("en") else WEEKDAYS_TH)[day.weekday()]


@register.filter
def fiscal_year(value: Any) -> str:
    """The fiscal year of a day, 2570; a FiscalYear is written as it is."""
    if isinstance(value, FiscalYear):
        return str(value)
    day = _day(value)
    return str(FiscalYear.of(day)) if day else ""


def amount(value: Any) -> str:
    """38,000 or 38,000.50, without the word baht; a dash for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, Money):
        return str(value)
    try:
        return str(Money.baht(Decimal(str(value))))
    except InvalidOperation:
        return str(value)


@register.filter
def baht(value: Any) -> str:
    """38,000 บาท · 38,000 baht; `value` is Money, or baht as a number."""
    written = amount(value)
    if written == "–":
        return written
    return f"{written} {'baht' if _language().startswith('en') else 'บาท'}"


register.filter("amount", amount)


@register.filter
def count(value: Any) -> str:
    """1,204: a count with separators; a dash for nothing."""
    return "–" if value is None or value == "" else f"{value:,}"


@register.filter
def thai_digits(value: Any) -> str:
    """๑๒๓, for official documents only."""
    return to_thai_digits(str(value))
