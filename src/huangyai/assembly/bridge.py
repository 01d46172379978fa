"""Votes as the counting engine reads them, and its answer back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from huangyai.assembly.models import Ballot, Proposal, Vote
from huangyai.engines.ballot import RULES, Rule, count_votes, read_pabulib, write_pabulib
from huangyai.kernel import BuddhistDate, Refusal


@dataclass(frozen=True, slots=True)
class Counted:
    """What the count found, ready to be kept."""

    pabulib: str
    winners: list[int]
    reasons: dict[str, dict[str, str]]
    spent: Decimal


def pabulib_of(vote: Vote) -> str:
    """The vote's ballots as a Pabulib file that anybody can count again."""
    proposals = list(Proposal.objects.filter(vote=vote))
    # In the order of what is marked, not of how they came in: the order must not tell whose ballot it was.
    ballots = sorted(Ballot.objects.filter(vote=vote), key=lambda ballot: ballot.choices)
    day = BuddhistDate(vote.assembly.starts_at.date())
    meta = {
        "description": _plain(vote.question),
        "country": "Thailand",
        "unit": vote.municipality.name_en,
        "instance": str(day.be - 543),
        "num_projects": str(len(proposals)),
        "num_votes": str(len(ballots)),
        "budget": str(vote.budget.normalize()) if vote.budget % 1 else str(int(vote.budget)),
        "vote_type": "approval",
        "rule": vote.rule,
        "date_begin": day.day.isoformat(),
        "date_end": day.day.isoformat(),
    }
    lines = ["META", "key;value", *(f"{key};{value}" for key, value in meta.items())]
    lines += ["PROJECTS", "project_id;cost;name"]
    lines += [f"{p.number};{int(p.cost) if not p.cost % 1 else p.cost};{_plain(p.name)}" for p in proposals]
    lines += ["VOTES", "voter_id;vote"]
    lines += [
        f"{index};{','.join(str(choice) for choice in ballot.choices)}" for index, ballot in enumerate(ballots, start=1)
    ]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """One line without the file's own signs."""
    return " ".join(text.replace(";", ",").replace('"', "”").split())


def count(vote: Vote) -> Counted:
    """Count a vote exactly, by the rule that was announced before it."""
    text = pabulib_of(vote)
    election = read_pabulib(text)
    outcome = count_votes(election, _rule(vote.rule), utility="cost", completion="add1u")
    return Counted(
        pabulib=write_pabulib(election),
        winners=[int(winner) for winner in outcome.winners],
        reasons={key: reason.as_dict() for key, reason in outcome.reasons.items()},
        spent=Decimal(outcome.spent.numerator) / Decimal(outcome.spent.denominator),
    )


def _rule(name: str) -> Rule:
    if name in RULES:
        return cast("Rule", name)
    raise Refusal(
        "rule-unknown",
        th=f"ไม่รู้จักวิธีนับ {name} โปรดเลือกวิธีนับจากรายการก่อนเปิดลงคะแนน",
        en=f"The counting rule {name} is unknown; choose one from the list before the vote.",
    )
