from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from huangyai.assembly.access import require_assembly_work
from huangyai.assembly.actions.assemblies import require_open
from huangyai.assembly.bridge import count
from huangyai.assembly.models import Assembly, Ballot, Count, Problem, Proposal, Vote
from huangyai.assembly.rules import (
    require_choices,
    require_payable,
)
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """Something that could be done, before the vote."""

    name: str
    cost: Decimal
    problem: Problem | None = None


def open_vote(
    *,
    actor: Actor,
    assembly: Assembly,
    question: str,
    budget: Decimal,
    proposals: Sequence[ProposalFacts],
    rule: str = "equal-shares",
) -> Vote:
    """Put proposals with their costs to the vote, with the counting rule said beforehand."""
    require_assembly_work(actor)
    require_open(assembly)
    if len(proposals) < 2:
        raise Refusal(
            "too-few-proposals",
            th="ต้องมีอย่างน้อยสองข้อเสนอจึงจะลงคะแนนได้",
            en="A vote needs at least two proposals.",
        )
    require_payable(budget, [facts.cost for facts in proposals])
    with transaction.atomic():
        vote = Vote.objects.create(
            municipality_id=actor.municipality_id,
            assembly=assembly,
            question=question,
            budget=budget,
            rule=rule,
        )
        Proposal.objects.bulk_create(
            Proposal(
                municipality_id=actor.municipality_id,
                vote=vote,
                number=number,
                name=facts.name,
                cost=facts.cost,
                problem=facts.problem,
            )
            for number, facts in enumerate(proposals, start=1)
        )
        record(actor=actor, verb="vote.opened", subject=vote, proposals=len(proposals), rule=rule)
    return vote


def cast_ballots(*, actor: Actor, vote: Vote, ballots: Sequence[Sequence[int]]) -> int:
    """Enter paper ballots, each as the numbers marked on it. Nothing says whose they are."""
    require_assembly_work(actor)
    if Count.objects.filter(vote=vote).exists():
        raise Refusal(
            "vote-counted",
            th="การลงคะแนนนี้นับแล้ว เพิ่มบัตรไม่ได้",
            en="This vote has been counted; no ballot can be added.",
        )
    numbers = set(Proposal.objects.filter(vote=vote).values_list("number", flat=True))
    with transaction.atomic():
        made = Ballot.objects.bulk_create(
            Ballot(
                municipality_id=actor.municipality_id,
                vote=vote,
                choices=require_choices(list(choices), numbers),
            )
            for choices in ballots
        )
        record(actor=actor, verb="ballots.entered", subject=vote, ballots=len(made))
    return len(made)


def count_vote(*, actor: Actor, vote: Vote) -> Count:
    """Count the vote exactly and publish the ballots, the winners and every reason."""
    require_assembly_work(actor)
    if not Ballot.objects.filter(vote=vote).exists():
        raise Refusal(
            "no-ballots",
            th="ยังไม่มีบัตรลงคะแนน โปรดกรอกบัตรก่อนนับ",
            en="There are no ballots yet; enter them before counting.",
        )
    if Count.objects.filter(vote=vote).exists():
        raise Refusal(
            "vote-counted",
            th="การลงคะแนนนี้นับแล้ว ดูผลได้ในหน้าเดียวกัน",
            en="This vote has been counted; see its result.",
        )
    counted = count(vote)
    with transaction.atomic():
        result = Count.objects.create(
            municipality_id=actor.municipality_id,
            vote=vote,
            pabulib=counted.pabulib,
            winners=counted.winners,
            reasons=counted.reasons,
            spent=counted.spent,
        )
        record(actor=actor, verb="vote.counted", subject=vote, winners=counted.winners)
    return result
