from __future__ import annotations

from django.db import transaction

from huangyai.assembly.access import require_answering, require_assembly_work, require_speaking
from huangyai.assembly.actions.assemblies import require_open
from huangyai.assembly.models import Answer, Assembly, Problem
from huangyai.assembly.rules import (
    require_reason,
    require_sentence,
)
from huangyai.kernel import Actor, Words
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.people.queries import person_of_account
from huangyai.places.models import Village


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
