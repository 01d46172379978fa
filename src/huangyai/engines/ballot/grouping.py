"""Identical ballots counted together: a few thousand kinds of ballot instead of a hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huangyai.engines.ballot.election import Ballots, Integers

# Beyond this many cells (kinds of ballot times projects) every ballot stays a kind of its own.
_WIDEST_CHECK = 50_000_000


@dataclass(frozen=True, eq=False, slots=True)
class GroupedBallots:
    """Group ``g`` holds ``project[start[g]:start[g + 1]]`` with `weight`, cast by ``people[g]`` voters."""

    start: Integers
    project: Integers
    weight: Integers
    people: Integers


def group_ballots(ballots: Ballots, strength: Integers, projects: int) -> GroupedBallots:
    """Join ballots with the same projects at the same strength; entries of no strength and blank ballots
    fall out.

    Ballots are sorted by a fingerprint, and every ballot is then compared with its group's first, entry by
    entry: a fingerprint that two kinds shared would only cost speed, never a vote.
    """
    start, project, weight = _strong_entries(ballots, strength)
    length = np.diff(start)
    filled = np.flatnonzero(length)
    if not len(filled):
        nothing = np.zeros(0, dtype=np.int64)
        return GroupedBallots(np.zeros(1, dtype=np.int64), nothing, nothing, nothing)
    first, group = _alike(filled, _fingerprints(start[filled], project, weight, projects))
    if not _all_like_their_first(start, length, project, weight, filled, first, group, projects):
        first, group = filled, np.arange(len(filled))
    entries = ranges_of(start[first], length[first])
    return GroupedBallots(
        np.concatenate(([0], np.cumsum(length[first]))).astype(np.int64),
        project[entries],
        weight[entries],
        np.bincount(group, minlength=len(first)).astype(np.int64),
    )


def ranges_of(begin: Integers, length: Integers) -> Integers:
    """The concatenation of ``begin[i], …, begin[i] + length[i] - 1``."""
    ends = np.cumsum(length)
    return np.asarray(np.arange(ends[-1]) + np.repeat(begin - (ends - length), length), dtype=np.int64)


def _strong_entries(ballots: Ballots, strength: Integers) -> tuple[Integers, Integers, Integers]:
    if not len(strength) or int(strength.min()) > 0:
        return ballots.start, ballots.choice, strength
    counts = strength > 0
    before = np.concatenate(([0], np.cumsum(counts)))
    return before[ballots.start], ballots.choice[counts], strength[counts]


def _fingerprints(begin: Integers, project: Integers, weight: Integers, projects: int) -> Integers:
    """A number per ballot that does not depend on the order of its entries."""
    # SplitMix64: well mixed marks without loading a random generator.
    mark = (np.arange(1, projects + 1, dtype=np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
    mark = (mark ^ (mark >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mark = (mark ^ (mark >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mark ^= mark >> np.uint64(31)
    mixed = mark[project] * (weight.astype(np.uint64) * np.uint64(2) + np.uint64(1))
    mixed ^= mixed >> np.uint64(29)
    return np.add.reduceat(mixed, begin).view(np.int64)


def _alike(ballots: Integers, fingerprint: Integers) -> tuple[Integers, Integers]:
    """The first ballot of every group, and every ballot's group."""
    order = np.argsort(fingerprint, kind="stable")
    sorted_ = fingerprint[order]
    opens = np.concatenate(([True], sorted_[1:] != sorted_[:-1]))
    group = np.empty(len(ballots), dtype=np.int64)
    group[order] = np.cumsum(opens) - 1
    return ballots[order[opens]], group


def _all_like_their_first(
    start: Integers,
    length: Integers,
    project: Integers,
    weight: Integers,
    filled: Integers,
    first: Integers,
    group: Integers,
    projects: int,
) -> bool:
    if len(first) * projects > _WIDEST_CHECK or not np.array_equal(length[filled], length[first[group]]):
        return False
    theirs = np.zeros(len(first) * projects, dtype=np.int64)
    entries = ranges_of(start[first], length[first])
    theirs[np.repeat(np.arange(len(first)), length[first]) * projects + project[entries]] = weight[entries]
    return bool(np.array_equal(theirs[np.repeat(group, length[filled]) * projects + project], weight))
