"""Households: who lives in them as what and since when, and where they stand."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Count
from django.db.models.functions import Coalesce

from huangyai.kernel import Actor, NotFound
from huangyai.people.access import visible_households, visible_people
from huangyai.people.models import Household, HouseholdMember, Person
from huangyai.people.queries.residents import standing
from huangyai.places.models import Village

_MOST_AROUND = 300


def household_members(actor: Actor, household: Household) -> list[Person]:
    """Who lives in a house, oldest first."""
    members = standing(visible_people(actor)).select_related("household__village").filter(household=household)
    return list(members.order_by(models.F("birth_date").asc(nulls_last=True), "sort_key"))


def members_over_time(actor: Actor, household: Household) -> list[HouseholdMember]:
    """Everybody who is or was a member, the head first, those who left last; entries read as another are left out."""
    head_first = models.Case(models.When(part=HouseholdMember.Part.HEAD, then=0), default=1)
    return list(
        HouseholdMember.objects.filter(household=household, person__in=_here(actor, household))
        .select_related("person")
        .order_by(
            models.F("ends_on").desc(nulls_first=True),
            head_first,
            models.F("person__birth_date").asc(nulls_last=True),
            "person__sort_key",
        )
    )


def _here(actor: Actor, household: Household) -> models.QuerySet[Person]:
    """Whoever was ever here and is nobody's double; the dead stay in the story of their house."""
    return standing(visible_people(actor), dead=True).filter(memberships__household=household)


def member_of(actor: Actor, household: Household, member_id: uuid.UUID) -> HouseholdMember:
    """One present membership of a household, or NotFound."""
    found = HouseholdMember.objects.filter(
        pk=member_id, household=household, ends_on__isnull=True, person__in=visible_people(actor)
    )
    member = found.select_related("person").first()
    if member is None:
        raise NotFound
    return member


def households(actor: Actor, *, village_id: uuid.UUID | None = None, house_no: str = "") -> models.QuerySet[Household]:
    """Households by village and house number, with how many people live in each."""
    found = visible_households(actor).select_related("village").annotate(people=people_in(models.OuterRef("pk")))
    if village_id:
        found = found.filter(village_id=village_id)
    if house_no:
        found = found.filter(house_no=house_no)
    return found.order_by("place_key", "house_no", "pk")


def people_in(household: models.OuterRef) -> Coalesce:
    """How many people are counted in a household, asked only for the rows that a page shows."""
    counted = Person.objects.filter(household_id=household).order_by().values("household_id")
    return Coalesce(models.Subquery(counted.annotate(n=Count("pk")).values("n")), 0)


def households_named(actor: Actor, ids: Sequence[str]) -> list[Household]:
    """The households with these ids that the actor sees; what is no id is left out."""
    wanted = []
    for text in ids:
        try:
            wanted.append(uuid.UUID(text))
        except ValueError:
            continue
    return list(visible_households(actor).filter(pk__in=wanted))


def household_of(actor: Actor, household_id: uuid.UUID) -> Household:
    """One household, or NotFound."""
    found = visible_households(actor).select_related("village").filter(pk=household_id).first()
    if found is None:
        raise NotFound
    return found


def household_at(actor: Actor, village: Village, house_no: str) -> Household | None:
    """The house with this number in a village, if the register has one."""
    return visible_households(actor).filter(village=village, house_no=house_no.strip()).order_by("made_at").first()


def household_on_map(actor: Actor, household: Household) -> dict[str, Any] | None:
    """The house among the houses of its village, as GeoJSON; nothing if nobody has placed it."""
    if household.longitude is None or household.latitude is None:
        return None
    around = visible_households(actor).filter(village_id=household.village_id, latitude__isnull=False)
    others = around.exclude(pk=household.pk).order_by("place_key")[:_MOST_AROUND]
    return {
        "type": "FeatureCollection",
        "features": [
            *(_dot(other, tone=6, opacity=0.35, size=4) for other in others),
            _dot(household, tone="red", opacity=1, size=9),
        ],
    }


def places_to_choose_from(actor: Actor, household: Household | None = None) -> dict[str, Any] | None:
    """What somebody sees who presses the map where a house or a village stands: the villages, and the houses around.

    Nothing where no village has a place yet; then it is typed.
    """
    points = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [village.longitude, village.latitude]},
            "properties": {"name": str(village), "tone": 2, "size": 7},
        }
        for village in Village.objects.filter(latitude__isnull=False, longitude__isnull=False).order_by(
            "number", "code"
        )
        if household is None or village.pk == household.village_id
    ]
    if household is not None:
        around = visible_households(actor).filter(village_id=household.village_id, latitude__isnull=False)
        others = around.exclude(pk=household.pk).order_by("place_key")[:_MOST_AROUND]
        points += [_dot(other, tone=6, opacity=0.35, size=4) for other in others]
    return {"type": "FeatureCollection", "features": points} if points else None


def _dot(household: Household, **looks: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [household.longitude, household.latitude]},
        "properties": {"name": household.house_no, "text": household.house_no, **looks},
    }
