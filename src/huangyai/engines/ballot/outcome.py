"""What a rule decided: which projects, in which order, at what price, and why each of them did or did
not win.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from huangyai.kernel import Words


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects that stood exactly equal when one had to be taken; the first id in text order was."""

    projects: tuple[int, ...]
    taken: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """The winners by project number in the order they won, and every project's reason.

    `payment` is what one supporter paid, in whole units of money: the most that any paid under Equal Shares,
    the mean under the other rules. `share` is the money that each voter was given in the count that stands.
    """

    order: tuple[int, ...]
    payment: dict[int, Fraction]
    reasons: dict[int, Words]
    ties: tuple[Tie, ...] = ()
    share: Fraction | None = None
