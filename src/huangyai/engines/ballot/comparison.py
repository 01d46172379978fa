"""The comparison step: of two results, the one that more voters prefer stands.

As in Wieliczka's Green Budget 2023: a voter prefers the result that holds more of the projects he or
she voted for (with points: more of the points given); where not more voters prefer greedy, Equal
Shares stands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huangyai.engines.ballot.support import Support


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many voters prefer each result; the others are indifferent."""

    prefer_shares: int
    prefer_greedy: int

    @property
    def greedy_stands(self) -> bool:
        """Whether more voters prefer the greedy result."""
        return self.prefer_greedy > self.prefer_shares


def compare_results(support: Support, shares: tuple[int, ...], greedy: tuple[int, ...]) -> Comparison:
    """Ask every ballot which of the two results it prefers."""
    difference = np.zeros(len(support.cost), dtype=np.int64)
    difference[list(shares)] += 1
    difference[list(greedy)] -= 1
    gain = np.zeros(len(support.people), dtype=np.int64)
    group = np.repeat(np.arange(len(support.people)), np.diff(support.start))
    np.add.at(gain, group, support.weight * difference[support.project])
    return Comparison(int(support.people[gain > 0].sum()), int(support.people[gain < 0].sum()))


def count_represented(support: Support, winners: tuple[int, ...]) -> int:
    """Voters with at least one winner among the projects that they support."""
    won = np.zeros(len(support.cost), dtype=bool)
    won[list(winners)] = True
    group = np.repeat(np.arange(len(support.people)), np.diff(support.start))
    served = np.zeros(len(support.people), dtype=bool)
    served[group[won[support.project]]] = True
    return int(support.people[served].sum())
