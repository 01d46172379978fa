from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from huangyai.accounts.models import User
from huangyai.kernel import Actor, NationalId, Refusal
from huangyai.ledger.actions import record
from huangyai.people.access import require_registry_work
from huangyai.people.models import ID_PURPOSE, Household, Merge, NameGram, Person, PersonAccount
from huangyai.people.queries import find_by_national_id
from huangyai.people.rules import phone_digits, require_merge_reason, search_grams, thai_sort_key
from huangyai.places.models import Village
from huangyai.vault.sealing import keyed_hash, seal
from huangyai.walls.statistics import refresh_statistics


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of somebody when they are entered. `national_id` may be missing, never wrong."""

    given_name: str
    family_name: str = ""
    title: str = ""
    nickname: str = ""
    sex: str = ""
    birth_date: dt.date | None = None
    national_id: NationalId | None = None
    phone: str = ""
    wheelchair: bool = False


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """A house and who lives in it."""

    village: Village
    house_no: str
    members: Sequence[PersonFacts]
    latitude: float | None = None
    longitude: float | None = None


def admit_households(*, actor: Actor, households: Sequence[HouseholdFacts], source: str) -> list[Person]:
    """Enter many households at once, as a civil register brings them; people come back in the order given."""
    require_registry_work(actor)
    homes: list[Household] = []
    people: list[Person] = []
    for facts in households:
        home = Household(
            municipality_id=actor.municipality_id,
            village=facts.village,
            house_no=facts.house_no,
            latitude=facts.latitude,
            longitude=facts.longitude,
        )
        homes.append(home)
        people.extend(_person(actor, home, member) for member in facts.members)
    with transaction.atomic():
        Household.objects.bulk_create(homes, batch_size=2000)
        Person.objects.bulk_create(people, batch_size=2000)
        _index_names(actor, people)
        refresh_statistics(Household, Person, NameGram)
        record(
            actor=actor,
            verb="households.admitted",
            kind="people.household",
            households=len(homes),
            people=len(people),
            source=source,
        )
    return people


def register_person(*, actor: Actor, household: Household | None, facts: PersonFacts) -> Person:
    """Enter one person, after the search said that they are not there yet."""
    require_registry_work(actor)
    if facts.national_id and find_by_national_id(actor, facts.national_id):
        raise Refusal(
            "person-exists",
            th="มีคนที่ใช้เลขประจำตัวนี้ในทะเบียนแล้ว โปรดค้นหาและเปิดรายการเดิมแทนการเพิ่มใหม่",
            en="Somebody with this national id is already registered; search for them and open that entry instead.",
        )
    person = _person(actor, household, facts)
    with transaction.atomic():
        person.save(force_insert=True)
        _index_names(actor, [person])
        record(actor=actor, verb="person.registered", subject=person)
    return person


def merge_people(*, actor: Actor, alias: Person, canonical: Person, reason: str) -> Merge:
    """Say that two entries are one person. Nothing is deleted, so it can be taken back."""
    require_registry_work(actor)
    if alias.pk == canonical.pk:
        raise Refusal(
            "same-entry",
            th="เลือกรายการเดียวกันสองครั้ง โปรดเลือกคนละรายการ",
            en="That is the same entry twice; choose two.",
        )
    standing = Merge.objects.filter(taken_back_at__isnull=True)
    if standing.filter(alias__in=[alias, canonical]).exists() or standing.filter(canonical=alias).exists():
        raise Refusal(
            "already-merged",
            th="หนึ่งในสองรายการนี้รวมกับรายการอื่นอยู่แล้ว โปรดยกเลิกการรวมเดิมก่อน",
            en="One of these entries is already merged with another; take that merge back first.",
        )
    reason = require_merge_reason(reason)
    with transaction.atomic():
        merge = Merge.objects.create(
            municipality_id=actor.municipality_id,
            alias=alias,
            canonical=canonical,
            reason=reason,
            decided_by_id=actor.user_id,
        )
        record(actor=actor, verb="people.merged", subject=merge, alias=alias.pk, canonical=canonical.pk)
    return merge


def take_back_merge(*, actor: Actor, merge: Merge) -> Merge:
    """Two entries that were read as one person are two again. The merge stays on record."""
    require_registry_work(actor)
    with transaction.atomic():
        merge.taken_back_at = timezone.now()
        merge.save(update_fields=["taken_back_at"])
        record(actor=actor, verb="merge.taken-back", subject=merge, alias=merge.alias_id, canonical=merge.canonical_id)
    return merge


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is asked at the door or by telephone, and changes: how they are called, their phone, a wheelchair."""

    nickname: str = ""
    phone: str = ""
    wheelchair: bool = False


def correct_circumstances(*, actor: Actor, person: Person, circumstances: Circumstances) -> Person:
    """Put right what is known of one person: nickname, phone, wheelchair."""
    require_registry_work(actor)
    phone = phone_digits(circumstances.phone)
    if circumstances.phone.strip() and not phone:
        raise Refusal(
            "phone-impossible",
            th="เบอร์โทรศัพท์ต้องมี 9 หรือ 10 หลักและขึ้นต้นด้วย 0 โปรดตรวจอีกครั้ง",
            en="A phone number has 9 or 10 digits and begins with 0; please check it.",
        )
    person.nickname, person.phone = circumstances.nickname.strip()[:40], phone
    person.wheelchair = circumstances.wheelchair
    with transaction.atomic():
        person.save(update_fields=["nickname", "phone", "wheelchair"])
        _index_again(actor, [person])
        record(actor=actor, verb="person.circumstances-corrected", subject=person)
    return person


def note_circumstances(*, actor: Actor, people: Sequence[Person], source: str) -> None:
    """Keep what a joined register added to people: nickname, phone, wheelchair. `people` carry the new values."""
    require_registry_work(actor)
    with transaction.atomic():
        Person.objects.bulk_update(people, ["nickname", "phone", "wheelchair"], batch_size=1000)
        _index_again(actor, people)
        record(
            actor=actor,
            verb="people.circumstances-noted",
            kind="people.person",
            people=len(people),
            source=source,
        )


def tie_account(*, actor: Actor, person: Person, user: User) -> PersonAccount:
    """Say which resident an account belongs to."""
    require_registry_work(actor)
    with transaction.atomic():
        tie = PersonAccount.objects.create(municipality_id=actor.municipality_id, person=person, user=user)
        record(actor=actor, verb="account.tied", subject=tie, person=person.pk, account=user.pk)
    return tie


def _person(actor: Actor, household: Household | None, facts: PersonFacts) -> Person:
    digits = facts.national_id.digits if facts.national_id else ""
    return Person(
        municipality_id=actor.municipality_id,
        household=household,
        title=facts.title,
        given_name=facts.given_name,
        family_name=facts.family_name,
        nickname=facts.nickname,
        sort_key=thai_sort_key(f"{facts.given_name} {facts.family_name}"),
        sex=facts.sex,
        birth_date=facts.birth_date,
        phone=facts.phone,
        wheelchair=facts.wheelchair,
        national_id_sealed=seal(actor.municipality_id, digits, purpose=ID_PURPOSE) if digits else None,
        national_id_hash=keyed_hash(actor.municipality_id, digits, purpose=ID_PURPOSE) if digits else "",
    )


def _index_again(actor: Actor, people: Sequence[Person]) -> None:
    """A nickname that was learnt later must be found too."""
    NameGram.objects.filter(person__in=people).delete()
    _index_names(actor, people)


def _index_names(actor: Actor, people: Sequence[Person]) -> None:
    NameGram.objects.bulk_create(
        (
            NameGram(municipality_id=actor.municipality_id, person=person, gram=gram)
            for person in people
            for gram in sorted(search_grams(person.given_name, person.family_name, person.nickname))
        ),
        batch_size=5000,
    )
