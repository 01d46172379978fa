from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import models
from django.db.models import Count
from django.utils import timezone

from huangyai.kernel import Actor, BadInput, NationalId, NotFound
from huangyai.people.access import visible_households, visible_people
from huangyai.people.models import ID_PURPOSE, Household, NameGram, Person
from huangyai.people.rules import age_on, search_grams
from huangyai.vault.sealing import keyed_hash, unseal


@dataclass(frozen=True, slots=True)
class Resident:
    """A resident as lists show one."""

    person: Person
    age: int | None
    village: str
    house_no: str


def people(actor: Actor, *, search: str = "", village_id: uuid.UUID | None = None) -> models.QuerySet[Person]:
    """Residents in Thai order; with `search`, those whose name, nickname, phone or national id fits, best first."""
    found = visible_people(actor).select_related("household__village")
    if village_id:
        found = found.filter(household__village_id=village_id)
    text = search.strip()
    if not text:
        return found.order_by("sort_key", "pk")
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) >= 9:
        return found.filter(models.Q(phone=digits) | models.Q(pk__in=_with_id(actor, text))).order_by("sort_key")
    grams = search_grams(*text.split())
    if not grams:
        return found.none()
    # Pairs of letters in common, counted through an index that row security can use (`=` only).
    needed = max(1, (len(grams) * 6 + 9) // 10)
    near = (
        NameGram.objects.filter(gram__in=grams)
        .values("person_id")
        .annotate(shared=Count("gram", distinct=True))
        .filter(shared__gte=needed)
    )
    shared = near.filter(person_id=models.OuterRef("pk")).values("shared")
    return (
        found.filter(pk__in=near.values("person_id"))
        .annotate(shared=models.Subquery(shared))
        .order_by("-shared", "sort_key")
    )


def residents(found: models.QuerySet[Person], *, first: int = 0, most: int = 50) -> list[Resident]:
    """One page of a list of people, ready to show; two queries whatever its length."""
    today = timezone.localdate()
    return [
        Resident(
            person,
            age_on(person.birth_date, today),
            str(person.household.village) if person.household else "",
            person.household.house_no if person.household else "",
        )
        for person in found[first : first + most]
    ]


def person(actor: Actor, person_id: uuid.UUID) -> Person:
    """One person, or NotFound when there is none that the actor may see."""
    found = visible_people(actor).select_related("household__village").filter(pk=person_id).first()
    if found is None:
        raise NotFound
    return found


def masked_national_id(person: Person) -> str:
    """The id's last digits, to compare with a card in the hand."""
    if not person.national_id_sealed:
        return ""
    return NationalId(unseal(person.municipality_id, person.national_id_sealed, purpose=ID_PURPOSE)).masked


def household_members(actor: Actor, household: Household) -> list[Person]:
    """Who lives in a house, oldest first."""
    return list(visible_people(actor).filter(household=household).order_by(models.F("birth_date").asc(nulls_last=True)))


def count_people(actor: Actor) -> tuple[int, int]:
    """People and households here; counts are public."""
    return Person.objects.count(), Household.objects.count()


def people_by_village(actor: Actor) -> dict[uuid.UUID, int]:
    """How many people live in each village."""
    rows = Person.objects.filter(household__isnull=False).values_list("household__village_id").annotate(n=Count("pk"))
    return dict(rows)


def household_of(actor: Actor, household_id: uuid.UUID) -> Household:
    """One household, or NotFound."""
    found = visible_households(actor).select_related("village").filter(pk=household_id).first()
    if found is None:
        raise NotFound
    return found


def age(person: Person, day: dt.date | None = None) -> int | None:
    """Full years of age today, or on a day."""
    return age_on(person.birth_date, day or timezone.localdate())


def find_by_national_id(actor: Actor, national_id: NationalId) -> Person | None:
    """Whoever has this id, by its keyed hash: the id itself is never searched in the clear."""
    wanted = keyed_hash(actor.municipality_id, national_id.digits, purpose=ID_PURPOSE)
    return Person.objects.filter(national_id_hash=wanted).first()


def _with_id(actor: Actor, text: str) -> list[uuid.UUID]:
    try:
        national_id = NationalId.parse(text)
    except BadInput:
        return []
    found = find_by_national_id(actor, national_id)
    return [found.pk] if found else []
