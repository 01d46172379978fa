"""Who supports which project, and how strongly: the election as every rule counts it, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

import numpy as np

from huangyai.engines.ballot.election import Election, Integers
from huangyai.engines.ballot.grouping import group_ballots

Utility = Literal["cost", "cardinality", "score"]
UTILITIES: tuple[str, ...] = get_args(Utility)


@dataclass(frozen=True, eq=False, slots=True)
class Support:
    """Identical ballots stand together once; money is in whole units (``baht * unit``).

    Attributes
    ----------
    election, utility
        Where it comes from.
    unit
        One unit of the file's currency in the whole units used here.
    budget, cost
        Money in whole units; `cost` by project.
    start, project, weight, people
        Group ``g`` supports ``project[start[g]:start[g + 1]]`` with `weight` and stands for
        ``people[g]`` voters. A supporter's utility from project ``p`` is ``weight * factor[p]``.
    factor
        The project's cost for utility *cost*, otherwise 1.
    supporters
        Voters by project.
    total
        Utility of all voters together by project, negative points included.
    rank
        Place of every project when ids are sorted as text: how ties are broken.
    """

    election: Election
    utility: Utility
    unit: int
    budget: int
    cost: tuple[int, ...]
    start: Integers
    project: Integers
    weight: Integers
    people: Integers
    factor: tuple[int, ...]
    supporters: tuple[int, ...]
    total: tuple[int, ...]
    rank: tuple[int, ...]

    @property
    def voters(self) -> int:
        """How many people voted."""
        return self.election.ballots.count

    def money(self, units: int | Fraction) -> Fraction:
        """An amount in the file's currency."""
        return Fraction(units) / self.unit

    def ids(self, projects: list[int] | tuple[int, ...]) -> tuple[str, ...]:
        """The file's ids of some projects."""
        return tuple(self.election.projects[p].id for p in projects)


def measure_support(election: Election, utility: Utility) -> Support:
    """Turn ballots into supporters for one kind of utility.

    *cost*: a voter gains from a project what it costs; *cardinality*: 1; *score*: the points given, on
    a ranking the number of projects ranked below it (Borda), 1 on plain approval. Those who would gain
    nothing or less are not supporters; blank ballots count as voters.
    """
    unit = election.currency_unit
    cost = tuple(int(project.cost * unit) for project in election.projects)
    number = len(cost)
    strength = ballot_strength(election) if utility == "score" else np.ones_like(election.ballots.choice)
    total = np.zeros(number, dtype=np.int64)
    np.add.at(total, election.ballots.choice, strength)
    supporters = np.bincount(election.ballots.choice[strength > 0], minlength=number)
    grouped = group_ballots(election.ballots, strength, number)
    factor = cost if utility == "cost" else (1,) * number
    ids = [project.id for project in election.projects]
    place = {project_id: position for position, project_id in enumerate(sorted(ids))}
    return Support(
        election=election,
        utility=utility,
        unit=unit,
        budget=int(election.budget * unit),
        cost=cost,
        start=grouped.start,
        project=grouped.project,
        weight=grouped.weight,
        people=grouped.people,
        factor=factor,
        supporters=tuple(int(x) for x in supporters),
        total=tuple(int(t) * f for t, f in zip(total, factor, strict=True)),
        rank=tuple(place[project_id] for project_id in ids),
    )


def ballot_strength(election: Election) -> Integers:
    """Points of every entry of the ballots: given, by rank (last place 0), or 1."""
    ballots = election.ballots
    if election.vote_type in ("cumulative", "scoring"):
        return ballots.points
    if election.vote_type == "ordinal":
        length = np.diff(ballots.start)
        position = np.arange(len(ballots.choice)) - np.repeat(ballots.start[:-1], length)
        return np.asarray(np.repeat(length, length) - position - 1, dtype=np.int64)
    return np.ones_like(ballots.choice)
