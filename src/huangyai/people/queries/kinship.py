"""Who is kin or lives with whom. The walls around protection cases stand on it."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db import models

from huangyai.kernel import Actor, NotFound
from huangyai.people.access import visible_people
from huangyai.people.models import HouseholdMember, Kinship, Merge, Person, PersonAccount

# Parents, children, spouses, brothers and sisters, and theirs: grandparents, grandchildren, in-laws, nephews.
_STEPS = 2


def kinships(actor: Actor, person: Person) -> list[Kinship]:
    """What is on record about somebody's kin, those that ended too; either of the two may stand first."""
    either = models.Q(person=person) | models.Q(relative=person)
    seen = visible_people(actor)
    rows = Kinship.objects.filter(either, person__in=seen, relative__in=seen)
    return list(rows.select_related("person", "relative").order_by("ends_on", "kind", "made_at"))


def kinship_of(actor: Actor, person: Person, kinship_id: uuid.UUID) -> Kinship:
    """One kinship of somebody, or NotFound."""
    found = next((tie for tie in kinships(actor, person) if tie.pk == kinship_id), None)
    if found is None:
        raise NotFound
    return found


def kin_of(person: Person) -> set[uuid.UUID]:
    """Everybody who is kin within two steps, double entries of theirs too; what ended counts still."""
    return kin_of_many({person.pk}) - {person.pk}


def are_kin(one: Person, other: Person) -> bool:
    """Whether two people are kin within two steps."""
    return other.pk in kin_of(one)


def live_together(one: Person, other: Person) -> bool:
    """Whether two people are members of one household now."""
    return other.pk in housemates_of({one.pk})


def people_close_to_account(user_id: uuid.UUID | None) -> set[uuid.UUID]:
    """The resident behind an account, their kin and household: whom they may not judge about. Nobody, if none is known."""
    if not user_id:
        return set()
    own = set(PersonAccount.objects.filter(user_id=user_id).values_list("person_id", flat=True))
    if not own:
        return set()
    own = _all_entries(own)
    return _all_entries(kin_of_many(own) | housemates_of(own))


def kin_of_many(people: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """The people and all kin of theirs; the number of questions does not depend on how many they are."""
    known = _all_entries(people)
    for _step in range(_STEPS):
        ties = Kinship.objects.filter(models.Q(person_id__in=known) | models.Q(relative_id__in=known))
        known = _all_entries(known.union(*ties.values_list("person_id", "relative_id")))
    return known


def housemates_of(people: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Everybody who is a member of a household of theirs now."""
    current = HouseholdMember.objects.filter(ends_on__isnull=True)
    homes = current.filter(person_id__in=people).values("household_id")
    return set(current.filter(household_id__in=homes).values_list("person_id", flat=True))


def _all_entries(people: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Double entries of one person count as that person."""
    found = set(people)
    merges = Merge.objects.filter(models.Q(alias_id__in=found) | models.Q(canonical_id__in=found))
    held = list(merges.filter(taken_back_at__isnull=True).values_list("alias_id", "canonical_id"))
    canonical = {pair[1] for pair in held}
    others = Merge.objects.filter(canonical_id__in=canonical, taken_back_at__isnull=True).values_list(
        "alias_id", flat=True
    )
    return found | canonical | set(others)
