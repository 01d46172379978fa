"""From counts with equal shares to an outcome with its reasons."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np

from huangyai.engines.ballot.completion import (
    Completion,
    counts_with_fractions,
    first_share,
    raise_shares,
)
from huangyai.engines.ballot.equal_shares import SharesCount, count_shares
from huangyai.engines.ballot.greedy import count_greedily, plain_terms
from huangyai.engines.ballot.outcome import Outcome
from huangyai.engines.ballot.sentences import Sentences
from huangyai.engines.ballot.support import Support


def count_equal_shares(
    support: Support,
    completion: Completion = "none",
    *,
    patient: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Outcome:
    """Equal Shares with its completion; `add1u` fills the rest greedily. `patient`: see `raise_shares`."""
    if not support.voters:
        return _nobody_voted(support)
    counted = _count(support, completion, patient=patient, progress=progress)
    outcome = explain_shares(support, counted)
    if completion != "add1u":
        return outcome
    rest = count_greedily(support, plain_terms(support), already=outcome.order)
    if not rest.order:
        return outcome
    filled = {p: rest.reasons[p] for p in rest.order}
    return Outcome(
        order=outcome.order + rest.order,
        payment=outcome.payment | rest.payment,
        reasons=outcome.reasons | filled,
        ties=outcome.ties + rest.ties,
        share=outcome.share,
    )


def _count(
    support: Support, completion: Completion, *, patient: bool, progress: Callable[[int], None] | None
) -> SharesCount:
    share = first_share(support)
    if not counts_with_fractions(support.election, completion):
        # Imported here because loading compiled code costs more than a small election takes.
        from huangyai.engines.ballot.fast_shares import FastCount, fits_compiled_count

        if fits_compiled_count(support):
            fast = FastCount.of(support)
            if completion == "none":
                return fast.count(share)
            return fast.raise_from(share, patient=patient, progress=progress)
    if completion == "none":
        return count_shares(support, share)
    return raise_shares(support, patient=patient, progress=progress)


def explain_shares(support: Support, counted: SharesCount) -> Outcome:
    """The outcome of one count, with a reason for every project."""
    say = Sentences(support)
    heaviest = _heaviest(support)
    payment = dict.fromkeys(counted.free, Fraction(0))
    reasons = {p: say.costs_nothing(place, p) for place, p in enumerate(counted.free, 1)}
    for place, bought in enumerate(counted.purchases, len(counted.free) + 1):
        p = bought.project
        payment[p] = min(bought.price * heaviest[p], counted.share)
        reasons[p] = say.paid_by_shares(place, p, payment[p])
    for p in range(len(support.cost)):
        if p in reasons:
            continue
        if not support.supporters[p]:
            reasons[p] = say.no_supporters()
        else:
            reasons[p] = say.not_enough_left(p, counted.left[p], counted.share)
    return Outcome(counted.winners, payment, reasons, counted.ties, counted.share)


def _heaviest(support: Support) -> list[int]:
    heaviest = np.ones(len(support.cost), dtype=np.int64)
    np.maximum.at(heaviest, support.project, support.weight)
    return [int(weight) for weight in heaviest]


def _nobody_voted(support: Support) -> Outcome:
    reasons = {p: Sentences(support).no_supporters() for p in range(len(support.cost))}
    return Outcome((), {}, reasons)
