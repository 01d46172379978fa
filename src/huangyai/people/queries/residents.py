from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count
from django.db.models.functions import Cast
from django.utils import timezone

from huangyai.kernel import Actor, BadInput, NationalId, NotFound
from huangyai.people.access import may_see_identity, visible_people
from huangyai.people.models import ID_PURPOSE, Contact, Death, Household, Merge, Person, PersonAccount
from huangyai.people.queries.searching import search_by_name
from huangyai.people.rules import SHORTEST_NUMBER, age_on, digits_of, fold, house_number, without_title
from huangyai.vault.sealing import keyed_hash, unseal

_MOST_NUMBERED = 100


@dataclass(frozen=True, slots=True)
class Resident:
    """A resident as lists show one."""

    person: Person
    age: int | None
    village: str
    house_no: str


def people(actor: Actor, *, search: str = "", village_id: uuid.UUID | None = None) -> models.QuerySet[Person]:
    """Residents in Thai order; with `search`, those whose name, nickname, phone or national id fits, best first.

    A search by name finds 100 at most: who gets so many types a letter more.
    """
    found = standing(visible_people(actor)).select_related("household__village")
    if village_id:
        found = found.filter(household__village_id=village_id)
    text = without_title(search.replace("\0", ""))
    if not text:
        return found.order_by("sort_key", "pk")
    if house_no := house_number(text):
        return found.filter(household__house_no=house_no).order_by("household__village__number", "sort_key", "pk")
    digits = digits_of(text)
    if len(digits) >= SHORTEST_NUMBER:
        # Three questions with an index each are quicker than one with OR, which would read everybody.
        reached = Contact.objects.filter(value=digits, ended_at__isnull=True).values_list("person_id", flat=True)
        phoned = Person.objects.filter(phone=digits).order_by().values_list("pk", flat=True)
        ids = _with_id(actor, text) + list(phoned[:_MOST_NUMBERED]) + list(reached[:_MOST_NUMBERED])
        return found.filter(pk__in=_canonical_ids(ids)).order_by("sort_key", "pk")
    return _in_this_order(found, _canonical_ids(search_by_name(text, village_id)))


def _in_this_order(found: models.QuerySet[Person], ids: list[uuid.UUID]) -> models.QuerySet[Person]:
    if not ids:
        return found.none()
    order = Cast(models.Value("{" + ",".join(map(str, ids)) + "}"), ArrayField(models.UUIDField()))
    place = models.Func(order, models.F("pk"), function="array_position", output_field=models.IntegerField())
    return found.filter(pk__in=ids).order_by(place)


def _canonical_ids(ids: list[uuid.UUID]) -> list[uuid.UUID]:
    """Whom these entries are read as, each once, in their order."""
    read_as = dict(
        Merge.objects.filter(alias_id__in=ids, taken_back_at__isnull=True).values_list("alias_id", "canonical_id")
    )
    return list(dict.fromkeys(read_as.get(found, found) for found in ids))


def residents(found: models.QuerySet[Person], *, first: int = 0, most: int = 50) -> list[Resident]:
    """One page of a list of people, ready to show; one query whatever its length."""
    return as_residents(found[first : first + most])


def as_residents(people: Iterable[Person]) -> list[Resident]:
    """People that were read with their households, ready to show."""
    today = timezone.localdate()
    return [
        Resident(
            person,
            age_on(person.birth_date, today),
            str(person.household.village) if person.household else "",
            person.household.house_no if person.household else "",
        )
        for person in people
    ]


def person(actor: Actor, person_id: uuid.UUID) -> Person:
    """One person, or NotFound when there is none that the actor may see."""
    found = (
        visible_people(actor)
        .select_related("household__village", "admission__admitted_by", "death")
        .filter(pk=person_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def masked_national_id(actor: Actor, person: Person) -> str:
    """The id's last digits, to compare with a card in the hand; nothing for those who don't do that."""
    if not may_see_identity(actor) or not person.national_id_sealed:
        return ""
    return NationalId(unseal(person.municipality_id, person.national_id_sealed, purpose=ID_PURPOSE)).masked


def canonical_of(actor: Actor, person: Person) -> Person:
    """Whom an entry is read as: itself, if it stands in no merge."""
    held = Merge.objects.filter(alias=person, taken_back_at__isnull=True, canonical__in=visible_people(actor))
    merge = held.select_related("canonical__household__village").first()
    return merge.canonical if merge else person


def merges_of(actor: Actor, person: Person) -> list[Merge]:
    """Entries that are read as this person, and the entry that this one is read as; taken-back ones are left out."""
    either = models.Q(canonical=person) | models.Q(alias=person)
    return list(
        Merge.objects.filter(either, taken_back_at__isnull=True)
        .filter(canonical__in=visible_people(actor))
        .select_related("alias", "canonical", "decided_by")
        .order_by("made_at")
    )


def merge(actor: Actor, merge_id: uuid.UUID) -> Merge:
    """One merge that still holds, or NotFound."""
    found = (
        Merge.objects.filter(pk=merge_id, taken_back_at__isnull=True, canonical__in=visible_people(actor))
        .select_related("canonical__household__village")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def person_of_account(actor: Actor) -> Person | None:
    """The resident behind the account that acts, if the register knows."""
    if not actor.user_id:
        return None
    tie = PersonAccount.objects.filter(user_id=actor.user_id).select_related("person__household__village").first()
    return tie.person if tie else None


def count_people(actor: Actor) -> tuple[int, int]:
    """People and households here; counts are public."""
    doubles = Merge.objects.filter(taken_back_at__isnull=True).count()
    return Person.objects.count() - doubles - Death.objects.count(), Household.objects.count()


def is_empty(actor: Actor) -> bool:
    """Whether nobody was entered here yet."""
    return not Person.objects.exists()


def count_at_most(found: models.QuerySet[Person], most: int) -> int:
    """How many people a question finds, counted no further than `most`."""
    return found.order_by().values("pk")[:most].count()


def people_by_village(actor: Actor) -> dict[uuid.UUID, int]:
    """How many people live in each village."""
    here = standing(Person.objects.filter(household__isnull=False))
    rows = here.values_list("household__village_id").annotate(n=Count("pk"))
    return dict(rows)


def age(person: Person, day: dt.date | None = None) -> int | None:
    """Full years of age today, or on a day."""
    return age_on(person.birth_date, day or timezone.localdate())


def find_by_national_id(actor: Actor, national_id: NationalId) -> Person | None:
    """Whoever has this id, by its keyed hash: the id itself is never searched in the clear."""
    return Person.objects.filter(national_id_hash=id_key(actor, national_id)).first()


def id_key(actor: Actor, national_id: NationalId) -> str:
    """The keyed hash by which an id is found in this municipality."""
    return keyed_hash(actor.municipality_id, national_id.digits, purpose=ID_PURPOSE)


def people_by_national_id() -> dict[str, Person]:
    """Everybody whose id is known, by its keyed hash; for joining whole lists."""
    return {person.national_id_hash: person for person in Person.objects.exclude(national_id_hash="").order_by("-pk")}


def called_exactly(full_name: str, village_id: uuid.UUID) -> list[Person]:
    """Residents of a village who bear this given name and family name, spelt as search allows for one sound.

    For whoever may not search the register: a name and a place that they know already are found or not, nothing is near.
    """
    asked = fold(without_title(full_name))
    found = standing(Person.objects.filter(pk__in=_canonical_ids(search_by_name(full_name, village_id))))
    return [person for person in found if fold(without_title(person.full_name)) == asked]


def standing(found: models.QuerySet[Person], *, dead: bool = False) -> models.QuerySet[Person]:
    """Without the entries that are read as another one and, unless they are wanted, without the dead."""
    aliases = Merge.objects.filter(alias_id=models.OuterRef("pk"), taken_back_at__isnull=True)
    found = found.exclude(models.Exists(aliases))
    return found if dead else found.exclude(models.Exists(Death.objects.filter(person_id=models.OuterRef("pk"))))


def _with_id(actor: Actor, text: str) -> list[uuid.UUID]:
    try:
        national_id = NationalId.parse(text)
    except BadInput:
        return []
    found = find_by_national_id(actor, national_id)
    return [found.pk] if found else []
