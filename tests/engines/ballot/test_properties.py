"""What must hold for every election: nothing overspent, nothing forgotten, nobody overcharged, no favourites."""

from __future__ import annotations

import itertools
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from ballot_elections import elections
from hypothesis import given, settings
from hypothesis import strategies as st

from huangyai.engines.ballot import RULES, UTILITIES, Ballots, Completion, Election, Rule, Utility, count_votes
from huangyai.engines.ballot.completion import first_share, raise_shares
from huangyai.engines.ballot.equal_shares import count_shares, sold_projects
from huangyai.engines.ballot.fast_shares import FastCount, fits_compiled_count
from huangyai.engines.ballot.support import measure_support

rules = st.sampled_from(RULES)
utilities = st.sampled_from(UTILITIES)


def cost_of(election: Election, winners: tuple[str, ...]) -> Fraction:
    costs = {project.id: project.cost for project in election.projects}
    return sum((costs[winner] for winner in winners), Fraction(0))


def shuffled(election: Election, order: list[int]) -> Election:
    ballots = election.ballots
    parts = [slice(ballots.start[i], ballots.start[i + 1]) for i in order]
    start = np.concatenate(([0], np.cumsum([part.stop - part.start for part in parts]))).astype(np.int64)
    empty = np.zeros(0, dtype=np.int64)
    choice = np.concatenate([empty, *(ballots.choice[part] for part in parts)])
    points = np.concatenate([empty, *(ballots.points[part] for part in parts)])
    again = Ballots(start, choice, points, ballots.scale)
    return Election(election.budget, election.projects, election.vote_type, again, election.meta)


@given(elections(), rules, utilities)
@settings(max_examples=150, deadline=None)
def test_no_rule_overspends_and_every_project_has_its_reason(election: Election, rule: Rule, utility: Utility) -> None:
    tally = count_votes(election, rule, utility=utility)
    assert tally.spent == cost_of(election, tally.winners) <= election.budget
    assert sorted(tally.order) == sorted(tally.winners)
    assert set(tally.reasons) == {project.id for project in election.projects}
    assert all(words.th.startswith("ได้รับเลือก") == (p in tally.winners) for p, words in tally.reasons.items())
    assert 0 <= tally.represented <= 1


@given(elections(), utilities)
@settings(max_examples=80, deadline=None)
def test_greedy_leaves_nothing_that_fits(election: Election, utility: Utility) -> None:
    tally = count_votes(election, "greedy", utility=utility)
    left = election.budget - tally.spent
    assert all(project.cost > left for project in election.projects if project.id not in tally.winners)


@given(elections(largest_cost=12), utilities, st.sampled_from(["add1", "add1u"]))
@settings(max_examples=60, deadline=None)
def test_completions_stay_within_the_budget_and_add1u_uses_it_up(
    election: Election, utility: Utility, completion: Completion
) -> None:
    tally = count_votes(election, utility=utility, completion=completion)
    assert tally.spent <= election.budget
    if completion == "add1u":
        left = election.budget - tally.spent
        assert all(project.cost > left for project in election.projects if project.id not in tally.winners)


@given(elections(), utilities)
@settings(max_examples=100, deadline=None)
def test_equal_shares_is_priceable(election: Election, utility: Utility) -> None:
    """Nobody pays more than the share, payments add up to the costs, and nothing unbought could still be paid."""
    support = measure_support(election, utility)
    share = first_share(support)
    counted = count_shares(support, share)
    purse = [share] * len(support.people)
    for bought in counted.purchases:
        paid = Fraction(0)
        for group in range(len(purse)):
            for entry in range(support.start[group], support.start[group + 1]):
                if support.project[entry] == bought.project:
                    payment = min(purse[group], bought.price * int(support.weight[entry]))
                    purse[group] -= payment
                    paid += payment * int(support.people[group])
        assert paid == support.cost[bought.project]
    assert all(money >= 0 for money in purse)
    for p in sold_projects(support):
        if p not in counted.winners:
            assert counted.left[p] < support.cost[p]


@given(elections(), rules, utilities, st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_order_of_ballots_does_not_matter(election: Election, rule: Rule, utility: Utility, random: Random) -> None:
    order = list(range(election.ballots.count))
    random.shuffle(order)
    one, other = (
        count_votes(election, rule, utility=utility),
        count_votes(shuffled(election, order), rule, utility=utility),
    )
    assert one.order == other.order
    assert one.payments == other.payments
    assert one.reasons == other.reasons


@given(elections(), utilities, st.integers(0, 30))
@settings(max_examples=150, deadline=None)
def test_the_compiled_count_is_the_exact_one(election: Election, utility: Utility, more: int) -> None:
    support = measure_support(election, utility)
    if not fits_compiled_count(support):
        pytest.skip("too large for doubles")
    share = first_share(support) + more
    assert FastCount.of(support).count(share) == count_shares(support, share)


@given(elections(largest_cost=15), utilities, st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_compiled_completion_is_the_exact_one(election: Election, utility: Utility, patient: bool) -> None:
    support = measure_support(election, utility)
    fast = FastCount.of(support).raise_from(first_share(support), patient=patient)
    assert fast == raise_shares(support, patient=patient)


@given(elections(), utilities)
@settings(max_examples=40, deadline=None)
def test_more_money_for_all_never_makes_a_bought_project_dearer_than_before(
    election: Election, utility: Utility
) -> None:
    """The first purchase is made at the same or a lower price when every share grows."""
    support = measure_support(election, utility)
    share = first_share(support)
    prices = []
    for more in (0, 1, 5, 50):
        counted = count_shares(support, share + more)
        if counted.purchases:
            first = counted.purchases[0]
            prices.append(first.price / support.factor[first.project])
    assert all(later <= earlier for earlier, later in itertools.pairwise(prices))
