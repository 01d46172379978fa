"""Identical ballots counted together: a few thousand kinds of ballot instead of a hundred thousand
ballots.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huangyai.engines.ballot.election import Ballots, Integers


@dataclass(frozen=True, eq=False, slots=True)
class GroupedBallots:
    """Group ``g`` holds ``project[start[g]:start[g + 1]]`` (ascending) with `weight`, cast by
    ``people[g]`` voters.
    """

    start: Integers
    project: Integers
    weight: Integers
    people: Integers


def group_ballots(ballots: Ballots, strength: Integers, projects: int) -> GroupedBallots:
    """Join ballots with the same projects at the same strength; entries of no strength and blank
    ballots fall out.

    Ballots are sorted by a fingerprint and every ballot is then compared with its group's first, entry
    by entry: a fingerprint that two kinds shared would only cost speed, never a vote.
    """
    voter, project, weight = _entries(ballots, strength, projects)
    length = np.bincount(voter, minlength=ballots.count)
    begin = np.concatenate(([0], np.cumsum(length)))
    filled = np.flatnonzero(length)
    if not len(filled):
        nothing = np.zeros(0, dtype=np.int64)
        return GroupedBallots(np.zeros(1, dtype=np.int64), nothing, nothing, nothing)
    mark = np.random.default_rng(20_230_421).integers(1, 2**63, size=projects, dtype=np.uint64)
    mixed = mark[project] * (weight.astype(np.uint64) * np.uint64(2) + np.uint64(1))
    fingerprint = np.add.reduceat(mixed ^ (mixed >> np.uint64(29)), begin[filled])
    _, first, group, people = np.unique(fingerprint, return_index=True, return_inverse=True, return_counts=True)
    pattern = filled[first]
    if not _all_like_their_first(begin, length, project, weight, filled, pattern[group]):
        pattern, people = filled, np.ones(len(filled), dtype=np.int64)
    entries = _ranges(begin[pattern], length[pattern])
    start = np.concatenate(([0], np.cumsum(length[pattern])))
    return GroupedBallots(start.astype(np.int64), project[entries], weight[entries], people.astype(np.int64))


def _entries(ballots: Ballots, strength: Integers, projects: int) -> tuple[Integers, Integers, Integers]:
    """Voter, project and strength of every entry that counts, by voter and project ascending."""
    key = ballots.voter * projects + ballots.choice
    if len(strength) and int(strength.min()) == int(strength.max()) == 1:
        key.sort()
        return key // projects, key % projects, np.ones_like(key)
    order = np.argsort(key, kind="stable")
    order = order[strength[order] > 0]
    return key[order] // projects, key[order] % projects, strength[order]


def _ranges(begin: Integers, length: Integers) -> Integers:
    """The concatenation of ``begin[i], …, begin[i] + length[i] - 1``."""
    ends = np.cumsum(length)
    return np.asarray(np.arange(ends[-1]) + np.repeat(begin - (ends - length), length), dtype=np.int64)


def _all_like_their_first(
    begin: Integers,
    length: Integers,
    project: Integers,
    weight: Integers,
    ballots: Integers,
    firsts: Integers,
) -> bool:
    if not np.array_equal(length[ballots], length[firsts]):
        return False
    mine, theirs = _ranges(begin[ballots], length[ballots]), _ranges(begin[firsts], length[firsts])
    return bool(np.array_equal(project[mine], project[theirs]) and np.array_equal(weight[mine], weight[theirs]))
