"""Telephone numbers, house numbers, ages."""

from __future__ import annotations

import datetime as dt
import re

from huangyai.kernel.words import arabic_digits

_NUMBER = re.compile(r"[0-9]+")
_HOUSE_NO = re.compile(r"[0-9]{1,5}(?:/[0-9]{1,5})?")
SHORTEST_NUMBER = 9


def phone_digits(text: str) -> str:
    """The digits of a phone number as it is kept, or nothing if this can't be one in Thailand (9 or 10 digits from 0)."""
    digits = digits_of(text)
    return digits if len(digits) in {9, 10} and digits[0] == "0" else ""


def house_number(text: str) -> str:
    """12/3 as a house number, when that is all that was typed."""
    typed = arabic_digits(text).strip()
    return typed if _HOUSE_NO.fullmatch(typed) else ""


def place_key(village_code: str, house_no: str) -> str:
    """Sorts households by village, and by number as people count: 2 before 10, 12/3 before 12/10."""
    padded = _NUMBER.sub(lambda found: found[0].zfill(6), arabic_digits(house_no).strip())
    return f"{village_code} {padded}"[:80]


def digits_of(text: str) -> str:
    """The digits in a text, Thai ones as Arabic."""
    return "".join(letter for letter in arabic_digits(text) if letter in "0123456789")


def age_on(born: dt.date | None, day: dt.date) -> int | None:
    """Full years of age on a day; None where the birth date is not known."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
