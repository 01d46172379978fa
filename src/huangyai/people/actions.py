from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from huangyai.accounts.models import User
from huangyai.kernel import Actor, NationalId, Refusal
from huangyai.ledger.actions import record
from huangyai.people.access import require_registry_work
from huangyai.people.models import ID_PURPOSE, Household, Merge, NameGram, Person, PersonAccount
from huangyai.people.queries import find_by_national_id
from huangyai.people.rules import search_grams, thai_sort_key
from huangyai.places.models import Village
from huangyai.vault.sealing import keyed_hash, seal


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
    homes, people = [], []
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


def note_circumstances(*, actor: Actor, people: Sequence[Person], source: str) -> None:
    """Keep what a joined register added to people: nickname, phone, wheelchair. `people` carry the new values."""
    require_registry_work(actor)
    with transaction.atomic():
        Person.objects.bulk_update(people, ["nickname", "phone", "wheelchair"], batch_size=1000)
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


def _index_names(actor: Actor, people: Sequence[Person]) -> None:
    NameGram.objects.bulk_create(
        (
            NameGram(municipality_id=actor.municipality_id, person=person, gram=gram)
            for person in people
            for gram in sorted(search_grams(person.given_name, person.family_name, person.nickname))
        ),
        batch_size=5000,
    )
