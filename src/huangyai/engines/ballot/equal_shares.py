"""Method of Equal Shares: every voter gets the same share of the budget and pays only for what he or
she voted for.

Peters, Pierczyński, Skowron: Proportional Participatory Budgeting with Additive Utilities (NeurIPS 2021);
https://equalshares.net. Exact: money is kept as fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from huangyai.engines.ballot.outcome import Tie
from huangyai.engines.ballot.support import Support


@dataclass(frozen=True, slots=True)
class Purchase:
    """A project bought: `price` is the most paid per unit of weight; `equal` are all that stood
    exactly as well.
    """

    project: int
    price: Fraction
    equal: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SharesCount:
    """One count with a given share per voter: what was bought, in order, and what supporters have left
    by project.
    """

    share: Fraction
    free: tuple[int, ...]
    purchases: tuple[Purchase, ...]
    left: tuple[Fraction, ...]

    @property
    def winners(self) -> tuple[int, ...]:
        """Everything chosen, what costs nothing first."""
        return (*self.free, *(purchase.project for purchase in self.purchases))

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Rounds in which more than one project stood exactly best."""
        return tuple(Tie(bought.equal, bought.project) for bought in self.purchases if len(bought.equal) > 1)


def free_projects(support: Support) -> tuple[int, ...]:
    """Projects that cost nothing and that someone supports: chosen before any money is spent."""
    free = [p for p, cost in enumerate(support.cost) if cost == 0 and support.supporters[p]]
    return tuple(sorted(free, key=lambda p: support.rank[p]))


def sold_projects(support: Support) -> list[int]:
    """Projects that cost something and have supporters, in the order in which ties are broken."""
    sold = [p for p, cost in enumerate(support.cost) if cost > 0 and support.supporters[p]]
    return sorted(sold, key=lambda p: support.rank[p])


def count_shares(support: Support, share: Fraction) -> SharesCount:
    """Count with `share` whole units of money for every voter, exactly.

    In each round the project with the least price per utility is bought by its supporters: each pays
    ``price * weight`` or, if that is more, everything left. Equal prices: the first id in text order.
    """
    purses = [share] * len(support.people)
    backers = _backers(support)
    sold = sold_projects(support)
    # A price never falls, because purses only empty: yesterday's price rules a project out without a
    # new look.
    known = {p: Fraction(support.cost[p], support.factor[p] * _weight(support, backers[p])) for p in sold}
    purchases: list[Purchase] = []
    remaining = set(sold)
    while True:
        best: Fraction | None = None
        equal: list[int] = []
        prices: dict[int, Fraction] = {}
        for p in sorted(remaining, key=lambda p: (known[p], support.rank[p])):
            if best is not None and known[p] > best:
                break
            price = _price(support, p, backers[p], purses)
            if price is None:
                remaining.discard(p)
                continue
            prices[p] = price
            known[p] = price / support.factor[p]
            if best is None or known[p] < best:
                best, equal = known[p], [p]
            elif known[p] == best:
                equal.append(p)
        if best is None:
            break
        equal.sort(key=lambda p: support.rank[p])
        chosen = equal[0]
        remaining.discard(chosen)
        for entry, group in backers[chosen]:
            purses[group] -= min(purses[group], prices[chosen] * int(support.weight[entry]))
        purchases.append(Purchase(chosen, prices[chosen], tuple(equal)))
    people = [int(n) for n in support.people]
    left = [Fraction(0)] * len(support.cost)
    for p, pairs in enumerate(backers):
        left[p] = sum((purses[group] * people[group] for _, group in pairs), Fraction(0))
    return SharesCount(share, free_projects(support), tuple(purchases), tuple(left))


def _backers(support: Support) -> list[list[tuple[int, int]]]:
    """By project: (entry, group) of its supporters."""
    backers: list[list[tuple[int, int]]] = [[] for _ in support.cost]
    for group in range(len(support.people)):
        for entry in range(support.start[group], support.start[group + 1]):
            backers[support.project[entry]].append((entry, group))
    return backers


def _weight(support: Support, pairs: Sequence[tuple[int, int]]) -> int:
    return sum(int(support.weight[entry]) * int(support.people[group]) for entry, group in pairs)


def _price(support: Support, project: int, pairs: Sequence[tuple[int, int]], purses: list[Fraction]) -> Fraction | None:
    """The least payment per weight at which the supporters together pay the cost; None when they can't."""
    people, weights = support.people, support.weight
    together = sum((purses[group] * int(people[group]) for _, group in pairs), Fraction(0))
    cost = support.cost[project]
    if together < cost:
        return None
    rich = list(pairs)
    owed, weight = Fraction(cost), _weight(support, rich)
    while True:
        price = owed / weight
        poor = [(entry, group) for entry, group in rich if purses[group] < price * int(weights[entry])]
        if not poor:
            return price
        rich = [(entry, group) for entry, group in rich if purses[group] >= price * int(weights[entry])]
        owed -= sum((purses[group] * int(people[group]) for _, group in poor), Fraction(0))
        weight -= _weight(support, poor)
