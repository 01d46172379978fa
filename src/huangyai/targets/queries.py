from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from huangyai.kernel import Actor, NotFound
from huangyai.people.models import Person
from huangyai.people.rules import age_on
from huangyai.targets.access import (
    visible_candidates,
    visible_register_rows,
    visible_registers,
    visible_target_lists,
)
from huangyai.targets.models import (
    Candidate,
    Criterion,
    Decision,
    JointMeeting,
    Register,
    RegisterRow,
    TargetList,
)
from huangyai.targets.rules.criteria import PersonFacts

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class NameCounts(TypedDict):
    """What a list counts beside each row."""

    names: int
    confirmed: int
    declined: int


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A register with how much of it is joined to people."""

    register: Register
    joined: int

    @property
    def loose(self) -> int:
        """Rows that nobody in the civil register could be found for."""
        return self.register.rows - self.joined


def registers(actor: Actor) -> list[RegisterLine]:
    """Registers, newest first."""
    found = visible_registers(actor).annotate(joined=Count("entries", filter=Q(entries__person__isnull=False)))
    return [RegisterLine(r, r.joined) for r in found]


def rows_of_person(actor: Actor, person: Person) -> list[RegisterRow]:
    """Which registers say what of one person."""
    return list(
        visible_register_rows(actor).filter(person=person).select_related("register").order_by("register__kind")
    )


def loose_rows(actor: Actor, register: Register) -> models.QuerySet[RegisterRow]:
    """Rows that belong to nobody yet: a work list, not a rubbish heap."""
    return visible_register_rows(actor).filter(register=register, person__isnull=True).order_by("row")


def facts_of_everyone() -> dict[uuid.UUID, PersonFacts]:
    """What the joined registers say of each person, for criteria. Three queries, whatever the number of people."""
    today = timezone.localdate()
    on: dict[uuid.UUID, set[str]] = defaultdict(set)
    says: dict[uuid.UUID, dict[str, Any]] = defaultdict(dict)
    entries = RegisterRow.objects.filter(person__isnull=False).values_list("person_id", "register__kind", "says")
    for person_id, kind, said in entries.iterator(chunk_size=5000):
        on[person_id].add(kind)
        says[person_id].update({key: value for key, value in said.items() if value != ""})
    sizes = dict(Person.objects.filter(household__isnull=False).values_list("household_id").annotate(n=Count("pk")))
    found = {}
    for pk, born, sex, wheelchair, household_id in Person.objects.values_list(
        "pk", "birth_date", "sex", "wheelchair", "household_id"
    ).iterator(chunk_size=5000):
        said, kinds = says.get(pk, {}), on.get(pk, set())
        size = sizes.get(household_id, 0)
        found[pk] = PersonFacts(
            age=age_on(born, today),
            sex=sex,
            registers=frozenset(kinds),
            adl=_number(said.get("adl")),
            income=_number(said.get("income")),
            wheelchair=wheelchair,
            disability="disability" in kinds,
            in_school="school" in kinds,
            lives_alone=size == 1,
            household_size=size,
        )
    return found


def criteria(actor: Actor) -> list[Criterion]:
    """The criteria cards."""
    return list(Criterion.objects.all()) if actor.system or actor.is_staff else []


def target_lists(actor: Actor) -> models.QuerySet[WithAnnotations[TargetList, NameCounts]]:
    """Target lists with how many names are confirmed, declined and waiting."""
    return (
        visible_target_lists(actor)
        .select_related("criterion", "problem")
        .annotate(
            names=Count("candidates"),
            confirmed=Count("candidates", filter=Q(candidates__decision__outcome=Decision.Outcome.CONFIRMED)),
            declined=Count("candidates", filter=Q(candidates__decision__outcome=Decision.Outcome.DECLINED)),
        )
    )


def target_list(actor: Actor, list_id: uuid.UUID) -> WithAnnotations[TargetList, NameCounts]:
    """One target list, or NotFound."""
    found = target_lists(actor).filter(pk=list_id).first()
    if found is None:
        raise NotFound
    return found


def candidates(actor: Actor, target_list: TargetList) -> models.QuerySet[Candidate]:
    """Names on a list: waiting first, then in Thai order."""
    return (
        visible_candidates(actor)
        .filter(target_list=target_list)
        .select_related("person__household__village", "decision")
        .order_by(models.F("decision__outcome").asc(nulls_first=True), "person__sort_key")
    )


def candidate(actor: Actor, candidate_id: uuid.UUID) -> Candidate:
    """One name on a list, or NotFound."""
    found = visible_candidates(actor).select_related("person", "target_list").filter(pk=candidate_id).first()
    if found is None:
        raise NotFound
    return found


def confirmed_people(target_list: TargetList) -> models.QuerySet[Person]:
    """Whom the joint meeting confirmed."""
    confirmed = Decision.objects.filter(candidate__target_list=target_list, outcome=Decision.Outcome.CONFIRMED)
    return Person.objects.filter(pk__in=confirmed.values("candidate__person_id")).select_related("household__village")


def count_confirmed() -> int:
    """How many different people the joint meetings confirmed; public."""
    return Decision.objects.filter(outcome=Decision.Outcome.CONFIRMED).values("candidate__person_id").distinct().count()


def confirmed_by_village() -> Mapping[uuid.UUID, int]:
    """Confirmed people by village, for coverage."""
    rows = (
        Decision.objects.filter(outcome=Decision.Outcome.CONFIRMED)
        .values_list("candidate__person__household__village_id")
        .annotate(n=Count("candidate__person_id", distinct=True))
    )
    return {village: n for village, n in rows if village}


def latest_meeting(actor: Actor, target_list: TargetList) -> JointMeeting | None:
    """The joint meeting that decides this list now."""
    return JointMeeting.objects.filter(target_list=target_list).order_by("-held_on", "-made_at").first()


def _number(text: object) -> int | None:
    try:
        return int(str(text).replace(",", ""))
    except ValueError:
        return None


def confirmed_person_ids() -> set[uuid.UUID]:
    """Everybody whom a joint meeting confirmed."""
    confirmed = Decision.objects.filter(outcome=Decision.Outcome.CONFIRMED)
    return set(confirmed.values_list("candidate__person_id", flat=True))
