"""No one left behind: who is known to one office and not to the other that should help, or to nobody at all."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from huangyai.kernel import Actor, Words
from huangyai.people.models import Person
from huangyai.people.queries import Resident, as_residents
from huangyai.places.models import Village
from huangyai.targets.access import may_read_rows, require_forgotten_reading
from huangyai.targets.models import Candidate, LeftBehindStep
from huangyai.targets.queries.facts import facts_of_everyone, read_as, register_words
from huangyai.targets.queries.unknown import unknown_by_village
from huangyai.targets.rules.criteria import PersonFacts
from huangyai.targets.rules.left_behind import RISKS, RULES, STANDS_FOR, ForgottenRule, Reach, known_of

LARGEST_MARK = 18


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Somebody who may have been left behind, under which rules, the most pressing first."""

    person_id: uuid.UUID
    village: str
    rules: tuple[ForgottenRule, ...]
    facts: PersonFacts

    @property
    def risk(self) -> str:
        """How pressing it is: as pressing as the most pressing reason."""
        return self.rules[0].risk


@dataclass(frozen=True, slots=True)
class VillageForgotten:
    """How many people of a village wait on the work list."""

    village: Village
    people: int
    red: int
    # Rows of offices' lists that name the village and have nobody.
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many people a rule names, and how many of its people were dealt with before."""

    rule: ForgottenRule
    people: int
    dealt_with: int


@dataclass(frozen=True, slots=True)
class WorkList:
    """Everybody who may have been left behind, counted by rule and by village."""

    people: list[Forgotten]
    by_rule: list[RuleCount]
    by_village: list[VillageForgotten]
    # Rows of offices' lists for which nobody was found: perhaps somebody who lives here and is registered elsewhere.
    unknown_rows: int

    def under(self, rule: str = "", village: str = "", risk: str = "") -> list[Forgotten]:
        """Those under one rule, of one village, as pressing as this."""
        return [
            one
            for one in self.people
            if (not rule or rule in {found.key for found in one.rules})
            and (not village or one.village == village)
            and (not risk or one.risk == risk)
        ]


def left_behind(actor: Actor) -> WorkList:
    """The work list: the most pressing first, of those the ones with most reasons. A handful of queries for any number."""
    require_forgotten_reading(actor)
    facts = facts_of_everyone()
    nobody = Reach()
    aliases, now = read_as(), timezone.now()
    dealt: dict[uuid.UUID, set[str]] = defaultdict(set)
    for person_id, rule, kind, taken_at in LeftBehindStep.objects.values_list("person_id", "rule", "kind", "made_at"):
        if taken_at > now - dt.timedelta(days=STANDS_FOR[kind]):
            dealt[aliases.get(person_id, person_id)].add(rule)
    reaches = _reaches(facts, aliases)
    found, settled = [], Counter[str]()
    for pk, one in facts.items():
        rules = tuple(rule for rule in RULES if rule.finds(one, reaches.get(pk, nobody)))
        if not rules:
            continue
        done = dealt.get(pk, set())
        settled.update(rule.key for rule in rules if rule.key in done)
        if waiting := tuple(rule for rule in rules if rule.key not in done):
            found.append(Forgotten(pk, one.village, waiting, one))
    order = {rule.key: place for place, rule in enumerate(RULES)}
    found.sort(
        key=lambda one: (RISKS.index(one.risk), -len(one.rules), order[one.rules[0].key], one.village, one.person_id)
    )
    named = Counter(rule.key for one in found for rule in one.rules)
    unknown = unknown_by_village()
    return WorkList(
        found,
        [RuleCount(rule, named[rule.key], settled[rule.key]) for rule in RULES],
        _by_village(found, unknown),
        sum(unknown.values()),
    )


@dataclass(frozen=True, slots=True)
class ForgottenLine:
    """Somebody on the work list, ready to show."""

    resident: Resident
    rules: tuple[ForgottenRule, ...]
    # What offices know of them; only for who may read what registers say.
    known: tuple[Words, ...] = ()

    @property
    def first(self) -> ForgottenRule:
        """The most pressing."""
        return self.rules[0]


def forgotten_lines(actor: Actor, found: Sequence[Forgotten]) -> list[ForgottenLine]:
    """One page of the work list with names; two queries whatever its length."""
    reads = may_read_rows(actor)
    people = Person.objects.filter(pk__in=[one.person_id for one in found]).select_related("household__village")
    named = {resident.person.pk: resident for resident in as_residents(people)}
    registers = register_words() if reads else {}
    return [
        ForgottenLine(named[one.person_id], one.rules, tuple(known_of(one.facts, registers)) if reads else ())
        for one in found
        if one.person_id in named
    ]


def rules_naming(actor: Actor, person_id: uuid.UUID) -> tuple[ForgottenRule, ...]:
    """Under which rules one person waits on the work list."""
    for one in left_behind(actor).people:
        if one.person_id == person_id:
            return one.rules
    return ()


def steps_for(person: Person) -> list[LeftBehindStep]:
    """What was done about somebody so far."""
    doubles = [pk for pk, whom in read_as().items() if whom == person.pk]
    return list(LeftBehindStep.objects.filter(person__in=[person.pk, *doubles]).select_related("taken_by"))


def forgotten_map(villages: Sequence[VillageForgotten]) -> dict[str, Any]:
    """The villages as marks on the map: the more people wait, the larger; ▲ counts the pressing."""
    most = max((one.people for one in villages), default=0) or 1
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [one.village.longitude, one.village.latitude]},
                "properties": {
                    "name": str(one.village),
                    "text": f"{one.people:,} · ▲ {one.red:,}",
                    "tone": "2",
                    "size": 4 + LARGEST_MARK * (one.people / most) ** 0.5,
                },
            }
            for one in villages
            if one.village.longitude is not None
        ],
    }


def _reaches(facts: Mapping[uuid.UUID, PersonFacts], aliases: Mapping[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, Reach]:
    """Whose house anybody has reached by a list or a visit, or knows from a register, and who is the eldest there."""
    listed = {aliases.get(pk, pk) for pk in Candidate.objects.values_list("person_id", flat=True).distinct()}
    homes = dict(Person.objects.filter(household__isnull=False).values_list("pk", "household_id"))
    reached, known = set[uuid.UUID](), set[uuid.UUID]()
    eldest: dict[uuid.UUID, tuple[int, uuid.UUID]] = {}
    for pk, one in facts.items():
        home = homes.get(pk, pk)
        if pk in listed or one.days_since_visit is not None:
            reached.add(home)
        if one.registers - {"civil"}:
            known.add(home)
        eldest[home] = max(eldest.get(home, (-1, pk)), (-1 if one.age is None else one.age, pk))
    return {
        pk: Reach(home in reached, home in known, eldest[home][1] == pk)
        for pk, home in ((pk, homes.get(pk, pk)) for pk in facts)
    }


def _by_village(found: Sequence[Forgotten], unknown: Mapping[str, int]) -> list[VillageForgotten]:
    people, red = Counter[str](), Counter[str]()
    for one in found:
        people[one.village] += 1
        red[one.village] += one.rules[0].risk == "red"
    return [
        VillageForgotten(village, people[village.code], red[village.code], unknown.get(village.code, 0))
        for village in Village.objects.order_by("number", "code")
    ]
