"""Whom a card takes of a register's people, group by group, and what a large difference is called in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huangyai.kernel import Words

FAIR_RATIO = 0.8
"""Below four fifths of the best-served group's share a group counts as passed over: the usual rule of thumb."""
FEWEST = 10
"""A share of fewer people says nothing."""


@dataclass(frozen=True, slots=True)
class Share:
    """Of how many of a group the card takes how many."""

    key: str
    words: Words
    people: int
    taken: int

    @property
    def share(self) -> float:
        """The part that is taken, 0 to 1."""
        return self.taken / self.people if self.people else 0.0

    @property
    def percent(self) -> int:
        """The same, of a hundred."""
        return round(100 * self.share)


def disparity(shares: Sequence[Share]) -> Words | None:
    """The widest gap between groups as a sentence, or None where no group is passed over."""
    judged = [share for share in shares if share.people >= FEWEST]
    if len(judged) < 2:
        return None
    best, worst = max(judged, key=lambda one: one.share), min(judged, key=lambda one: one.share)
    if not best.share or worst.share >= FAIR_RATIO * best.share:
        return None
    if not worst.taken:
        return Words(
            th=f"{worst.words.th} ไม่ถูกเลือกเลย ขณะที่ {best.words.th} ถูกเลือก {best.percent} จาก 100 คน",
            en=f"nobody is taken of {worst.words.en}, but {best.percent} in 100 of {best.words.en}",
        )
    times = best.share / worst.share
    return Words(
        th=(
            f"{best.words.th} ถูกเลือก {best.percent} จาก 100 คน แต่ {worst.words.th} {worst.percent} จาก 100 คน "
            f"ต่างกัน {times:.1f} เท่า"
        ),
        en=(
            f"{best.percent} in 100 of {best.words.en} are taken, but {worst.percent} in 100 of {worst.words.en}: "
            f"{times:.1f} times as many"
        ),
    )
