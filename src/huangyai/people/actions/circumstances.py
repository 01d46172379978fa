"""What changes in somebody's life and is simply noted: nickname, telephone, wheelchair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.access import require_registry_work
from huangyai.people.actions.names import call_by_nickname
from huangyai.people.models import Person, ValueSource
from huangyai.people.rules import phone_digits

_KEPT = ("nickname", "phone", "wheelchair")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is asked at the door or by telephone, and changes: how they are called, their phone, a wheelchair."""

    nickname: str = ""
    phone: str = ""
    wheelchair: bool = False


def correct_circumstances(
    *, actor: Actor, person: Person, circumstances: Circumstances, source: str = "counter"
) -> Person:
    """Put right what is known of one person: nickname, phone, wheelchair."""
    require_registry_work(actor)
    phone = phone_digits(circumstances.phone)
    if circumstances.phone.strip() and not phone:
        raise phone_impossible()
    person.nickname, person.phone = circumstances.nickname.strip()[:40], phone
    person.wheelchair = circumstances.wheelchair
    with transaction.atomic():
        _keep(actor, [person], source)
        record(actor=actor, verb="person.circumstances-corrected", subject=person)
    return person


def note_circumstances(*, actor: Actor, people: Sequence[Person], source: str) -> None:
    """Keep what a joined register added to people: nickname, phone, wheelchair. `people` carry the new values."""
    require_registry_work(actor)
    with transaction.atomic():
        _keep(actor, people, source)
        record(
            actor=actor,
            verb="people.circumstances-noted",
            kind="people.person",
            people=len(people),
            source=source,
        )


def phone_impossible() -> Refusal:
    """No telephone in Thailand has this number."""
    return Refusal(
        "phone-impossible",
        th="เบอร์โทรศัพท์ต้องมี 9 หรือ 10 หลักและขึ้นต้นด้วย 0 โปรดตรวจอีกครั้ง",
        en="A phone number has 9 or 10 digits and begins with 0; please check it.",
    )


def _keep(actor: Actor, people: Sequence[Person], source: str) -> None:
    before = Person.objects.select_for_update().only(*_KEPT).in_bulk([person.pk for person in people])
    today = timezone.localdate()
    changed: list[Person] = []
    said: list[ValueSource] = []
    for person in people:
        fresh = [field for field in _KEPT if getattr(before[person.pk], field) != getattr(person, field)]
        if fresh:
            changed.append(person)
        said.extend(
            ValueSource(
                municipality_id=actor.municipality_id,
                person=person,
                field=field,
                value=str(getattr(person, field))[:120],
                source=source[:120],
                said_on=today,
                noted_by_id=actor.user_id,
            )
            for field in fresh
        )
    Person.objects.bulk_update(changed, _KEPT, batch_size=1000)
    ValueSource.objects.bulk_create(said, batch_size=2000)
    call_by_nickname(actor, changed, source)
