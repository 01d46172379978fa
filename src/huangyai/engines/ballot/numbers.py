"""Numbers as files write them and as people read them, always exact."""

from __future__ import annotations

import re
from fractions import Fraction

from huangyai.kernel.words import arabic_digits

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'’]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")

_THREE_AFTER_COMMA = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
_RATIO = re.compile(r"[+-]?\d+/0*[1-9]\d*")


def read_number(text: str) -> Fraction | None:
    """The exact value of a number as real files write it, or None.

    A comma is a decimal mark (``4000,50``) unless a dot follows it or it comes more than once
    (``1,234,567.50``); spaces between digits and Thai digits are understood.
    """
    plain = _SPACES.sub("", arabic_digits(text))
    if "," in plain:
        if "." in plain or plain.count(",") > 1:
            last = max(plain.rfind("."), plain.rfind(","))
            if plain[last] == "," and plain.count(",") == 1:
                plain = plain.replace(".", "").replace(",", ".")
            else:
                plain = plain.replace(",", "")
        else:
            plain = plain.replace(",", ".")
    if _NUMBER.fullmatch(plain) or _RATIO.fullmatch(plain):
        return Fraction(plain)
    return None


def may_be_thousands(text: str) -> bool:
    """Whether one comma before three last digits leaves open what is meant: 100,000 baht, or a hundred and a fraction."""
    return _THREE_AFTER_COMMA.fullmatch(_SPACES.sub("", arabic_digits(text))) is not None


def plain_number(value: Fraction) -> int | float:
    """The value as JSON carries it: a whole number where it is one."""
    return value.numerator if value.denominator == 1 else float(value)


def say_number(value: Fraction, *, up: bool = False) -> str:
    """The value as a sentence says it: thousands apart, satang only when there are any; rounded down
    unless `up`.
    """
    cents = -(-value.numerator * 100 // value.denominator) if up else value.numerator * 100 // value.denominator
    whole, rest = divmod(cents, 100)
    return f"{whole:,}" + (f".{rest:02d}" if rest else "")


def write_number(value: Fraction) -> str:
    """The value as a file carries it: decimal when that is exact, otherwise a fraction."""
    below = value.denominator
    twos = fives = 0
    while below % 2 == 0:
        below, twos = below // 2, twos + 1
    while below % 5 == 0:
        below, fives = below // 5, fives + 1
    if below != 1:
        return str(value)
    places = max(twos, fives)
    if not places:
        return str(value.numerator)
    sign = "-" if value < 0 else ""
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"
