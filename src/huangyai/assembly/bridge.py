"""Votes as the counting engine reads them, and its answer back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from huangyai.assembly.models import Ballot, Proposal, Vote
from huangyai.assembly.queries import hands_of, weights
from huangyai.assembly.rules import chosen_words
from huangyai.assembly.rules.votes import plain_line
from huangyai.engines.ballot import RULES, Completion, Rule, Utility, count_votes, read_pabulib, write_pabulib
from huangyai.kernel import BuddhistDate, Refusal, Words

# Money that Equal Shares leaves over goes on: shares are raised, and then the rest is spent by votes.
_COMPLETION: Completion = "add1u"
_VOTE_TYPES = {
    Vote.Kind.APPROVAL.value: "approval",
    Vote.Kind.KNAPSACK.value: "approval",
    Vote.Kind.POINTS.value: "cumulative",
    Vote.Kind.RANKING.value: "ordinal",
    Vote.Kind.HANDS.value: "choose-1",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What the count found, ready to be kept."""

    pabulib: str
    winners: list[int]
    reasons: dict[str, dict[str, str]]
    spent: Decimal
    represented: Decimal
    represented_by_greedy: Decimal
    ties: list[dict[str, Any]]
    command: str


def pabulib_of(vote: Vote) -> str:
    """The vote's ballots as a Pabulib file that anybody can count again."""
    proposals = list(Proposal.objects.filter(vote=vote))
    # In the order of what is marked, not of how they came in: the order must not tell whose ballot it was.
    ballots = sorted(_ballots(vote))
    day = BuddhistDate(vote.assembly.starts_at.date())
    meta = {
        "description": plain_line(vote.question),
        "country": "Thailand",
        "unit": vote.municipality.name_en,
        "instance": str(day.be - 543),
        "num_projects": str(len(proposals)),
        "num_votes": str(len(ballots)),
        "budget": str(vote.budget.normalize()) if vote.budget % 1 else str(int(vote.budget)),
        "vote_type": _VOTE_TYPES[vote.kind],
        "rule": _rule_and_utility(vote)[0],
        "comment": recount_command(vote),
        "date_begin": day.day.isoformat(),
        "date_end": day.day.isoformat(),
    }
    if vote.kind == Vote.Kind.POINTS:
        meta["max_sum_points"] = str(vote.points)
    pointed = vote.kind == Vote.Kind.POINTS
    lines = ["META", "key;value", *(f"{key};{value}" for key, value in meta.items())]
    lines += ["PROJECTS", "project_id;cost;name"]
    # All as wide as the widest: where two stand equal the first id as text is taken, and that is the first on the ballot.
    wide = len(str(len(proposals)))
    lines += [f"{p.number:0{wide}};{int(p.cost) if not p.cost % 1 else p.cost};{plain_line(p.name)}" for p in proposals]
    lines += ["VOTES", "voter_id;vote;points" if pointed else "voter_id;vote"]
    lines += [
        ";".join([str(index), _numbers(choices, wide), *([_numbers(points)] if pointed else [])])
        for index, (choices, points) in enumerate(ballots, start=1)
    ]
    return "\n".join(lines) + "\n"


def _ballots(vote: Vote) -> list[tuple[list[int], list[int]]]:
    if vote.kind != Vote.Kind.HANDS:
        return list(Ballot.objects.filter(vote=vote).values_list("choices", "points"))
    # A raised hand is a ballot with one number on it.
    raised = hands_of([vote])[vote.pk]
    return [([number], []) for number, hands in raised.items() for _ in range(hands)]


def _numbers(values: list[int], wide: int = 1) -> str:
    return ",".join(f"{value:0{wide}}" for value in values)


def recount_command(vote: Vote) -> str:
    """What anybody types to count the published ballots again, with the same winners."""
    rule, utility = _rule_and_utility(vote)
    completion = f" --completion {_COMPLETION}" if rule == "equal-shares" else ""
    return f"huangyai tally ballots.pb --rule {rule} --utility {utility}{completion}"


def count(vote: Vote) -> Counted:
    """Count a vote exactly, by the rule that was announced before it."""
    text = pabulib_of(vote)
    election = read_pabulib(text)
    rule, utility = _rule_and_utility(vote)
    outcome = count_votes(election, rule, utility=utility, completion=_COMPLETION if rule == "equal-shares" else "none")
    winners = [int(winner) for winner in outcome.winners]
    by_votes = winners
    if rule == "equal-shares":
        # What the same ballots say when most votes alone decide, as it could have been announced instead.
        other, measured = _rule_and_utility(vote, "greedy")
        by_votes = [int(each) for each in count_votes(election, other, utility=measured).winners]
    order = [int(winner) for winner in outcome.order]
    reasons = outcome.reasons if vote.with_money else _reasons_without_money(vote, order)
    return Counted(
        pabulib=write_pabulib(election),
        winners=winners,
        reasons={str(int(key)): reason.as_dict() for key, reason in reasons.items()},
        spent=_decimal(outcome.spent) if vote.with_money else Decimal(0),
        represented=_served(vote, winners),
        represented_by_greedy=_served(vote, by_votes),
        ties=_ties(vote, [{int(p) for p in tie.projects} for tie in outcome.ties], winners),
        command=recount_command(vote),
    )


def _ties(vote: Vote, found: list[set[int]], winners: list[int]) -> list[dict[str, list[int]]]:
    """Where equal proposals did not all win although the others cost no more; each set once, with all that were taken."""
    costs = dict(Proposal.objects.filter(vote=vote).values_list("number", "cost"))
    told: list[set[int]] = []
    ties = []
    for tied in sorted(found, key=len, reverse=True):
        taken = tied & set(winners)
        dearest = max((costs[number] for number in taken), default=Decimal(0))
        equal = taken | {number for number in tied - taken if costs[number] <= dearest}
        if equal != taken and not any(equal <= before for before in told):
            told.append(equal)
            ties.append({"proposals": sorted(equal), "taken": sorted(taken)})
    return ties


def _reasons_without_money(vote: Vote, winners: list[int]) -> dict[str, Words]:
    marks: Counter[int] = Counter()
    for choices, points in _ballots(vote):
        marks.update(weights(vote.kind, choices, points))
    return {
        str(proposal.number): chosen_words(
            winners.index(proposal.number) + 1 if proposal.number in winners else 0,
            int(vote.budget),
            marks[proposal.number],
        )
        for proposal in Proposal.objects.filter(vote=vote)
    }


def _served(vote: Vote, winners: list[int]) -> Decimal:
    """The share of the ballots with a winner on them. On a ranking the engine counts the last place for nothing; people don't."""
    ballots = _ballots(vote)
    return round(Decimal(sum(not set(winners).isdisjoint(choices) for choices, _points in ballots)) / len(ballots), 5)


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _rule_and_utility(vote: Vote, instead: str = "") -> tuple[Rule, Utility]:
    """How the engine counts what was announced: points and ranks are counted as such, other ballots as votes."""
    rule = instead or vote.rule
    if rule not in RULES:
        raise Refusal(
            "rule-unknown",
            th=f"ไม่รู้จักวิธีนับ {rule} โปรดเลือกวิธีนับจากรายการก่อนเปิดลงคะแนน",
            en=f"The counting rule {rule} is unknown; choose one from the list before the vote.",
        )
    pointed = vote.kind in (Vote.Kind.POINTS, Vote.Kind.RANKING)
    if vote.with_money and not pointed:
        return cast("Rule", rule), "cost"
    # “Most points first” is a count of points, not of points per baht.
    return ("greedy-threshold" if rule == "greedy" else cast("Rule", rule)), "score"
