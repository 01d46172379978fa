"""Who is whose parent, spouse, brother or sister, guardian or carer."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.access import require_registry_work
from huangyai.people.models import Kinship, Person


@dataclass(frozen=True, slots=True)
class KinFacts:
    """`person` is the parent, spouse, sibling, guardian or carer (`kind`) of `relative`; ids of two people."""

    person: uuid.UUID
    relative: uuid.UUID
    kind: str


def note_kinship(
    *, actor: Actor, person: Person, relative: Person, kind: str, source: str, begins_on: dt.date | None = None
) -> Kinship:
    """Say that `person` is the parent, spouse, sibling, guardian or carer of `relative`."""
    require_registry_work(actor)
    if person.pk == relative.pk:
        raise Refusal(
            "kin-of-oneself",
            th="ไม่มีใครเป็นญาติของตนเอง โปรดเลือกอีกคน",
            en="Nobody is their own kin; choose another person.",
        )
    if _said_already(person.pk, relative.pk, kind):
        raise Refusal("kinship-known", th="บันทึกความเป็นญาตินี้ไว้แล้ว", en="This kinship is on record already.")
    with transaction.atomic():
        tie, _ = Kinship.objects.update_or_create(
            municipality_id=actor.municipality_id,
            person=person,
            relative=relative,
            kind=kind,
            defaults={"begins_on": begins_on, "ends_on": None, "source": source[:60], "noted_by_id": actor.user_id},
        )
        record(actor=actor, verb="kinship.noted", subject=tie, person=person.pk, relative=relative.pk, tie=kind)
    return tie


def note_many_kin(*, actor: Actor, ties: Sequence[KinFacts], source: str) -> int:
    """Keep the kinships that a register tells; those on record stay as they are. Returns how many were told."""
    require_registry_work(actor)
    with transaction.atomic():
        Kinship.objects.bulk_create(
            (
                Kinship(
                    municipality_id=actor.municipality_id,
                    person_id=tie.person,
                    relative_id=tie.relative,
                    kind=tie.kind,
                    source=source[:60],
                    noted_by_id=actor.user_id,
                )
                for tie in ties
                if tie.person != tie.relative
            ),
            batch_size=2000,
            ignore_conflicts=True,
        )
        record(actor=actor, verb="kinships.noted", kind="people.kinship", ties=len(ties), source=source)
    return len(ties)


def end_kinship(*, actor: Actor, kinship: Kinship) -> Kinship:
    """A marriage, a guardianship or a carer's duty ends. The row stays, and so do the walls that stand on it."""
    require_registry_work(actor)
    with transaction.atomic():
        kinship.ends_on = timezone.localdate()
        kinship.save(update_fields=["ends_on"])
        record(actor=actor, verb="kinship.ended", subject=kinship)
    return kinship


def _said_already(person: uuid.UUID, relative: uuid.UUID, kind: str) -> bool:
    pairs = [(person, relative)]
    if kind in {Kinship.Kind.SPOUSE, Kinship.Kind.SIBLING}:
        pairs.append((relative, person))
    return any(
        Kinship.objects.filter(person_id=one, relative_id=other, kind=kind, ends_on__isnull=True).exists()
        for one, other in pairs
    )
