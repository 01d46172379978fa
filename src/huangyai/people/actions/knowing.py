"""How somebody is reached and called, where else they live, and what they agreed to."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.access import require_registry_work
from huangyai.people.actions.circumstances import phone_impossible
from huangyai.people.actions.names import know_names
from huangyai.people.models import Address, Consent, Contact, HouseholdMember, OtherName, Person
from huangyai.people.rules import fold, phone_digits, require_past_day
from huangyai.places.models import Village


def add_contact(
    *, actor: Actor, person: Person, way: str, value: str, whose: str = "", source: str = "counter"
) -> Contact:
    """One more way to reach somebody: another telephone, a daughter's, a LINE name."""
    require_registry_work(actor)
    kept = phone_digits(value) if way == Contact.Way.PHONE else value.strip()[:80]
    if not kept:
        raise phone_impossible()
    with transaction.atomic():
        contact = Contact.objects.create(
            municipality_id=actor.municipality_id,
            person=person,
            way=way,
            value=kept,
            whose=whose.strip()[:80],
            source=source[:60],
            noted_by_id=actor.user_id,
        )
        record(actor=actor, verb="contact.noted", subject=contact, person=person.pk, way=way)
    return contact


def end_contact(*, actor: Actor, contact: Contact) -> Contact:
    """A telephone that nobody answers any more; it is not shown, and not searched."""
    require_registry_work(actor)
    with transaction.atomic():
        contact.ended_at = timezone.now()
        contact.save(update_fields=["ended_at"])
        record(actor=actor, verb="contact.ended", subject=contact)
    return contact


def add_other_name(*, actor: Actor, person: Person, kind: str, name: str, source: str = "counter") -> OtherName:
    """A nickname or a former name, by which somebody is found from now on."""
    require_registry_work(actor)
    name = name.strip()[:80]
    if not fold(name):
        raise Refusal("name-missing", th="โปรดเขียนชื่อเป็นตัวอักษร", en="Please write the name in letters.")
    with transaction.atomic():
        other = OtherName.objects.create(
            municipality_id=actor.municipality_id,
            person=person,
            kind=kind,
            name=name,
            fold=fold(name),
            source=source[:60],
            noted_by_id=actor.user_id,
        )
        know_names(actor, [], [other])
        record(actor=actor, verb="name.noted", subject=other, person=person.pk)
    return other


def remove_other_name(*, actor: Actor, other_name: OtherName) -> None:
    """A name that was noted by mistake; the ledger keeps that it was."""
    require_registry_work(actor)
    with transaction.atomic():
        record(actor=actor, verb="name.removed", subject=other_name, person=other_name.person_id)
        other_name.delete()


def add_address(
    *,
    actor: Actor,
    person: Person,
    kind: str,
    village: Village | None = None,
    house_no: str = "",
    elsewhere: str = "",
    begins_on: dt.date | None = None,
    source: str = "counter",
) -> Address:
    """Where somebody lives, is registered or works besides the house in which they are counted."""
    require_registry_work(actor)
    if not village and not elsewhere.strip():
        raise Refusal(
            "address-missing",
            th="โปรดเลือกหมู่บ้าน หรือเขียนที่อยู่นอกพื้นที่",
            en="Choose a village, or write the address elsewhere.",
        )
    with transaction.atomic():
        address = Address.objects.create(
            municipality_id=actor.municipality_id,
            person=person,
            kind=kind,
            village=village,
            house_no=house_no.strip()[:40],
            elsewhere=elsewhere.strip()[:200],
            begins_on=begins_on,
            source=source[:60],
            noted_by_id=actor.user_id,
        )
        record(actor=actor, verb="address.noted", subject=address, person=person.pk, address=kind)
    return address


def end_address(*, actor: Actor, address: Address) -> Address:
    """Somebody lives, works or is registered there no longer."""
    require_registry_work(actor)
    with transaction.atomic():
        address.ends_on = timezone.localdate()
        address.save(update_fields=["ends_on"])
        record(actor=actor, verb="address.ended", subject=address)
    return address


def record_consent(
    *,
    actor: Actor,
    person: Person,
    purpose: str,
    answer: str,
    answered_on: dt.date,
    spoken_by: str = "",
    until: dt.date | None = None,
) -> Consent:
    """What somebody answered about one use of what is known of them; their newest answer counts."""
    require_registry_work(actor)
    require_past_day(answered_on, timezone.localdate())
    if until and until <= answered_on:
        raise Refusal(
            "consent-ends-before",
            th="วันสิ้นสุดต้องอยู่หลังวันที่ตอบ",
            en="The day until which it holds comes after the day of the answer.",
        )
    with transaction.atomic():
        consent = Consent.objects.create(
            municipality_id=actor.municipality_id,
            person=person,
            purpose=purpose,
            answer=answer,
            spoken_by=spoken_by.strip()[:80],
            answered_on=answered_on,
            until=until if answer == Consent.Answer.GIVEN else None,
            noted_by_id=actor.user_id,
        )
        record(actor=actor, verb="consent.recorded", subject=consent, person=person.pk, purpose=purpose, answer=answer)
    return consent


def note_part(*, actor: Actor, member: HouseholdMember, part: str, source: str = "counter") -> HouseholdMember:
    """Somebody is a dependant, a carer or a plain member of the house from today. Another head is a change request."""
    require_registry_work(actor)
    if HouseholdMember.Part.HEAD in {part, member.part}:
        raise Refusal(
            "head-needs-request",
            th="การเปลี่ยนเจ้าบ้านต้องเสนอเป็นคำขอ ให้เจ้าหน้าที่อีกคนตรวจ",
            en="Another head of the household is proposed as a change, which somebody else approves.",
        )
    today = timezone.localdate()
    with transaction.atomic():
        member.ends_on = today
        member.save(update_fields=["ends_on"])
        again = HouseholdMember.objects.create(
            municipality_id=actor.municipality_id,
            household_id=member.household_id,
            person_id=member.person_id,
            part=part,
            stay=member.stay,
            begins_on=today,
            source=source[:60],
            noted_by_id=actor.user_id,
        )
        record(actor=actor, verb="household-part.noted", subject=again, person=member.person_id, part=part)
    return again
