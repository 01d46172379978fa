"""Criteria cards with whom they take today, and how they compare with each register."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.translation import get_language

from huangyai.kernel import Actor, NotFound, Words
from huangyai.people.models import Person
from huangyai.people.queries import Resident, as_residents
from huangyai.people.rules import thai_sort_key
from huangyai.places.models import Village
from huangyai.places.queries import communities
from huangyai.targets.access import visible_criteria
from huangyai.targets.models import Criterion, Persona, TargetList
from huangyai.targets.queries.facts import facts_of_everyone, latest_survey, own_lists, register_words, survey_wants
from huangyai.targets.rules.criteria import (
    Condition,
    PersonFacts,
    asks_survey,
    conditions_of,
    describe,
    judge,
    takes,
)
from huangyai.targets.rules.fairness import Share, disparity
from huangyai.targets.rules.personas import facts_of_persona, told_of_persona

LARGEST_VILLAGE_MARK = 18


@dataclass(frozen=True, slots=True)
class CriterionCard:
    """A criteria card with how many people it would take today."""

    criterion: Criterion
    takes: int
    conditions: list[str]
    adopted: bool


def criterion_cards(actor: Actor) -> list[CriterionCard]:
    """The newest version of each card with its live count; everybody's facts are read once for all cards."""
    newest = _newest(actor)
    found = [card for card in criteria(actor) if card.pk in newest]
    facts = facts_of_everyone().values() if found else ()
    language = get_language() or "th"
    cards = []
    for card in found:
        taken = takes(card.definition)
        conditions = [words.say(language) for words in describe(card.definition)]
        cards.append(CriterionCard(card, sum(map(taken, facts)), conditions, is_adopted(card)))
    return cards


def criterion(actor: Actor, criterion_id: uuid.UUID) -> Criterion:
    """One version of a card, or NotFound."""
    found = visible_criteria(actor).select_related("adoption__adopted_by", "written_by").filter(pk=criterion_id).first()
    if found is None:
        raise NotFound
    return found


def criteria(actor: Actor, *, adopted: bool = False) -> list[Criterion]:
    """The criteria cards in Thai order, every version; `adopted` leaves drafts out."""
    found = visible_criteria(actor).select_related("adoption")
    chosen = found.filter(adoption__isnull=False) if adopted else found
    return sorted(chosen, key=lambda card: (thai_sort_key(card.name), -card.version))


def versions(actor: Actor, card: Criterion) -> list[Criterion]:
    """All versions of a card, newest first."""
    found = visible_criteria(actor).filter(name=card.name).select_related("adoption__adopted_by", "written_by")
    return list(found.order_by("-version"))


def lists_by(card: Criterion) -> list[TargetList]:
    """The lists that were drawn by this version."""
    return list(TargetList.objects.filter(criterion=card))


def is_adopted(card: Criterion) -> bool:
    """Somebody took this version into use; until then it is a draft."""
    return hasattr(card, "adoption")


def lacks_survey(definition: Mapping[str, Any]) -> bool:
    """The card asks a household survey, and none is here: by that it takes nobody."""
    return asks_survey(definition) and latest_survey() is None


def conditions_here() -> dict[str, Condition]:
    """Everything that a card may ask in this municipality, with its villages and the wants of its survey."""
    villages = [(village.code, str(village)) for village in Village.objects.order_by("number", "code")]
    groups = [(str(community.pk), str(community)) for community in communities()]
    return conditions_of(villages, survey_wants(), own_lists(), groups)


@dataclass(frozen=True, slots=True)
class VillageCount:
    """How many people of a village a card takes."""

    village: Village
    people: int
    taken: int


@dataclass(frozen=True, slots=True)
class TestedPersona:
    """A made-up person, what is known of them, and whether the card treats them as it should."""

    persona: Persona
    told: list[str]
    taken: bool
    reasons: list[str]

    @property
    def passes(self) -> bool:
        """As expected."""
        return self.taken == self.persona.expected


@dataclass(frozen=True, slots=True)
class Preview:
    """Whom a definition would take today, without naming anybody."""

    taken: int
    people: int
    villages: list[VillageCount]


def preview(definition: Mapping[str, Any]) -> Preview:
    """How many a definition takes today, in all and by village."""
    facts, taken = facts_of_everyone(), takes(definition)
    people: Counter[str] = Counter()
    those: Counter[str] = Counter()
    for one in facts.values():
        people[one.village] += 1
        if taken(one):
            those[one.village] += 1
    villages = [
        VillageCount(village, people[village.code], those[village.code])
        for village in Village.objects.order_by("number", "code")
    ]
    return Preview(those.total(), people.total(), villages)


def village_map(counts: Sequence[VillageCount]) -> dict[str, Any]:
    """The counts as points for a map: the more people, the larger."""
    most = max((count.taken for count in counts), default=0) or 1
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [count.village.longitude, count.village.latitude]},
                "properties": {
                    "name": str(count.village),
                    "text": f"{count.taken:,} / {count.people:,}",
                    "tone": "2",
                    "size": 4 + LARGEST_VILLAGE_MARK * (count.taken / most) ** 0.5,
                },
            }
            for count in counts
            if count.village.longitude is not None and count.taken
        ],
    }


def tested_personas(card: Criterion) -> list[TestedPersona]:
    """The card's made-up people, each tried on its conditions."""
    return [try_persona(persona, card.definition) for persona in card.personas.all()]


def personas_of_name(name: str, definition: Mapping[str, Any]) -> list[TestedPersona]:
    """The made-up people of a card's newest version, tried on conditions that are not written down yet."""
    card = Criterion.objects.filter(name=name).order_by("-version").first() if name else None
    return [try_persona(persona, definition) for persona in card.personas.all()] if card else []


def try_persona(persona: Persona, definition: Mapping[str, Any]) -> TestedPersona:
    """One made-up person on a definition, whether the card has been written down or not."""
    language = get_language() or "th"
    reasons = judge(definition, facts_of_persona(persona.facts))
    return TestedPersona(
        persona,
        [words.say(language) for words in told_of_persona(persona.facts, register_words())],
        reasons is not None,
        [reason.words.say(language) for reason in reasons or ()],
    )


@dataclass(frozen=True, slots=True)
class Split:
    """One way to part people (by sex, village, disability): shares of each part, and the gap in words."""

    words: Words
    shares: list[Share]
    gap: Words | None


@dataclass(frozen=True, slots=True)
class RegisterComparison:
    """A card beside one register: on it and taken, on it and missed, taken and not on it.

    `splits` part those on the register and count who is taken; `extra_splits` part those who are taken and count who is
    not on the register: perhaps wrongly taken, perhaps left out by the office.
    """

    register: str
    words: Words
    both: int
    missed: int
    extra: int
    splits: list[Split]
    extra_splits: list[Split]

    @property
    def on_register(self) -> int:
        """How many people the register holds."""
        return self.both + self.missed


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whom a card takes, beside every register, before it is taken into use."""

    taken: int
    on_none: int
    registers: list[RegisterComparison]
    splits: list[Split]


def comparison(definition: Mapping[str, Any]) -> Comparison:
    """Whom the card would miss and whom it would wrongly take, register by register, by sex, village and disability."""
    everyone, taken = list(facts_of_everyone().values()), takes(definition)
    judged = [(facts, taken(facts)) for facts in everyone]
    villages = {village.code: str(village) for village in Village.objects.all()}
    kinds = {
        kind: words
        for kind, words in register_words().items()
        if kind != "civil" and any(kind in facts.registers for facts in everyone)
    }
    return Comparison(
        sum(was for _, was in judged),
        sum(1 for facts, was in judged if was and not facts.registers - {"civil"}),
        [_beside(kind, words, judged, villages) for kind, words in kinds.items()],
        _splits(judged, villages),
    )


def compared_people(definition: Mapping[str, Any], register: str, side: str) -> list[uuid.UUID]:
    """Who stands on one side of a comparison: ``missed`` (on the register, not taken) or ``extra`` (taken, not on it).

    Without a register, ``extra`` are those taken who are on no office's list at all.
    """
    taken = takes(definition)
    found = []
    for pk, facts in facts_of_everyone().items():
        there = register in facts.registers if register else bool(facts.registers - {"civil"})
        if (there and not taken(facts)) if side == "missed" else (not there and taken(facts)):
            found.append(pk)
    return found


def residents_compared(definition: Mapping[str, Any], register: str, side: str) -> models.QuerySet[Person]:
    """Who stands on one side of a comparison, in Thai order."""
    found = Person.objects.filter(pk__in=compared_people(definition, register, side))
    return found.select_related("household__village").order_by("sort_key", "pk")


def residents_of(people: Iterable[Person]) -> list[Resident]:
    """One page of them, ready to show."""
    return as_residents(people)


def _newest(actor: Actor) -> set[uuid.UUID]:
    newest: dict[str, Criterion] = {}
    for card in visible_criteria(actor).only("pk", "name", "version"):
        if card.name not in newest or card.version > newest[card.name].version:
            newest[card.name] = card
    return {card.pk for card in newest.values()}


def _beside(
    kind: str, words: Words, judged: Sequence[tuple[PersonFacts, bool]], villages: Mapping[str, str]
) -> RegisterComparison:
    there = [(facts, was) for facts, was in judged if kind in facts.registers]
    both = sum(was for _, was in there)
    taken = [(facts, kind not in facts.registers) for facts, was in judged if was]
    # How much of a group one office knows says nothing for or against the card: no gap is told of it.
    extra_splits = [replace(split, gap=None) for split in _splits(taken, villages)]
    extra = sum(not_there for _, not_there in taken)
    return RegisterComparison(kind, words, both, len(there) - both, extra, _splits(there, villages), extra_splits)


def _splits(judged: Sequence[tuple[PersonFacts, bool]], villages: Mapping[str, str]) -> list[Split]:
    sexes = {"f": Words(th="หญิง", en="women and girls"), "m": Words(th="ชาย", en="men and boys")}
    able = {
        True: Words(th="คนพิการ", en="people with disabilities"),
        False: Words(th="คนที่ไม่พิการ", en="people without disabilities"),
    }
    places = {code: Words(th=name, en=name) for code, name in villages.items()}
    return [
        _split(Words(th="ตามเพศ", en="by sex"), judged, lambda facts: facts.sex, sexes),
        _split(
            Words(th="ตามความพิการ", en="by disability"),
            judged,
            lambda facts: facts.disability or facts.wheelchair,
            able,
        ),
        _split(Words(th="ตามหมู่บ้าน", en="by village"), judged, lambda facts: facts.village, places),
    ]


def _split(
    words: Words,
    judged: Sequence[tuple[PersonFacts, bool]],
    part: Callable[[PersonFacts], Any],
    named: Mapping[Any, Words],
) -> Split:
    people: dict[Any, int] = defaultdict(int)
    those: dict[Any, int] = defaultdict(int)
    for facts, was in judged:
        key = part(facts)
        people[key] += 1
        those[key] += was
    shares = [Share(str(key), name, people[key], those[key]) for key, name in named.items() if people[key]]
    return Split(words, shares, disparity(shares))
