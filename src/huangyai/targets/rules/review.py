"""Who is joined at once, who is asked about, and how that is said."""

from __future__ import annotations

import difflib
import enum
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huangyai.kernel import BadInput, NationalId, Refusal, Words
from huangyai.kernel.words import arabic_digits

LEAST_ASKED = 0.1
# A joining that said nothing for so many minutes was cut off with its machine.
SILENT_MINUTES = 10
# More rows than this are compared behind the page.
MOST_ROWS_AT_ONCE = 3000
# A change of the probability that is worth another look by somebody who could not tell.
NEWS = 0.05
# How sure, in percent: steps between which staff choose, with the number of rows that each leaves to somebody's eye.
STEPS = (90.0, 95.0, 98.0, 99.0, 99.5, 99.8, 99.9)
# So long somebody looks at a pair.
SECONDS_A_PAIR = 20
# From fewer decided pairs nothing is learnt.
LEAST_DECISIONS = 20


@dataclass(frozen=True, slots=True)
class Terms:
    """From how sure on a row is joined at once, and from how sure on a person is asked."""

    # A row in five hundred that is joined this surely would be a mistake, and one in a hundred is looked at.
    join_from: float = 0.998
    ask_from: float = 0.2


class Band(enum.StrEnum):
    """What becomes of a row."""

    JOIN = "join"
    ASK = "ask"
    LEAVE = "leave"


def band_of(probability: float, terms: Terms, *, contradicts: bool = False, has_rival: bool = False) -> Band:
    """Joined at once only if it is sure, nothing contradicts it and nobody else is nearly as likely."""
    if probability < terms.ask_from:
        return Band.LEAVE
    if probability >= terms.join_from and not contradicts and not has_rival:
        return Band.JOIN
    return Band.ASK


def check_terms(join_from: float, ask_from: float) -> Terms:
    """Refuse terms by which nobody would be asked, or everybody."""
    if not LEAST_ASKED <= ask_from < join_from <= 1:
        raise Refusal(
            "terms-impossible",
            th="เกณฑ์ถามคนต้องอยู่ระหว่าง 10% ถึง 100% และต่ำกว่าเกณฑ์เชื่อมทันที",
            en="A person is asked from somewhere between 10% and 100%, and from less than what is joined at once.",
        )
    return Terms(join_from, ask_from)


def ids_contradict(one: str, other: str) -> bool:
    """Two national ids that are both right, and not the same: a typing slip would have spoilt one of them."""
    try:
        return NationalId.parse(one).digits != NationalId.parse(other).digits
    except BadInput:
        return False


# What is said of two national ids instead of showing them, by the degree in which they agree.
_IDS = {
    "same": Words(th="ตรงกัน", en="the same"),
    "same_wrong": Words(th="ตรงกัน แต่เลขไม่ถูกต้อง", en="the same, though it can’t be right"),
    "slip": Words(th="ต่างกันหนึ่งหลัก", en="one digit differs"),
    "two_slips": Words(th="ต่างกันสองหลัก", en="two digits differ"),
    "both_right": Words(th="ต่างกัน และถูกต้องทั้งสองเลข", en="different, and both are right"),
    "else": Words(th="ต่างกัน", en="different"),
}


def ids_in_words(level: str) -> Words:
    """How two national ids compare; the ids themselves are never shown."""
    return _IDS.get(level, Words(th="มีไม่ครบสองฝั่ง", en="missing on one side"))


# How an id is read aloud: 1-2345-67890-12-3.
_ID_GROUPS = (1, 5, 10, 12)
_HIDDEN, _NO_DIGIT = "•", "_"
# Two ids that have less in common than this would tell each other.
_MOST_DIGITS_SHOWN = 4


def id_marks(one: str, other: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both ids with every digit hidden but those that differ: stretches of text, and whether each differs.

    Nothing where more than a few digits differ, or none does. A digit that one side lacks is a low line.
    """
    left, right = ("".join(letter for letter in arabic_digits(text) if letter.isdigit()) for text in (one, other))
    if left == right or not left or not right:
        return [], []
    shown: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] = ([], [])
    for kind, a, b, c, d in _where_they_part(left, right):
        for side, digits, first, last in ((shown[0], left, a, b), (shown[1], right, c, d)):
            if kind != "equal" and first == last:
                side.append((_NO_DIGIT, True))
            for at in range(first, last):
                if len(digits) == 13 and at in _ID_GROUPS:
                    side.append(("-", False))
                side.append((_HIDDEN, False) if kind == "equal" else (digits[at], True))
    if any(sum(differs for _, differs in side) > _MOST_DIGITS_SHOWN for side in shown):
        return [], []
    return _joined(shown[0]), _joined(shown[1])


def _where_they_part(left: str, right: str) -> Sequence[tuple[str, int, int, int, int]]:
    """Digit under digit where both have as many, as one reads them; else where they fit each other best."""
    unlike = sum(a != b for a, b in zip(left, right, strict=False))
    if len(left) == len(right) and unlike <= _MOST_DIGITS_SHOWN:
        return [
            ("equal" if a == b else "replace", at, at + 1, at, at + 1)
            for at, (a, b) in enumerate(zip(left, right, strict=True))
        ]
    return difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()


def _joined(marks: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Neighbours of one sort as one stretch."""
    return [
        ("".join(text for text, _ in stretch), differs)
        for differs, stretch in itertools.groupby(marks, key=lambda mark: mark[1])
    ]


def likelihood_in_words(probability: float | None) -> Words:
    """A probability as one says it."""
    if probability is None:
        return Words(th="เจ้าหน้าที่เลือกคู่นี้เอง", en="this pair was chosen by hand")
    for least, words in _LIKELY:
        if probability >= least:
            return words
    return _LIKELY[-1][1]


_LIKELY = (
    (0.9, Words(th="น่าจะเป็นคนเดียวกัน แต่มีจุดที่ขัดกัน", en="very likely one person, but something doesn’t fit")),
    (0.7, Words(th="ค่อนข้างน่าจะเป็นคนเดียวกัน", en="rather likely one person")),
    (0.4, Words(th="ก้ำกึ่ง อาจใช่หรือไม่ใช่", en="it could be either")),
    (0.0, Words(th="ค่อนข้างน่าจะเป็นคนละคน", en="rather likely two people")),
)


def offered_facts(said: Mapping[str, str]) -> dict[str, str]:
    """What a row says that a resident's own entry has room for."""
    phone = "".join(letter for letter in arabic_digits(said.get("phone", "")) if letter.isdigit())
    found = {
        "nickname": said.get("nickname", "").strip()[:40],
        "phone": phone if len(phone) in {9, 10} and phone.startswith("0") else "",
        "wheelchair": "1" if said.get("wheelchair", "").strip().upper() in {"Y", "1", "ใช่", "ใช้"} else "",
    }
    return {fact: value for fact, value in found.items() if value}
