"""Names of temples and schools that are longer than a narrow column is wide."""

from __future__ import annotations

import functools
import re

from pythainlp.tokenize import word_tokenize

# Thai letters that take width (vowel and tone marks above and below don't); a narrow column holds about as
# many.
_LONG = re.compile(r"(?:[ก-ฮะาำเ-ๅ][ัิ-ฺ็-๎]*){15,}")


@functools.lru_cache(maxsize=4096)
def breakable(text: str) -> str:
    """The same text with invisible places to break a line between the words of long unbroken stretches."""
    return _LONG.sub(lambda run: "\u200b".join(word_tokenize(run.group(), engine="newmm")), text)
