"""Greedy counting as cities use it, after the field ``rule`` of Pabulib's META (https://pabulib.org/format)."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import numpy as np

from huangyai.engines.ballot.election import Election
from huangyai.engines.ballot.greedy import GreedyTerms, plain_terms
from huangyai.engines.ballot.numbers import read_number, say_number
from huangyai.engines.ballot.sentences import Sentences
from huangyai.engines.ballot.support import Support, Utility

CityGreedy = Literal["greedy-no-skip", "greedy-threshold", "greedy-exclusive"]
# Pabulib's sign for a project that was withdrawn after the vote: it stays in the file and can't be chosen.
_WITHDRAWN_COST = 999_999_999


def default_utility(election: Election) -> Utility:
    """What a city counts: points where ballots carry points or ranks, votes otherwise."""
    return "score" if election.vote_type in ("cumulative", "scoring", "ordinal") else "cost"


def city_terms(support: Support, rule: CityGreedy) -> GreedyTerms:
    """The terms of one of Pabulib's variants.

    Order: votes for utility *cost*, points for *score* (neither per cost, as Pabulib means them);
    votes per cost for *cardinality*. ``min_project_score_threshold`` of META applies to all three.
    ``greedy-no-skip`` ends at the first project that doesn't fit. ``greedy-exclusive`` takes one
    project per label of the column ``exclusive`` of PROJECTS; where the file has no such column it
    equals plain greedy by count.
    """
    election = support.election
    score = project_score(election)
    counted = score if support.utility == "score" else tuple(Fraction(n) for n in support.supporters)
    say = Sentences(support)
    refused = {}
    threshold = read_number(election.meta_value("min_project_score_threshold")) or Fraction(0)
    for p, points in enumerate(score):
        if election.projects[p].cost == _WITHDRAWN_COST:
            refused[p] = say.withdrawn()
        elif points < threshold:
            refused[p] = say.below_threshold(say_number(points), say_number(threshold))
    merit = plain_terms(support).merit if support.utility == "cardinality" else tuple((0, c) for c in counted)
    exclusive = tuple(project.field("exclusive").strip() for project in election.projects)
    return GreedyTerms(
        merit=merit,
        said=counted,
        skip=rule != "greedy-no-skip",
        refused=refused,
        group=exclusive if rule == "greedy-exclusive" else (),
    )


def project_score(election: Election) -> tuple[Fraction, ...]:
    """Pabulib's ``score``: points given, on a ranking as many as projects named for the first place
    down to one, otherwise votes.
    """
    ballots = election.ballots
    if election.vote_type in ("cumulative", "scoring"):
        points = ballots.points
    elif election.vote_type == "ordinal":
        length = np.diff(ballots.start)
        points = np.repeat(ballots.start[1:], length) - np.arange(len(ballots.choice))
    else:
        points = np.ones_like(ballots.choice)
    scale = ballots.scale if election.vote_type in ("cumulative", "scoring") else 1
    total = np.zeros(len(election.projects), dtype=np.int64)
    np.add.at(total, ballots.choice, points)
    return tuple(Fraction(int(points), scale) for points in total)
