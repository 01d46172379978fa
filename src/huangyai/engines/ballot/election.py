"""An election over projects, frozen: what it may spend, what each project costs, and who voted for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from huangyai.kernel import Fault

VoteType = Literal["approval", "choose-1", "cumulative", "ordinal", "scoring"]
VOTE_TYPES: tuple[VoteType, ...] = get_args(VoteType)
_WITH_POINTS = ("cumulative", "scoring")

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Project:
    """A project on the ballot; `cost` is exact, `fields` keeps every other column as it was written."""

    id: str
    cost: Fraction
    name: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    def field(self, column: str) -> str:
        """What the file says in a column of this project, empty when it says nothing."""
        return next((value for name, value in self.fields if name == column), "")


@dataclass(frozen=True, eq=False, slots=True)
class Ballots:
    """All ballots, compressed. Ballot ``i`` names the projects ``choice[start[i]:start[i + 1]]`` in
    its own order.

    `points` (same length as `choice`, or empty) are whole numbers; a vote's points are ``points / scale``.
    """

    start: Integers
    choice: Integers
    points: Integers
    scale: int = 1

    @property
    def count(self) -> int:
        """How many people voted, blank ballots included."""
        return len(self.start) - 1

    @property
    def voter(self) -> Integers:
        """For every entry of `choice`, whose ballot it stands on."""
        return np.repeat(np.arange(self.count, dtype=np.int64), np.diff(self.start))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Ballots)
            and np.array_equal(self.start, other.start)
            and np.array_equal(self.choice, other.choice)
            and len(self.points) == len(other.points)
            and np.array_equal(self.points * other.scale, other.points * self.scale)
        )


@dataclass(frozen=True, slots=True)
class Election:
    """A budget, the projects in the order of the file, and the ballots."""

    budget: Fraction
    projects: tuple[Project, ...]
    vote_type: VoteType
    ballots: Ballots
    meta: tuple[tuple[str, str], ...] = ()
    voters: tuple[tuple[str, ...], ...] = ()
    voter_columns: tuple[str, ...] = ()
    remarks: tuple[Fault, ...] = field(default=(), compare=False)

    def meta_value(self, key: str) -> str:
        """What META says, empty when it says nothing."""
        return dict(self.meta).get(key, "")

    @property
    def currency_unit(self) -> int:
        """Sums of money are whole numbers once multiplied by this."""
        return lcm(self.budget.denominator, *(project.cost.denominator for project in self.projects))


def hold_election(
    budget: Fraction | int,
    costs: Mapping[str, Fraction | int],
    ballots: Iterable[Sequence[str]] | Iterable[Mapping[str, Fraction | int]],
    vote_type: VoteType = "approval",
) -> Election:
    """Build an election from plain values, as a meeting room does.

    Parameters
    ----------
    budget, costs
        Money in one unit, exact.
    ballots
        For each voter the project ids (in order of preference when ordinal), or ``{id: points}`` for points.
    vote_type
        One of `VOTE_TYPES`.
    """
    ids = {project_id: index for index, project_id in enumerate(costs)}
    start, choice = [0], list[int]()
    given: list[Fraction] = []
    for ballot in ballots:
        choice.extend(ids[project_id] for project_id in ballot)
        if isinstance(ballot, Mapping):
            given.extend(Fraction(points) for points in ballot.values())
        start.append(len(choice))
    projects = tuple(Project(project_id, Fraction(cost)) for project_id, cost in costs.items())
    compressed = compress_ballots(start, choice, given if vote_type in _WITH_POINTS else [])
    return Election(Fraction(budget), projects, vote_type, compressed)


def compress_ballots(start: Sequence[int], choice: Sequence[int], points: Sequence[Fraction | int]) -> Ballots:
    """Ballots as arrays; fractions of points become whole numbers with one scale."""
    scale = lcm(*{point.denominator for point in points}) if points else 1
    whole = [int(point * scale) for point in points]
    return Ballots(
        np.asarray(start, dtype=np.int64),
        np.asarray(choice, dtype=np.int64),
        np.asarray(whole, dtype=np.int64),
        scale,
    )
