"""People enter the register: a whole list at once, or one of them at the counter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from huangyai.accounts.models import User
from huangyai.kernel import Actor, NationalId, Refusal, new_id
from huangyai.ledger.actions import record
from huangyai.people.access import require_registry_work
from huangyai.people.actions.names import call_by_nickname, know_names
from huangyai.people.models import (
    ID_PURPOSE,
    Admission,
    Household,
    HouseholdMember,
    KnownName,
    Person,
    PersonAccount,
)
from huangyai.people.queries import find_by_national_id
from huangyai.people.rules import fold, place_key, thai_sort_key
from huangyai.places.models import Village
from huangyai.vault.sealing import keyed_hash, seal
from huangyai.walls.copying import copy_rows
from huangyai.walls.statistics import refresh_statistics

_HOUSEHOLD = ("id", "made_at", "municipality_id", "village_id", "house_no", "latitude", "longitude", "place_key")
_MEMBER = ("id", "made_at", "municipality_id", "household_id", "person_id", "part", "stay", "source")
_PERSON = tuple(field.attname for field in Person._meta.concrete_fields)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of somebody when they are entered. `national_id` may be missing, never wrong.

    `part` is what they are in the household, `stay` whether they live there or are only registered there.
    """

    given_name: str
    family_name: str = ""
    title: str = ""
    nickname: str = ""
    sex: str = ""
    birth_date: dt.date | None = None
    national_id: NationalId | None = None
    phone: str = ""
    wheelchair: bool = False
    part: str = HouseholdMember.Part.MEMBER.value
    stay: str = HouseholdMember.Stay.BOTH.value


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
    with transaction.atomic():
        admission = _admission(actor, source)
        homes: list[Household] = []
        people: list[Person] = []
        parts: list[PersonFacts] = []
        for facts in households:
            home = Household(
                municipality_id=actor.municipality_id,
                village=facts.village,
                house_no=facts.house_no,
                latitude=facts.latitude,
                longitude=facts.longitude,
                place_key=place_key(facts.village.code, facts.house_no),
                made_at=admission.made_at,
            )
            homes.append(home)
            people.extend(new_person(actor, home, member, admission) for member in facts.members)
            parts.extend(facts.members)
        copy_rows(Household, _HOUSEHOLD, ([getattr(home, column) for column in _HOUSEHOLD] for home in homes))
        copy_rows(Person, _PERSON, ([getattr(person, column) for column in _PERSON] for person in people))
        copy_rows(HouseholdMember, _MEMBER, _member_rows(people, parts, admission))
        for home in homes:
            home._state.adding, home._state.db = False, "default"
        know_names(actor, people)
        call_by_nickname(actor, people, source)
        refresh_statistics(Household, Person, HouseholdMember, KnownName)
        record(
            actor=actor,
            verb="households.admitted",
            kind="people.household",
            households=len(homes),
            people=len(people),
            source=source,
        )
    return people


def register_person(
    *,
    actor: Actor,
    household: Household | None,
    facts: PersonFacts,
    new_home: tuple[Village, str] | None = None,
    source: str = "counter",
) -> Person:
    """Enter one person, after the search said that they are not there yet; with `new_home` (village and number) in a house
    that is added with them.
    """
    require_registry_work(actor)
    if facts.national_id and find_by_national_id(actor, facts.national_id):
        raise Refusal(
            "person-exists",
            th="มีคนที่ใช้เลขประจำตัวนี้ในทะเบียนแล้ว โปรดค้นหาและเปิดรายการเดิมแทนการเพิ่มใหม่",
            en="Somebody with this national id is already registered; search for them and open that entry instead.",
        )
    with transaction.atomic():
        if household is None and new_home:
            village, house_no = new_home
            household = Household.objects.create(
                municipality_id=actor.municipality_id,
                village=village,
                house_no=house_no,
                place_key=place_key(village.code, house_no),
            )
            record(actor=actor, verb="household.added", subject=household)
        person = new_person(actor, household, facts, _admission(actor, source))
        person.save(force_insert=True)
        if household:
            HouseholdMember.objects.create(
                municipality_id=actor.municipality_id,
                household=household,
                person=person,
                part=facts.part,
                stay=facts.stay,
                source=source,
                noted_by_id=actor.user_id,
            )
        know_names(actor, [person])
        call_by_nickname(actor, [person], source)
        record(actor=actor, verb="person.registered", subject=person)
    return person


def tie_account(*, actor: Actor, person: Person, user: User) -> PersonAccount:
    """Say which resident an account belongs to."""
    require_registry_work(actor)
    with transaction.atomic():
        tie = PersonAccount.objects.create(municipality_id=actor.municipality_id, person=person, user=user)
        record(actor=actor, verb="account.tied", subject=tie, person=person.pk, account=user.pk)
    return tie


def new_person(actor: Actor, household: Household | None, facts: PersonFacts, admission: Admission) -> Person:
    """A row for somebody new, not yet written. The values stand in the order of the columns, which is far quicker."""
    here = actor.municipality_id
    digits = facts.national_id.digits if facts.national_id else ""
    given, family = facts.given_name, facts.family_name
    values: dict[str, Any] = {
        "id": new_id(),
        "made_at": admission.made_at,
        "municipality_id": here,
        "household_id": household.pk if household else None,
        "admission_id": admission.pk,
        "title": facts.title,
        "given_name": given,
        "family_name": family,
        "nickname": facts.nickname,
        "sort_key": thai_sort_key(f"{given} {family}"),
        "given_fold": fold(given),
        "family_fold": fold(family),
        "sex": facts.sex,
        "birth_date": facts.birth_date,
        "phone": facts.phone,
        "wheelchair": facts.wheelchair,
        "national_id_sealed": seal(here, digits, purpose=ID_PURPOSE) if digits else None,
        "national_id_hash": keyed_hash(here, digits, purpose=ID_PURPOSE) if digits else "",
    }
    person = Person.from_db("default", _PERSON, [values[column] for column in _PERSON])
    if household:
        Person._meta.get_field("household").set_cached_value(person, household)
    return person


def _admission(actor: Actor, source: str) -> Admission:
    return Admission.objects.create(
        municipality_id=actor.municipality_id, source=source[:60], admitted_by_id=actor.user_id
    )


def _member_rows(
    people: Sequence[Person], parts: Sequence[PersonFacts], admission: Admission
) -> Iterator[tuple[Any, ...]]:
    """Who noted them stands with the admission."""
    for person, facts in zip(people, parts, strict=True):
        yield (
            new_id(),
            admission.made_at,
            admission.municipality_id,
            person.household_id,
            person.pk,
            facts.part,
            facts.stay,
            admission.source,
        )
