from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import get_language

from huangyai.kernel import Actor, NotFound
from huangyai.people.models import Person
from huangyai.people.rules import age_on
from huangyai.targets.models import (
    Criterion,
    RegisterRow,
)
from huangyai.targets.rules.criteria import PersonFacts, describe, judge


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


@dataclass(frozen=True, slots=True)
class CriterionCard:
    """A criteria card with how many people it would take today."""

    criterion: Criterion
    takes: int
    conditions: list[str]


def criterion_cards(actor: Actor) -> list[CriterionCard]:
    """The cards with their live counts; everybody's facts are read once for all cards."""
    found = criteria(actor)
    facts = list(facts_of_everyone().values()) if found else []
    language = get_language() or "th"
    return [
        CriterionCard(
            card,
            sum(judge(card.definition, each) is not None for each in facts),
            [words.say(language) for words in describe(card.definition)],
        )
        for card in found
    ]


def criterion(actor: Actor, criterion_id: uuid.UUID) -> Criterion:
    """One card, or NotFound."""
    for card in criteria(actor):
        if card.pk == criterion_id:
            return card
    raise NotFound


def criteria(actor: Actor) -> list[Criterion]:
    """The criteria cards."""
    return list(Criterion.objects.all()) if actor.system or actor.is_staff else []


def _number(text: object) -> int | None:
    try:
        return int(str(text).replace(",", ""))
    except ValueError:
        return None
