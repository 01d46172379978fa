"""How names are ordered and found."""

from __future__ import annotations

import datetime as dt
import re

_TONES = re.compile(r"[\u0e47-\u0e4e]")
_LEADING_VOWEL = re.compile(r"([เ-ไ])([ก-ฮ])")
# Letters that sound alike are written for one another; both spellings meet in one letter.
_ALIKE = str.maketrans("ณญธฐถฑฒภศษฬใ", "นยทททททผสสลไ")
_NOT_NAME = re.compile(r"[^\u0e01-\u0e4ea-z]")


def thai_sort_key(text: str) -> str:
    """A text that sorts bytewise as a Thai dictionary does: leading vowels after their consonant, tone marks last."""
    bare = _LEADING_VOWEL.sub(r"\2\1", _TONES.sub("", text.lower()))
    return bare + "\u0001" + "".join(_TONES.findall(text))


def search_grams(*names: str) -> set[str]:
    """Letter pairs of folded names, by which a misspelt name is still found. Blanks and tone marks don't count."""
    grams: set[str] = set()
    for name in names:
        folded = _NOT_NAME.sub("", _TONES.sub("", name.lower()).translate(_ALIKE))
        if len(folded) == 1:
            grams.add(folded)
        grams.update(folded[at : at + 2] for at in range(len(folded) - 1))
    return grams


def age_on(born: dt.date | None, day: dt.date) -> int | None:
    """Full years of age on a day; None where the birth date is not known."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
