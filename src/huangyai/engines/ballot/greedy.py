"""The greedy family: projects are taken from the best supported downwards as long as the money lasts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from huangyai.engines.ballot.numbers import say_number
from huangyai.engines.ballot.outcome import Outcome, Tie
from huangyai.engines.ballot.sentences import Sentences
from huangyai.engines.ballot.support import Support
from huangyai.kernel import Words

_FIRST = (1, Fraction(0))


@dataclass(frozen=True, slots=True)
class GreedyTerms:
    """How a city's greedy count differs from the plain one.

    `merit` orders the projects (larger first); `said` is the number a sentence names; `refused` says
    why a project may not be considered at all; `group` holds the label of projects that exclude each
    other, empty for none.
    """

    merit: tuple[tuple[int, Fraction], ...]
    said: tuple[Fraction, ...]
    skip: bool = True
    refused: dict[int, Words] | None = None
    group: tuple[str, ...] = ()


def plain_terms(support: Support) -> GreedyTerms:
    """Total utility per cost, as in the greedy approximation of utilitarian welfare.

    A project that costs nothing comes first when anyone gains from it; who gains nothing comes last.
    For utility *cost* this is the number of supporters.
    """
    merit = []
    for total, cost in zip(support.total, support.cost, strict=True):
        if total <= 0:
            merit.append((0, Fraction(0)))
        else:
            merit.append((0, Fraction(total, cost)) if cost else _FIRST)
    return GreedyTerms(tuple(merit), tuple(Fraction(people) for people in support.supporters))


def count_greedily(support: Support, terms: GreedyTerms, already: Sequence[int] = ()) -> Outcome:
    """Take projects in the order of merit, ties by id as text; `already` are taken before the first."""
    say = Sentences(support)
    refused = dict(terms.refused or {})
    left = support.budget - sum(support.cost[p] for p in already)
    waiting = [p for p in range(len(support.cost)) if p not in already and p not in refused]
    waiting.sort(key=lambda p: (*_quick_to_compare(terms.merit[p]), support.rank[p]))
    order: list[int] = []
    reasons = dict(refused)
    by_label: dict[str, int] = {}
    stop: int | None = None
    for p in waiting:
        count = say_number(terms.said[p])
        label = terms.group[p] if terms.group else ""
        if stop is not None:
            reasons[p] = say.stopped_before(stop, left, count)
        elif label and label in by_label:
            reasons[p] = say.excluded_by(by_label[label], count)
        elif support.cost[p] <= left:
            order.append(p)
            reasons[p] = say.won_greedily(len(already) + len(order), p, left, count)
            left -= support.cost[p]
            by_label[label] = p
        else:
            reasons[p] = say.too_dear(p, left, count)
            if not terms.skip:
                stop = p
    payment = {p: Fraction(support.cost[p], support.supporters[p]) for p in order if support.supporters[p]}
    return Outcome(tuple(order), payment, reasons, _ties(waiting, order, lambda p: terms.merit[p]))


def _quick_to_compare(merit: tuple[int, Fraction]) -> tuple[int, int, Fraction]:
    """Descending order; whole numbers decide unless two merits agree in their first 64 bits after the point."""
    return -merit[0], -(merit[1].numerator * 2**64 // merit[1].denominator), -merit[1]


def _ties(waiting: list[int], order: list[int], merit: Callable[[int], tuple[int, Fraction]]) -> tuple[Tie, ...]:
    """Equal projects of which some won and some did not: there the text order of ids decided."""
    won = set(order)
    ties = []
    for _, equal in groupby(waiting, key=merit):
        together = tuple(equal)
        taken = [p for p in together if p in won]
        if 0 < len(taken) < len(together):
            ties.append(Tie(together, taken[0]))
    return tuple(ties)
