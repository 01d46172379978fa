"""How names are ordered, and what is no part of them."""

from __future__ import annotations

import re

_TONES = re.compile(r"[\u0e47-\u0e4e]")
_LEADING_VOWEL = re.compile(r"([เ-ไ])([ก-ฮ])")
# Written before a name on cards and lists; longer ones first. What is left must be able to begin a name.
_TITLE = re.compile(r"^(?:นางสาว|น\.ส\.|เด็กชาย|เด็กหญิง|ด\.ช\.|ด\.ญ\.|นาย|นาง|คุณ)(?=\s*[เ-ไก-ฮ][\u0e01-\u0e4e]{2,})\s*")


def thai_sort_key(text: str) -> str:
    """A text that sorts bytewise as a Thai dictionary does: leading vowels after their consonant, tone marks last."""
    bare = _LEADING_VOWEL.sub(r"\2\1", _TONES.sub("", text.lower()))
    return bare + "\u0001" + "".join(_TONES.findall(text))


def without_title(text: str) -> str:
    """A name as it is searched: somebody who reads a card aloud says นางสาว too, which no name begins with."""
    return _TITLE.sub("", text.strip(), count=1)
