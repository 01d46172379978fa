"""How names are ordered, and what is no part of them."""

from __future__ import annotations

import functools
import re

_TONES = re.compile(r"[\u0e47-\u0e4e]")
_LEADING_VOWEL = re.compile(r"([เ-ไ])([ก-ฮ])")
# Written before a name on cards and lists; longer ones first. What is left must be able to begin a name.
_TITLE = re.compile(r"^(?:นางสาว|น\.ส\.|เด็กชาย|เด็กหญิง|ด\.ช\.|ด\.ญ\.|นาย|นาง|คุณ)(?=\s*[เ-ไก-ฮ][\u0e01-\u0e4e]{2,})\s*")


def thai_sort_key(text: str) -> str:
    """A text that sorts bytewise as a Thai dictionary does: leading vowels after their consonant, tone marks last."""
    words = [_word(word) for word in text.split(" ")]
    return " ".join(bare for bare, _ in words) + "\u0001" + "".join(tones for _, tones in words)


def without_tones(text: str) -> str:
    """What the sort keys of all names begin with that begin with this text; a vowel that waits for its consonant is left out."""
    return _bare(" ".join(text.split())).rstrip("เแโใไ")


# Names repeat: a list of a hundred thousand people has some twenty thousand.
@functools.lru_cache(maxsize=100_000)
def _word(word: str) -> tuple[str, str]:
    return _bare(word), "".join(_TONES.findall(word))


def _bare(text: str) -> str:
    return _LEADING_VOWEL.sub(_swap, _TONES.sub("", text.lower()))


def _swap(pair: re.Match[str]) -> str:
    return pair[2] + pair[1]


def without_title(text: str) -> str:
    """A name as it is searched: somebody who reads a card aloud says นางสาว too, which no name begins with."""
    return _TITLE.sub("", text.strip(), count=1)
