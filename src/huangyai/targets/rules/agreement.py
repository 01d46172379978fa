"""How the parties' words on a name become the meeting's word, by the rule that the meeting set for itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huangyai.kernel import Refusal, Words

TOGETHER, ALL, MAJORITY, CHAIR, AT_LEAST = "together", "all", "majority", "chair", "at_least"
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Seat:
    """A party at the table."""

    name: str
    chairs: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """What a party said of one name."""

    confirms: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What follows from the parties' words, and the sentence that says so."""

    confirmed: bool
    words: Words

    def reason(self, said: Mapping[str, Word]) -> str:
        """The sentence with the reasons of the side that prevailed, each once, as long as there is room."""
        parties: dict[str, list[str]] = {}
        for name, word in said.items():
            if word.confirms == self.confirmed:
                parties.setdefault(word.reason, []).append(name)
        text = self.words.th
        for reason, names in parties.items():
            more = f" · {reason}" if len(parties) == 1 else f" · {', '.join(names)}: {reason}"
            if len(text) + len(more) <= LONGEST_REASON:
                text += more
        return text


def settle(rule: str, least: int | None, seats: Sequence[Seat], said: Mapping[str, Word]) -> Settled | None:
    """The meeting's word on a name, or None while it is still open.

    `said` holds the last word of each party by its name; a party that has not spoken neither confirms nor declines.
    """
    here = {seat.name for seat in seats}
    for_it = sum(1 for name, word in said.items() if word.confirms and name in here)
    against = sum(1 for name, word in said.items() if not word.confirms and name in here)
    silent = len(here) - for_it - against
    if rule == ALL:
        confirmed = False if against else True if not silent else None
    elif rule == MAJORITY:
        confirmed = _reaches(for_it, silent, len(here) // 2 + 1)
    elif rule == AT_LEAST:
        confirmed = _reaches(for_it, silent, least or len(here))
    elif rule == CHAIR:
        chair = next((seat.name for seat in seats if seat.chairs), "")
        word = said.get(chair)
        confirmed = word.confirms if word and not silent else None
    else:
        return None
    if confirmed is None or not here:
        return None
    return Settled(confirmed, _told(rule, confirmed=confirmed, for_it=for_it, against=against, all_of_them=len(here)))


def require_agreement(rule: str, least: int | None, seats: Sequence[Seat]) -> None:
    """Refuse a rule that this table can't follow: a number out of reach, a chair who is not there."""
    if rule == AT_LEAST and not (least and 1 <= least <= len(seats)):
        raise Refusal(
            "agreement-number",
            th=f"โปรดระบุจำนวนฝ่ายที่ต้องเห็นชอบ ตั้งแต่ 1 ถึง {len(seats)} ฝ่าย",
            en=f"Say how many parties must confirm, from 1 to {len(seats)}.",
        )
    if rule == CHAIR and sum(seat.chairs for seat in seats) != 1:
        raise Refusal(
            "agreement-chair",
            th="กติกาให้ประธานเป็นผู้ชี้ขาด โปรดระบุว่าฝ่ายใดเป็นประธาน หนึ่งฝ่าย",
            en="The chair decides by this rule; say which one party chairs.",
        )


def _reaches(for_it: int, silent: int, needed: int) -> bool | None:
    if for_it >= needed:
        return True
    return False if for_it + silent < needed else None


def _told(rule: str, *, confirmed: bool, for_it: int, against: int, all_of_them: int) -> Words:
    if rule == CHAIR:
        verdict_th, verdict_en = ("ยืนยัน", "confirms") if confirmed else ("ไม่ยืนยัน", "declines")
        return Words(
            th=f"ประธานชี้ขาดให้{verdict_th} (เห็นชอบ {for_it} ไม่เห็นชอบ {against} จาก {all_of_them} ฝ่าย)",
            en=f"The chair {verdict_en} ({for_it} for, {against} against, of {all_of_them} parties)",
        )
    if confirmed:
        return Words(th=f"เห็นชอบ {for_it} จาก {all_of_them} ฝ่าย", en=f"{for_it} of {all_of_them} parties confirm")
    return Words(
        th=f"ไม่ครบตามกติกา เห็นชอบ {for_it} ไม่เห็นชอบ {against} จาก {all_of_them} ฝ่าย",
        en=f"Short of the rule: {for_it} for, {against} against, of {all_of_them} parties",
    )
