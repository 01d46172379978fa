"""Criteria cards: written, tried on made-up people, taken into use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record, record_look
from huangyai.targets.access import require_row_reading, require_target_work
from huangyai.targets.models import Criterion, CriterionAdoption, Persona
from huangyai.targets.queries.cards import is_adopted, preview, tested_personas
from huangyai.targets.rules.criteria import check_definition
from huangyai.targets.rules.personas import facts_of_persona
from huangyai.targets.rules.ready_cards import ready_card


@dataclass(frozen=True, slots=True)
class PersonaFacts:
    """A made-up person: what is known of them, and whether the card should take them."""

    name: str
    facts: Mapping[str, Any]
    expected: bool


def write_criterion(
    *,
    actor: Actor,
    name: str,
    sentence: str,
    definition: Mapping[str, Any],
    group: str = "",
    personas: Sequence[PersonaFacts] = (),
) -> Criterion:
    """Write a criteria card as a draft. A name that is known becomes the next version, which keeps the made-up people."""
    require_target_work(actor)
    check_definition(definition)
    for persona in personas:
        facts_of_persona(persona.facts)
    with transaction.atomic():
        before = Criterion.objects.filter(name=name).order_by("-version").first()
        criterion = Criterion.objects.create(
            municipality_id=actor.municipality_id,
            name=name,
            sentence=sentence,
            definition=dict(definition),
            version=before.version + 1 if before else 1,
            group=group or (before.group if before else ""),
            written_by_id=actor.user_id,
        )
        kept = [PersonaFacts(old.name, old.facts, old.expected) for old in before.personas.all()] if before else []
        Persona.objects.bulk_create(
            Persona(
                municipality_id=actor.municipality_id,
                criterion=criterion,
                name=persona.name[:80],
                facts=dict(persona.facts),
                expected=persona.expected,
            )
            for persona in [*kept, *personas]
        )
        record(actor=actor, verb="criterion.written", subject=criterion, version=criterion.version)
    return criterion


def take_ready_card(*, actor: Actor, key: str, language: str = "th") -> Criterion:
    """Take one of the ready cards over as a draft, with its made-up people."""
    ready = ready_card(key)
    if ready is None:
        raise Refusal("no-such-card", th="ไม่มีบัตรสำเร็จรูปนี้", en="There is no such ready card.")
    return write_criterion(
        actor=actor,
        name=ready.name.say(language),
        sentence=ready.sentence.say(language),
        definition=ready.definition,
        group=ready.group,
        personas=[PersonaFacts(name, facts, expected) for name, facts, expected in ready.personas],
    )


def keep_persona(*, actor: Actor, criterion: Criterion, persona: PersonaFacts) -> Persona:
    """Keep a made-up person with a card, to be tried at every change."""
    require_target_work(actor)
    facts_of_persona(persona.facts)
    with transaction.atomic():
        kept = Persona.objects.create(
            municipality_id=actor.municipality_id,
            criterion=criterion,
            name=persona.name.strip()[:80],
            facts=dict(persona.facts),
            expected=persona.expected,
        )
        record(actor=actor, verb="persona.kept", subject=kept, criterion=criterion.pk)
    return kept


def look_at_comparison(*, actor: Actor, criterion: Criterion, register: str, side: str) -> None:
    """Somebody opens the names of those whom a card misses or takes: the ledger keeps who, and why."""
    require_row_reading(actor)
    record_look(actor=actor, subject=criterion, reason=f"{side} {register}".strip())


def adopt_criterion(*, actor: Actor, criterion: Criterion, note: str = "") -> CriterionAdoption:
    """Take a card into use: from now on lists may be drawn by it. A card that fails its own made-up people may not."""
    require_target_work(actor)
    if is_adopted(criterion):
        raise Refusal("card-adopted", th="บัตรฉบับนี้ประกาศใช้แล้ว", en="This version is in use already.")
    failing = [tried.persona.name for tried in tested_personas(criterion) if not tried.passes]
    if failing:
        names = ", ".join(failing[:3])
        raise Refusal(
            "personas-fail",
            th=f"บัตรนี้ยังไม่ผ่านบุคคลสมมติ: {names} โปรดแก้เงื่อนไขหรือแก้ผลที่คาดไว้ก่อนประกาศใช้",
            en=f"The card fails its made-up people: {names}. Mend the conditions, or what is expected, first.",
        )
    with transaction.atomic():
        adoption = CriterionAdoption.objects.create(
            municipality_id=actor.municipality_id,
            criterion=criterion,
            adopted_by_id=actor.user_id,
            takes=preview(criterion.definition).taken,
            note=note.strip()[:300],
        )
        record(actor=actor, verb="criterion.adopted", subject=criterion, takes=adoption.takes)
    return adoption
