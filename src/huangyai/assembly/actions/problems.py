from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from huangyai.assembly.access import require_answering, require_assembly_work, require_speaking
from huangyai.assembly.actions.assemblies import require_open
from huangyai.assembly.actions.telling import tell_answer, tell_newest_answer, untell_answers
from huangyai.assembly.models import Answer, Assembly, Count, Problem, ProblemMerge, ProblemRewording, Proposal
from huangyai.assembly.queries import REWORDING_PURPOSE
from huangyai.assembly.rules import (
    require_reason,
    require_sentence,
)
from huangyai.assembly.rules.votes import MOST_NAME, plain_line
from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.actions import record, record_look
from huangyai.people.models import Person
from huangyai.people.queries import person_of_account
from huangyai.places.models import Village
from huangyai.vault.sealing import seal, unseal


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
    said_openly: bool = False,
    group: str = "",
    place: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
) -> Problem:
    """Write down a problem or need in the words in which it was said; at an assembly, or told through the website.

    Who said it stays private, unless `said_openly`. `place` and the coordinates say where the problem is, not who.
    """
    require_speaking(actor)
    if assembly:
        require_assembly_work(actor)
        require_open(assembly)
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
            said_openly=said_openly and said_by is not None,
            group=group,
            place=place.strip(),
            latitude=latitude,
            longitude=longitude,
            # What comes through the website is read by an officer before the public sees it.
            published=assembly is not None,
        )
        record(actor=actor, verb="problem.raised", subject=problem, assembly=assembly.pk if assembly else None)
    return problem


def answer_problem(*, actor: Actor, problem: Problem, state: str, reason: str | Words) -> Answer:
    """Say what becomes of a problem, with the compulsory reason, typed or in both languages.

    It is public at once, and those who said the problem are told through the outbox.
    """
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
        tell_answer(actor=actor, answer=answer)
    return answer


def reword_problem(*, actor: Actor, problem: Problem, sentence: str, reason: str) -> ProblemRewording | None:
    """Put a sentence in other words where the first ones tell who somebody is. Every page and paper reads the new ones;
    the first stay sealed, for those who answer problems.
    """
    require_answering(actor)
    sentence, reason = require_sentence(sentence), require_reason(reason)
    with transaction.atomic():
        problem = Problem.objects.select_for_update(of=("self",)).get(pk=problem.pk)
        if problem.sentence == sentence:
            return None
        rewording = ProblemRewording.objects.create(
            municipality_id=actor.municipality_id,
            problem=problem,
            before_sealed=seal(actor.municipality_id, problem.sentence, purpose=REWORDING_PURPOSE),
            reason=reason,
            reworded_by_id=actor.user_id,
        )
        _rename_proposals(problem, problem.sentence, sentence)
        problem.sentence = sentence
        problem.save(update_fields=["sentence"])
        record(actor=actor, verb="problem.reworded", subject=problem)
    return rewording


def _rename_proposals(problem: Problem, before: str, sentence: str) -> None:
    """A proposal that was called as the problem was said is called by the new words, in the published ballots too."""
    for proposal in Proposal.objects.filter(problem=problem, name=before[:MOST_NAME]):
        proposal.name = sentence[:MOST_NAME]
        proposal.save(update_fields=["name"])
        for counted in Count.objects.filter(vote=proposal.vote_id):
            counted.pabulib = counted.pabulib.replace(plain_line(before[:MOST_NAME]), plain_line(proposal.name))
            counted.save(update_fields=["pabulib"])


def look_at_first_words(*, actor: Actor, problem: Problem) -> list[str]:
    """How a reworded sentence was said first, for those who answer problems; who looked is written down."""
    require_answering(actor)
    rows = list(ProblemRewording.objects.filter(problem=problem))
    if rows:
        record_look(actor=actor, subject=problem, reason="rewording")
    return [unseal(actor.municipality_id, row.before_sealed, purpose=REWORDING_PURPOSE) for row in rows]


def join_problems(*, actor: Actor, alias: Problem, canonical: Problem) -> ProblemMerge:
    """The same thing said twice: `alias` is shown within `canonical`, whose voices become both. It can be taken back."""
    require_assembly_work(actor)
    with transaction.atomic():
        both = {
            row.pk: row
            for row in Problem.objects.select_for_update(no_key=True, of=("self",))
            .filter(pk__in=[alias.pk, canonical.pk])
            .order_by("pk")
        }
        standing = ProblemMerge.objects.filter(taken_back_at__isnull=True)
        if len(both) < 2 or standing.filter(Q(alias_id__in=both) | Q(canonical=alias)).exists():
            raise Refusal(
                "cannot-join",
                th="รวมไม่ได้ เพราะเรื่องหนึ่งรวมอยู่กับเรื่องอื่นแล้ว โปรดแยกเรื่องเดิมก่อน",
                en="These can't be joined: one of them is part of another already. Take that back first.",
            )
        if Answer.objects.filter(problem=alias).exists():
            raise Refusal(
                "answered-already",
                th="เรื่องนี้มีคำตอบแล้ว จึงรวมเข้าเรื่องอื่นไม่ได้ โปรดรวมเรื่องที่ยังไม่มีคำตอบเข้ามาแทน",
                en="This problem has an answer of its own; join the one without an answer into it instead.",
            )
        merge = ProblemMerge.objects.create(
            municipality_id=actor.municipality_id, alias=alias, canonical=canonical, decided_by_id=actor.user_id
        )
        Problem.objects.filter(pk=canonical.pk).update(voices=F("voices") + both[alias.pk].voices)
        record(actor=actor, verb="problems.joined", subject=canonical, alias=alias.pk)
        tell_newest_answer(actor=actor, problem=canonical)
    return merge


def take_back_joining(*, actor: Actor, merge: ProblemMerge) -> ProblemMerge:
    """They were two things after all: each stands for itself again, with its own voices."""
    require_assembly_work(actor)
    with transaction.atomic():
        merge = ProblemMerge.objects.select_for_update(of=("self",)).select_related("alias").get(pk=merge.pk)
        if merge.taken_back_at is None:
            merge.taken_back_at = timezone.now()
            merge.taken_back_by_id = actor.user_id
            merge.save(update_fields=["taken_back_at", "taken_back_by"])
            Problem.objects.filter(pk=merge.canonical_id).update(voices=F("voices") - merge.alias.voices)
            record(actor=actor, verb="problems.parted", subject=merge.alias, canonical=merge.canonical_id)
            untell_answers(actor=actor, merge=merge)
    return merge
