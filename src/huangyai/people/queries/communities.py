"""Communities with their households and committees."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import models
from django.db.models import Count

from huangyai.kernel import Actor, NotFound
from huangyai.people.access import visible_households
from huangyai.people.models import CommunityHousehold, CommunitySeat, Household
from huangyai.people.queries.households import people_in
from huangyai.people.queries.residents import people_by_village
from huangyai.places.models import Community, Village
from huangyai.places.queries import communities as all_communities
from huangyai.places.queries import villages


@dataclass(frozen=True, slots=True)
class CommunityLine:
    """A community as the list shows it."""

    community: Community
    chair: str
    households: int


def community_lines(actor: Actor) -> list[CommunityLine]:
    """Every community that stands, with its chair and how many households belong to it; three questions."""
    found = list(all_communities())
    chairs = {
        seat.community_id: seat.person.full_name
        for seat in CommunitySeat.objects.filter(
            duty=CommunitySeat.Duty.CHAIR, ends_on__isnull=True, community__in=found
        ).select_related("person")
    }
    sizes = dict(
        CommunityHousehold.objects.filter(ends_on__isnull=True, household__in=visible_households(actor))
        .values_list("community_id")
        .annotate(n=Count("pk"))
    )
    return [CommunityLine(one, chairs.get(one.pk, ""), sizes.get(one.pk, 0)) for one in found]


@dataclass(frozen=True, slots=True)
class VillageLine:
    """A village as the list shows it."""

    village: Village
    households: int
    people: int


def village_lines(actor: Actor) -> list[VillageLine]:
    """Every village, with how many households and people; three questions."""
    homes = dict(visible_households(actor).order_by().values_list("village_id").annotate(n=Count("pk")))
    people = people_by_village(actor)
    return [VillageLine(one, homes.get(one.pk, 0), people.get(one.pk, 0)) for one in villages()]


def community(actor: Actor, community_id: uuid.UUID) -> Community:
    """One community, or NotFound."""
    found = all_communities(standing=False).filter(pk=community_id).first()
    if found is None:
        raise NotFound
    return found


def seats(actor: Actor, community: Community) -> list[CommunitySeat]:
    """Who sits in the committee, the chair first, and who sat there before."""
    order = models.Case(
        *(models.When(duty=duty, then=at) for at, duty in enumerate(CommunitySeat.Duty.values)), default=9
    )
    rows = CommunitySeat.objects.filter(community=community).select_related("person")
    return list(rows.order_by(models.F("ends_on").desc(nulls_first=True), order, "begins_on"))


def seat_of(actor: Actor, community: Community, seat_id: uuid.UUID) -> CommunitySeat:
    """One seat that somebody holds now, or NotFound."""
    found = next((seat for seat in seats(actor, community) if seat.pk == seat_id and seat.ends_on is None), None)
    if found is None:
        raise NotFound
    return found


def community_membership(actor: Actor, community: Community, membership_id: uuid.UUID) -> CommunityHousehold:
    """A household's present belonging to a community, or NotFound."""
    found = CommunityHousehold.objects.filter(
        pk=membership_id, community=community, ends_on__isnull=True, household__in=visible_households(actor)
    ).first()
    if found is None:
        raise NotFound
    return found


def households_of_community(actor: Actor, community: Community) -> models.QuerySet[CommunityHousehold]:
    """The households that belong to a community now, by village and house number."""
    rows = CommunityHousehold.objects.filter(
        community=community, ends_on__isnull=True, household__in=visible_households(actor)
    )
    return (
        rows.select_related("household__village")
        .annotate(people=people_in(models.OuterRef("household_id")))
        .order_by("household__place_key", "household__house_no", "pk")
    )


def households_outside(actor: Actor, village_id: uuid.UUID | None = None) -> models.QuerySet[Household]:
    """Households that belong to no community, for adding them to one."""
    inside = CommunityHousehold.objects.filter(household_id=models.OuterRef("pk"), ends_on__isnull=True)
    found = visible_households(actor).exclude(models.Exists(inside)).select_related("village")
    if village_id:
        found = found.filter(village_id=village_id)
    return found.order_by("place_key", "house_no", "pk")


def communities_of_household(actor: Actor, household: Household) -> list[CommunityHousehold]:
    """To which communities a household belongs or belonged."""
    rows = CommunityHousehold.objects.filter(household=household).select_related("community")
    return list(rows.order_by(models.F("ends_on").desc(nulls_first=True), "-begins_on"))
