"""Whose a row is, and what the person's own entry has from it, worked out anew from what stands now.

Nothing is added or subtracted: the same decisions give the same state, in whatever order they were made and undone.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from huangyai.kernel import Actor, Words
from huangyai.people.actions import note_circumstances
from huangyai.people.models import Person
from huangyai.targets.models import Offer, Pair, PairDecision, RegisterRow, TakenFact, counts_now
from huangyai.targets.queries.review import standing
from huangyai.targets.rules.review import offered_facts
from huangyai.vault.sealing import seal, unseal

OFFER_PURPOSE = "register.offer"
SAID_BY_HAND = Words(th="เจ้าหน้าที่ตรวจดูและยืนยัน", en="looked at and confirmed by staff")
# What a person's entry holds where nothing is known.
_NOTHING: Mapping[str, object] = {
    TakenFact.Fact.NICKNAME: "",
    TakenFact.Fact.PHONE: "",
    TakenFact.Fact.WHEELCHAIR: False,
}


def settle_row(actor: Actor, row_id: uuid.UUID) -> RegisterRow:
    """Whose a row is by the decisions that stand: the person somebody named, else whom it was joined to by itself."""
    row = RegisterRow.objects.select_for_update(of=("self",)).get(pk=row_id)
    before = row.person_id
    said = standing(pair__row=row, word=PairDecision.Word.SAME).select_related("pair").first()
    doubted = set(standing(pair__row=row, word=PairDecision.Word.DIFFERENT).values_list("pair__person_id", flat=True))
    joined_before = (
        Pair.objects.filter(row=row, cause=Pair.Cause.DISPUTED).exclude(person__in=doubted).order_by("-made_at").first()
    )
    joined_by_itself = row.person_id is not None and row.probability is not None
    if said:
        row.person_id, row.probability, row.why = said.pair.person_id, None, SAID_BY_HAND
    elif joined_by_itself and row.person_id not in doubted:
        return row
    elif joined_before:
        row.person_id, row.probability, row.why = joined_before.person_id, joined_before.probability, joined_before.why
    else:
        row.person_id, row.probability, row.why = None, None, None
    row.save(update_fields=["person", "probability", "why"])
    settle_circumstances(actor, {person for person in (before, row.person_id) if person})
    return row


def keep_offers(actor: Actor, rows: Mapping[uuid.UUID, Mapping[str, str]]) -> None:
    """Keep, sealed, what rows say that a resident's own entry has room for."""
    known = set(Offer.objects.filter(row__in=rows).values_list("row_id", flat=True))
    offers = [
        (row_id, facts) for row_id, said in rows.items() if row_id not in known and (facts := offered_facts(said))
    ]
    Offer.objects.bulk_create(
        (
            Offer(
                municipality_id=actor.municipality_id,
                row_id=row_id,
                facts_sealed=seal(actor.municipality_id, json.dumps(facts, ensure_ascii=False), purpose=OFFER_PURPOSE),
            )
            for row_id, facts in offers
        ),
        batch_size=2000,
    )


def settle_circumstances(actor: Actor, person_ids: Collection[uuid.UUID]) -> None:
    """Nickname, phone and wheelchair of these people: their own where somebody said so, else what their rows offer.

    Of several lists the one that came first counts; of several editions of a list only the newest.
    """
    offers = _offers_to(person_ids)
    taken = {(one.person_id, one.fact): one for one in TakenFact.objects.filter(person__in=person_ids)}
    concerned = {person for person in person_ids if offers.get(person)} | {person for person, _ in taken}
    given_before = _facts_of({one.row_id for one in taken.values()})
    changed: list[Person] = []
    keep: list[TakenFact] = []
    drop: list[uuid.UUID] = []
    for person in Person.objects.filter(pk__in=concerned):
        was = [getattr(person, fact) for fact in _NOTHING]
        for fact, nothing in _NOTHING.items():
            before = taken.get((person.pk, fact))
            value = getattr(person, fact)
            if before and value == given_before.get(before.row_id, {}).get(fact, nothing):
                value = nothing
            offered = next(((row, facts[fact]) for row, facts in offers.get(person.pk, []) if fact in facts), None)
            source = None if value or offered is None else offered[0]
            if offered is not None and source is not None:
                value = offered[1]
            setattr(person, fact, value)
            if before and before.row_id != source:
                drop.append(before.pk)
            if source and (before is None or before.row_id != source):
                keep.append(TakenFact(municipality_id=actor.municipality_id, person=person, fact=fact, row_id=source))
        if [getattr(person, fact) for fact in _NOTHING] != was:
            changed.append(person)
    TakenFact.objects.filter(pk__in=drop).delete()
    TakenFact.objects.bulk_create(keep, batch_size=2000)
    if changed:
        note_circumstances(actor=actor, people=changed, source="registers")


def _offers_to(person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[tuple[uuid.UUID, dict[str, object]]]]:
    rows = (
        RegisterRow.objects.filter(counts_now("register__"), person__in=person_ids, offer__isnull=False)
        .order_by("register__made_at", "row", "pk")
        .values_list("person_id", "pk")
    )
    placed = [(person, row) for person, row in rows if person]
    facts = _facts_of(row for _, row in placed)
    found: dict[uuid.UUID, list[tuple[uuid.UUID, dict[str, object]]]] = defaultdict(list)
    for person, row in placed:
        found[person].append((row, facts[row]))
    return found


def _facts_of(row_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[str, object]]:
    found: dict[uuid.UUID, dict[str, object]] = {}
    for offer in Offer.objects.filter(row__in=set(row_ids)):
        said = json.loads(unseal(offer.municipality_id, offer.facts_sealed, purpose=OFFER_PURPOSE))
        found[offer.row_id] = {fact: True if fact == TakenFact.Fact.WHEELCHAIR else said[fact] for fact in said}
    return found
