"""How names are ordered and found."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from huangyai.kernel import Refusal
from huangyai.kernel.words import arabic_digits

_TONES = re.compile(r"[\u0e47-\u0e4e]")
_LEADING_VOWEL = re.compile(r"([เ-ไ])([ก-ฮ])")
# Letters that sound alike are written for one another; both spellings meet in one letter.
_ALIKE = str.maketrans("ณญธฐถฑฒภศษฬใ", "นยทททททผสสลไ")
_NOT_NAME = re.compile(r"[^\u0e01-\u0e4ea-z]")
# Written before a name on cards and lists; longer ones first. What is left must be able to begin a name.
_TITLE = re.compile(r"^(?:นางสาว|น\.ส\.|เด็กชาย|เด็กหญิง|ด\.ช\.|ด\.ญ\.|นาย|นาง|คุณ)(?=\s*[เ-ไก-ฮ][\u0e01-\u0e4e]{2,})\s*")
_HOUSE_NO = re.compile(r"[0-9]{1,5}(?:/[0-9]{1,5})?")
SHORTEST_NUMBER = 9


def thai_sort_key(text: str) -> str:
    """A text that sorts bytewise as a Thai dictionary does: leading vowels after their consonant, tone marks last."""
    bare = _LEADING_VOWEL.sub(r"\2\1", _TONES.sub("", text.lower()))
    return bare + "\u0001" + "".join(_TONES.findall(text))


def search_grams(*names: str) -> set[str]:
    """Letter pairs of folded names, by which a misspelt name is still found; the pair that a name begins with counts twice.

    Blanks and tone marks don't count.
    """
    grams: set[str] = set()
    for name in names:
        folded = _NOT_NAME.sub("", _TONES.sub("", name.lower()).translate(_ALIKE))
        if len(folded) == 1:
            grams.add(folded)
        elif folded:
            grams.add(f"^{folded[:2]}")
        grams.update(folded[at : at + 2] for at in range(len(folded) - 1))
    return grams


def pairs_needed(grams: Collection[str]) -> int:
    """How many pairs a name must share with what was typed: six in ten, so that one wrong letter does not hide a name.

    How a name begins only brings it forward: whoever errs in the first letter must find it too.
    """
    pairs = sum(not gram.startswith("^") for gram in grams)
    return max(1, (pairs * 6 + 9) // 10)


def without_title(text: str) -> str:
    """A name as it is searched: somebody who reads a card aloud says นางสาว too, which no name begins with."""
    return _TITLE.sub("", text.strip(), count=1)


def phone_digits(text: str) -> str:
    """The digits of a phone number as it is kept, or nothing if this can't be one in Thailand (9 or 10 digits from 0)."""
    digits = digits_of(text)
    return digits if len(digits) in {9, 10} and digits[0] == "0" else ""


def house_number(text: str) -> str:
    """12/3 as a house number, when that is all that was typed."""
    typed = arabic_digits(text).strip()
    return typed if _HOUSE_NO.fullmatch(typed) else ""


def digits_of(text: str) -> str:
    """The digits in a text, Thai ones as Arabic."""
    return "".join(letter for letter in arabic_digits(text) if letter in "0123456789")


def age_on(born: dt.date | None, day: dt.date) -> int | None:
    """Full years of age on a day; None where the birth date is not known."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def require_merge_reason(reason: str) -> str:
    """Joining two entries into one person says why, because somebody may have to take it back."""
    if len(reason.strip()) < 5:
        raise Refusal(
            "reason-missing",
            th="โปรดเขียนเหตุผลว่าทำไมสองรายการนี้จึงเป็นคนเดียวกัน",
            en="Please write why these two entries are one person.",
        )
    return reason.strip()
