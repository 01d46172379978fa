"""How a name is looked up when it was misheard or mistyped.

A name is *folded*: letters that sound alike become one letter, tone marks and silent letters go. Its *skeleton* is
what is left without vowels. One letter too many, too few or wrong is met by asking for every neighbour of what was
typed: a few hundred lookups with `=`, which row security lets use an index.
"""

from __future__ import annotations

import functools
import re

_SILENT = re.compile(r"[ก-ฮ][ิุ]?\u0e4c")
_MARKS = re.compile(r"[\u0e2f\u0e46-\u0e4e]")
# Signs that sound alike in names are written for one another; all spellings meet in one letter.
_ALIKE = str.maketrans("ฃฅฆขฉฌซศษญฎฏฐฑฒถธณผภฝฬฮใีูืฤๅ", "คคคคชชสสสยดตทททททนพพฟลหไิุึรา")
_DOUBLE_R = re.compile("รร(?=[ก-ฮ])")
# ไทย and ไท, ไชย and ไช sound the same.
_SILENT_Y = re.compile("(ไ[ก-ฮ]?)ย")
_NOT_NAME = re.compile(r"[^\u0e01-\u0e4da-z]")
_VOWELS = re.compile(r"[ะ-ฺเ-ๅํ]")
_SOUNDLESS = re.compile("(?<=.)[อย]|ห(?=[งนมยรลว])")
# ร, ล and น sound alike where a syllable ends, and ร and ล anywhere in quick speech; so do ด, ต and ท.
_SAME_SOUND = str.maketrans("รนดตบปฟ", "ลลททพพพ")
# In quick speech ปลา is ปา, and ประ is ปะ.
_CLUSTER = re.compile("(?<=[กคทพส])ล")
_TWICE = re.compile(r"(.)\1+")

LETTERS = tuple("กคงจชสยดตทนบปพฟมรลวหอะัาิึุเแโไ")
BONES = tuple("กคงจชสยทลพมวหอ")
LONGEST_FOLD = 40


# Names repeat: a list of a hundred thousand people has some twenty thousand.
@functools.lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """A name as the search knows it: ณัฐพล and นัทพล are one, สมศรี and สมสี differ in a letter."""
    text = _SILENT.sub("", name.lower().replace("\u0e4d\u0e32", "ำ").replace("เเ", "แ"))
    text = _MARKS.sub("", text).translate(_ALIKE)
    text = _DOUBLE_R.sub("ั", text).replace("รร", "ัน").replace("ำ", "ม")
    text = _SILENT_Y.sub(r"\1", text)
    return _NOT_NAME.sub("", text)[:LONGEST_FOLD]


def skeleton(folded: str) -> str:
    """The consonants of a folded name, those that are mistaken for one another as one."""
    bones = _SOUNDLESS.sub("", _VOWELS.sub("", folded)).translate(_SAME_SOUND)
    return _TWICE.sub(r"\1", _CLUSTER.sub("", bones))


def neighbours(folded: str, letters: tuple[str, ...] = LETTERS) -> set[str]:
    """Every text that is one letter away: one left out, one put in, one replaced, two changed round."""
    cuts = [(folded[:at], folded[at:]) for at in range(len(folded) + 1)]
    found = {left + right[1:] for left, right in cuts if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in cuts if right for letter in letters}
    found |= {left + letter + right for left, right in cuts for letter in letters}
    found.discard(folded)
    found.discard("")
    return found


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be changed to make one text of the other; more than `most` is told as `most` + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    start, shorter = 0, min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if not one or not other:
        return len(one) + len(other)
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, beside in enumerate(other, start=1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != beside)))
        if min(now) > most:
            return most + 1
        before = now
    return min(before[-1], most + 1)


def errors_allowed(folded: str) -> int:
    """How many wrong letters a name of this length may have and still be the one that was meant."""
    return 0 if len(folded) < 3 else 1 if len(folded) < 6 else 2
