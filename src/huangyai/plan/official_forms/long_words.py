"""Names that are longer than a narrow column is wide get invisible places where a line may break."""

from __future__ import annotations

import functools
import re

from pythainlp.tokenize import word_tokenize

_BREAK = "\u200b"
# Royal names are one word to a line-breaker, and so are lists typed without a blank after the comma.
_SEAM = re.compile(r"(?<=สมเด็จ)(?=พระ)|(?<=[ก-๎],)(?=[ก-๎])")
# Thai letters that take width (vowel and tone marks above and below don't); a narrow column holds about as
# many.
_LONG = re.compile(r"(?:[ก-ฮะาำเ-ๅ][ัิ-ฺ็-๎]*){15,}")


def seamed(text: str) -> str:
    """The same text, breakable inside royal names and after commas."""
    return _SEAM.sub(_BREAK, text)


@functools.lru_cache(maxsize=4096)
def breakable(text: str) -> str:
    """For the narrowest columns: breakable between the words of long unbroken stretches such as a temple's
    name."""
    return _LONG.sub(lambda run: _BREAK.join(word_tokenize(run.group(), engine="newmm")), seamed(text))
