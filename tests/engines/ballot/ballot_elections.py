"""Elections that the tests of counting share: a small named one, random ones, and real ones where they are at hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from huangyai.engines.ballot import Election, VoteType, hold_election, read_pabulib

REAL_VOTES = Path(__file__).parents[3].parent / "shared" / "data" / "votes"


def real_election(name: str) -> Election:
    """A real election by file name; skips where the files are absent."""
    path = REAL_VOTES / name
    if not path.is_file():
        pytest.skip(f"real election {name} is not beside this checkout")
    return read_pabulib(path)


def abc_book() -> Election:
    """Example 1 of Lackner and Skowron, Multi-Winner Voting with Approval Preferences: 12 voters, 4 seats."""
    voters = [["a", "b"]] * 3 + [["a", "c"]] * 3 + [["a", "d"]] * 2 + [["b", "c", "f"], ["e"], ["f"], ["g"]]
    return hold_election(4, dict.fromkeys("abcdefg", 1), voters)


def canal_road() -> Election:
    """Five projects of a village that a person can count by hand: 10 voters share 100."""
    costs = {"canal": 40, "road": 60, "lamp": 10, "field": 30, "well": 25}
    voters = [["canal", "road"]] * 4 + [["canal", "lamp"]] * 2 + [["field", "well"]] * 2 + [["field"], ["road", "lamp"]]
    return hold_election(100, costs, voters)


_VOTE_TYPES: tuple[VoteType, ...] = ("approval", "choose-1", "cumulative", "ordinal", "scoring")
_IDS = ("p1", "p10", "p2", "a", "b/7", "ถนน", "z")


@st.composite
def elections(draw: st.DrawFn, largest_cost: int = 40) -> Election:
    """Random small elections of every vote type, with blank ballots, free projects and many ties."""
    vote_type = draw(st.sampled_from(_VOTE_TYPES))
    ids = draw(st.permutations(_IDS))[: draw(st.integers(1, len(_IDS)))]
    halves = draw(st.booleans())
    cost = st.integers(0, largest_cost).map(lambda whole: Fraction(whole, 2 if halves else 1))
    costs = {project: draw(cost) for project in ids}
    budget = Fraction(draw(st.integers(1, 3 * largest_cost)))
    most = 1 if vote_type == "choose-1" else len(ids)
    least = -2 if vote_type == "scoring" else 0
    ballot: st.SearchStrategy[Any] = st.lists(st.sampled_from(ids), unique=True, max_size=most)
    if vote_type in ("cumulative", "scoring"):
        points = st.integers(least, 4).map(lambda whole: Fraction(whole, 2))
        ballot = st.dictionaries(st.sampled_from(ids), points, max_size=most)
    ballots = draw(st.lists(ballot, min_size=1, max_size=14))
    return hold_election(budget, costs, ballots, vote_type)
