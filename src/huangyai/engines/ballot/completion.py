"""What to do with the money that Equal Shares leaves: give every voter more virtual money until
nothing more fits.

Add1 and Add1U of https://equalshares.net, with pabutools' start at the exact share ``budget / voters``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal, get_args

from huangyai.engines.ballot.equal_shares import SharesCount, count_shares, sold_projects
from huangyai.engines.ballot.support import Support

Completion = Literal["none", "add1", "add1u"]
COMPLETIONS: tuple[str, ...] = get_args(Completion)


def first_share(support: Support) -> Fraction:
    """The budget divided by everyone who voted, in whole units of money."""
    return Fraction(support.budget, support.voters)


def raise_shares(support: Support, progress: Callable[[int], None] | None = None) -> SharesCount:
    """Count again with one currency unit more for every voter until nothing more fits or the budget would be
    overspent; the last count within the budget stands.
    """
    sold = sold_projects(support)
    share = first_share(support)
    standing = count_shares(support, share)
    steps = 0
    while not _nothing_fits(support, sold, standing):
        share += support.unit
        steps += 1
        if progress:
            progress(steps)
        further = count_shares(support, share)
        if sum(support.cost[p] for p in further.winners) > support.budget:
            break
        standing = further
    return standing


def _nothing_fits(support: Support, sold: list[int], count: SharesCount) -> bool:
    won = set(count.winners)
    left = support.budget - sum(support.cost[p] for p in won)
    return all(support.cost[p] > left for p in sold if p not in won)
