"""Count an election by a rule: the front door's one verb."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from huangyai.engines.ballot.city_greedy import CityGreedy, city_terms, default_utility
from huangyai.engines.ballot.comparison import Comparison, compare_results, count_represented
from huangyai.engines.ballot.completion import Completion, counts_with_fractions
from huangyai.engines.ballot.election import Election
from huangyai.engines.ballot.greedy import count_greedily, plain_terms
from huangyai.engines.ballot.outcome import Outcome
from huangyai.engines.ballot.phragmen import count_phragmen
from huangyai.engines.ballot.shares_outcome import count_equal_shares
from huangyai.engines.ballot.support import Support, Utility, measure_support
from huangyai.kernel import Words

Rule = Literal["equal-shares", "phragmen", "greedy", "greedy-no-skip", "greedy-threshold", "greedy-exclusive"]
RULES: tuple[str, ...] = get_args(Rule)
_CITY_RULES: tuple[str, ...] = get_args(CityGreedy)


@dataclass(frozen=True, slots=True)
class TiedProjects:
    """Projects that stood exactly equal, and the one that was taken: its id comes first as text."""

    projects: tuple[str, ...]
    taken: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of a count, with everything a resident may ask about it.

    Money is in the file's currency, exact. `winners` stand in the order of the file, `order` in the
    order in which they won. `payments` is what one supporter paid: the most that any paid under Equal
    Shares, the mean otherwise. `represented` is the share of voters with at least one winner among the
    projects they voted for, `represented_by_greedy` the same had the votes been counted by plain greedy.
    """

    rule: Rule
    utility: Utility
    completion: Completion
    budget: Fraction
    spent: Fraction
    winners: tuple[str, ...]
    order: tuple[str, ...]
    payments: Mapping[str, Fraction]
    reasons: Mapping[str, Words]
    ties: tuple[TiedProjects, ...]
    represented: Fraction
    represented_by_greedy: Fraction
    share: Fraction | None
    comparison: Comparison | None
    seconds: float


def count_votes(
    election: Election,
    rule: Rule = "equal-shares",
    *,
    utility: Utility | None = None,
    completion: Completion = "none",
    comparison: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Tally:
    """Count an election.

    Parameters
    ----------
    rule
        ``greedy`` takes total utility per cost; its city variants count as Pabulib's field ``rule``
        means them.
    utility
        What a voter gains. Default: cost; for the city variants of greedy what cities count
        (points where ballots carry points or ranks, otherwise votes).
    completion
        Only for Equal Shares: what happens to money left over.
    comparison
        Only for Equal Shares, as Wieliczka counted its Green Budget in 2023: Add1 goes on until the budget would
        be overspent (not only until nothing more fits), then ask whether more voters prefer the greedy result, and let
        that stand.
    progress
        Called with the number of units added to every share so far.

    Returns
    -------
    Tally
        Equal prices and equal counts go to the id that comes first as text, and are reported.
    """
    if rule == "equal-shares" and not counts_with_fractions(election, completion):
        # Loading machine code is not counting, and a small election must not wait for it.
        from huangyai.engines.ballot.fast_shares import load_compiled_count

        load_compiled_count()
    begun = time.perf_counter()
    chosen = utility or (default_utility(election) if rule in _CITY_RULES else "cost")
    support = measure_support(election, chosen)
    outcome = _count(support, rule, completion, patient=comparison, progress=progress)
    greedy = outcome
    compared = None
    if rule == "equal-shares" and comparison:
        greedy = count_greedily(support, plain_terms(support))
        compared = compare_results(support, outcome.order, greedy.order)
        if compared.greedy_stands:
            outcome = greedy
    seconds = time.perf_counter() - begun
    if rule != "greedy" and compared is None:
        greedy = count_greedily(support, plain_terms(support))
    return _report(support, rule, completion if rule == "equal-shares" else "none", outcome, greedy, compared, seconds)


def _count(
    support: Support,
    rule: Rule,
    completion: Completion,
    *,
    patient: bool,
    progress: Callable[[int], None] | None,
) -> Outcome:
    match rule:
        case "equal-shares":
            return count_equal_shares(support, completion, patient=patient, progress=progress)
        case "phragmen":
            return count_phragmen(support)
        case "greedy":
            return count_greedily(support, plain_terms(support))
        case _:
            return count_greedily(support, city_terms(support, rule))


def _report(
    support: Support,
    rule: Rule,
    completion: Completion,
    outcome: Outcome,
    greedy: Outcome,
    compared: Comparison | None,
    seconds: float,
) -> Tally:
    projects = support.election.projects
    voters = max(support.voters, 1)
    return Tally(
        rule=rule,
        utility=support.utility,
        completion=completion,
        budget=support.election.budget,
        spent=support.money(sum(support.cost[p] for p in outcome.order)),
        winners=support.ids(sorted(outcome.order)),
        order=support.ids(outcome.order),
        payments={projects[p].id: support.money(paid) for p, paid in outcome.payment.items()},
        reasons={project.id: outcome.reasons[p] for p, project in enumerate(projects)},
        ties=tuple(TiedProjects(support.ids(tie.projects), projects[tie.taken].id) for tie in outcome.ties),
        represented=Fraction(count_represented(support, outcome.order), voters),
        represented_by_greedy=Fraction(count_represented(support, greedy.order), voters),
        share=None if outcome.share is None else support.money(outcome.share),
        comparison=compared,
        seconds=seconds,
    )
