from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from huangyai.assembly.access import require_answering, require_assembly_work, require_speaking
from huangyai.assembly.bridge import count
from huangyai.assembly.models import Answer, Assembly, AssemblyClosure, Ballot, Count, Problem, Proposal, Vote
from huangyai.assembly.rules import (
    require_choices,
    require_minutes,
    require_payable,
    require_reason,
    require_sentence,
)
from huangyai.kernel import Actor, FiscalYear, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.people.queries import person_of_account
from huangyai.places.models import Village


def call_assembly(
    *,
    actor: Actor,
    title: str,
    starts_at: dt.datetime,
    venue: str,
    village: Village | None = None,
    agenda: str = "",
) -> Assembly:
    """Call an assembly of one village, or of the whole municipality when no village is named."""
    require_assembly_work(actor)
    level = Assembly.Level.VILLAGE if village else Assembly.Level.MUNICIPALITY
    with transaction.atomic():
        assembly = Assembly.objects.create(
            municipality_id=actor.municipality_id,
            level=level,
            village=village,
            title=title,
            starts_at=starts_at,
            venue=venue,
            agenda=agenda,
            fiscal_year=FiscalYear.of(starts_at.date()).be,
        )
        record(actor=actor, verb="assembly.called", subject=assembly)
    return assembly


def note_presence(*, actor: Actor, assembly: Assembly, present: int) -> Assembly:
    """Write down how many came."""
    require_assembly_work(actor)
    _require_open(assembly)
    with transaction.atomic():
        assembly.present = present
        assembly.save(update_fields=["present"])
        record(actor=actor, verb="assembly.presence-noted", subject=assembly, present=present)
    return assembly


def raise_problem(
    *,
    actor: Actor,
    sentence: str,
    category: str,
    kind: str = Problem.Kind.PROBLEM,
    assembly: Assembly | None = None,
    village: Village | None = None,
    voices: int = 1,
    said_by: Person | None = None,
) -> Problem:
    """Write down a problem or need in the words in which it was said; at an assembly, or told through the website."""
    require_speaking(actor)
    if assembly:
        require_assembly_work(actor)
        _require_open(assembly)
    if not assembly and not said_by:
        # Told through the website: the register may know who speaks, and where they live.
        said_by = person_of_account(actor)
    if not assembly and not village and said_by and said_by.household:
        village = said_by.household.village
    with transaction.atomic():
        problem = Problem.objects.create(
            municipality_id=actor.municipality_id,
            assembly=assembly,
            village=village or (assembly.village if assembly else None),
            kind=kind,
            category=category,
            sentence=require_sentence(sentence),
            voices=max(1, voices),
            said_by=said_by,
            # What comes through the website is read by an officer before the public sees it.
            published=assembly is not None,
        )
        record(actor=actor, verb="problem.raised", subject=problem, assembly=assembly.pk if assembly else None)
    return problem


def answer_problem(*, actor: Actor, problem: Problem, state: str, reason: str | Words) -> Answer:
    """Say what becomes of a problem, with the compulsory reason, typed or in both languages; it is public at once."""
    require_answering(actor)
    with transaction.atomic():
        answer = Answer.objects.create(
            municipality_id=actor.municipality_id,
            problem=problem,
            state=state,
            reason=reason if isinstance(reason, Words) else Words.of(require_reason(reason)),
            answered_by_id=actor.user_id,
        )
        if not problem.published:
            problem.published = True
            problem.save(update_fields=["published"])
        record(actor=actor, verb="problem.answered", subject=problem, state=state)
    return answer


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
    _require_open(assembly)
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


def close_assembly(*, actor: Actor, assembly: Assembly, minutes: str) -> AssemblyClosure:
    """End the assembly; its minutes are public from now on."""
    require_assembly_work(actor)
    _require_open(assembly)
    minutes = require_minutes(minutes)
    with transaction.atomic():
        closure = AssemblyClosure.objects.create(
            municipality_id=actor.municipality_id,
            assembly=assembly,
            minutes=minutes,
            closed_by_id=actor.user_id,
        )
        record(actor=actor, verb="assembly.closed", subject=assembly)
    return closure


def _require_open(assembly: Assembly) -> None:
    if AssemblyClosure.objects.filter(assembly=assembly).exists():
        raise Refusal(
            "assembly-closed",
            th="ประชาคมนี้ปิดแล้ว หากต้องแก้ไขโปรดบันทึกในประชาคมครั้งถัดไป",
            en="This assembly is closed; corrections belong to the next one.",
        )
