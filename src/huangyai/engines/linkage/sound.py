"""Keys under which names that sound alike are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from huangyai.engines.linkage.thai_text import is_thai

_SILENT = re.compile("[ก-ฮ][ิุ]?์")
_NOT_A_LETTER = re.compile("[^ก-ฮะ-ูเ-ไๅ็a-z]+")
_TONE = re.compile("[\u0e47-\u0e4e\u0e3a]")
_SAME_SOUND = str.maketrans("ลฬศษสณญธฐฑฒภผใีึืูๅ", "รรซซซนยถถถถพพไิิิุา")
_TWICE = re.compile(r"(.)\1+")
_VOWEL = re.compile("[ะ-ูเ-ๅ]")
_LATIN_VOWEL = re.compile("(?<!^)[aeiouyhw]")


@lru_cache(maxsize=500_000)
def fold_name(name: str) -> str:
    """The name as it is heard: silent letters and tone marks gone, letters of one sound written alike.

    Reduction rules after the Thai Soundex tradition (Lorchirachoonkul 1982; Udompanich 1983), weaker than
    either, so that different names stay different.
    """
    if not is_thai(name):
        plain = unicodedata.normalize("NFKD", name.casefold())
        return _TWICE.sub(r"\1", _NOT_A_LETTER.sub("", plain))
    name = _SILENT.sub("", name)
    name = name.replace("ทร", "ส").replace("รร", "ั").replace("ฤๅ", "ลิ").replace("ฤ", "ลิ").replace("ำ", "ัม")
    name = _TONE.sub("", name).translate(_SAME_SOUND).replace("ท", "ถ")
    return _TWICE.sub(r"\1", _NOT_A_LETTER.sub("", name))


def skeleton_of(folded: str) -> str:
    """The consonants of a folded name, for finding candidates only: far too coarse to decide."""
    if is_thai(folded):
        return _TWICE.sub(r"\1", _VOWEL.sub("", folded))
    return _TWICE.sub(r"\1", _LATIN_VOWEL.sub("", folded))
