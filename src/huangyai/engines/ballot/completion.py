"""What to do with the money that Equal Shares leaves: more virtual money for every voter until nothing more
fits.

Add1 and Add1U of https://equalshares.net, with pabutools' start at the exact share ``budget / voters``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal, get_args

from huangyai.engines.ballot.election import Election
from huangyai.engines.ballot.equal_shares import SharesCount, count_shares, sold_projects
from huangyai.engines.ballot.support import Support

Completion = Literal["none", "add1", "add1u"]
COMPLETIONS: tuple[str, ...] = get_args(Completion)
# Entries on all ballots up to which fractions are quicker than loading compiled code; raising counts many times.
_SMALL, _SMALL_WHEN_RAISING = 3_000, 100


def counts_with_fractions(election: Election, completion: Completion) -> bool:
    """Whether an election is so small that nothing compiled is loaded for it."""
    return len(election.ballots.choice) <= (_SMALL if completion == "none" else _SMALL_WHEN_RAISING)


def first_share(support: Support) -> Fraction:
    """The budget divided by everyone who voted, in whole units of money."""
    return Fraction(support.budget, support.voters)


def raise_shares(
    support: Support, *, patient: bool = False, progress: Callable[[int], None] | None = None
) -> SharesCount:
    """Count again with one currency unit more for every voter until nothing more fits or the budget would be
    overspent; the last count within the budget stands. All in fractions, for small elections.

    `patient` goes on although nothing more fits, until the budget would be overspent or everything is bought:
    what was bought may still be exchanged for something better. Cities that compare with greedy count so.
    """
    share, steps = first_share(support), 0
    standing = count_shares(support, share)
    while not is_finished(support, standing, patient=patient):
        share += support.unit
        steps += 1
        if progress:
            progress(steps)
        further = count_shares(support, share)
        if is_overspent(support, further):
            break
        standing = further
    return standing


def is_overspent(support: Support, count: SharesCount) -> bool:
    """Whether the winners cost more than the budget."""
    return sum(support.cost[p] for p in count.winners) > support.budget


def is_finished(support: Support, count: SharesCount, *, patient: bool) -> bool:
    """Whether nothing that has supporters fits in what is left; when `patient`, whether nothing is left to buy."""
    won = set(count.winners)
    left = support.budget - sum(support.cost[p] for p in won)
    return all(not patient and support.cost[p] > left for p in sold_projects(support) if p not in won)
