"""Whom somebody means who types a name as they heard it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import models

from huangyai.people.models import KnownName, OtherName, Person
from huangyai.people.rules import BONES, distance, errors_allowed, fold, neighbours, skeleton, without_tones

MOST_FOUND = 100
_MOST_NAMES = 60
_MOST_BEARERS = 12
_MOST_CUTS = 4
_MOST_WORDS = 6
_SHORTEST_PREFIX = 2
_SHORTEST_BONES = 3
_AFTER_LAST = "\U0010ffff"

# What a name costs that is not what was typed; the cheapest stand first.
_NEAR_ENOUGH, _JUST_SO = 2.0, 0.1
_BEGINS_SO, _ONE_WRONG, _SOUNDS_SO, _ONLY_ONE_WORD = 0.5, 1.0, 2.0, 10.0
_GIVEN, _FAMILY, _OTHER = KnownName.Place.GIVEN.value, KnownName.Place.FAMILY.value, KnownName.Place.OTHER.value

# place → folded name → cost
_Costs = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class _Found:
    """Somebody who may be meant, and how far their name is from what was typed."""

    cost: float
    sort_key: str
    person_id: uuid.UUID


def search_by_name(text: str, village_id: uuid.UUID | None = None) -> list[uuid.UUID]:
    """Who may be meant, nearest first, `MOST_FOUND` at most; entries that are read as another one are among them.

    Asks a bounded number of questions whatever the number of people: names are looked up among those that anybody
    bears, each once, and people by the names that were found.
    """
    words = [folded for word in text.split()[:_MOST_WORDS] if (folded := fold(word))]
    if not words:
        return []
    found = _Search(village_id)
    found.begins_so(text)
    if len(words) > 1:
        rest = "".join(words[1:])
        near = _names_near({words[0], words[1], rest}, begun={words[1], rest})
        found.both_names(near[words[0]], near[rest])
        found.both_names(near[words[1]], near[words[0]])
        found.other_and(near[words[0]], near[rest])
        found.other_and(near[rest], near[words[0]])
    else:
        found.written_as_one(words[0])
        if not found:
            found.one_name(_names_near({words[0]}, begun={words[0]})[words[0]])
    if found.cheapest > _NEAR_ENOUGH:
        found.nearly_written_as_one("".join(words))
    if len(words) > 1 and not found:
        for costs in _names_near(set(words), begun=set()).values():
            found.one_name(costs, _ONLY_ONE_WORD)
    return found.in_order()


def _names_near(words: Collection[str], *, begun: Collection[str]) -> dict[str, _Costs]:
    """The names that people bear which each word may be; of those in `begun`, names that go on from there too."""
    near: dict[str, _Costs] = {word: {_GIVEN: {}, _FAMILY: {}, _OTHER: {}} for word in words}

    def note(word: str, place: str, name: str, cost: float) -> None:
        known = near[word][place]
        known[name] = min(cost, known.get(name, cost))

    around = {word: neighbours(word) if errors_allowed(word) else set() for word in words}
    for place, name in _known(models.Q(fold__one_of=set(words).union(*around.values()))):
        for word in words:
            if name == word:
                note(word, place, name, 0)
            elif name in around[word]:
                note(word, place, name, _ONE_WRONG)
    bones = {word: bone for word in words if len(bone := skeleton(word)) >= _SHORTEST_BONES}
    near_bones = {
        bone: {bone, *(neighbours(bone, BONES) if len(bone) > _SHORTEST_BONES else ())} for bone in bones.values()
    }
    if near_bones:
        alike = KnownName.objects.filter(skeleton__one_of=set().union(*near_bones.values()))
        for place, name, bone in alike.values_list("place", "fold", "skeleton"):
            for word, wanted in bones.items():
                most = errors_allowed(word)
                if bone in near_bones[wanted] and (wrong := distance(word, name, most)) <= most:
                    note(word, place, name, _SOUNDS_SO if wrong > 1 else _ONE_WRONG)
    for word in begun:
        if len(word) >= _SHORTEST_PREFIX:
            for place, name in _known(models.Q(fold__gt=word, fold__lt=word + _AFTER_LAST), most=_MOST_NAMES * 3):
                note(word, place, name, _BEGINS_SO)
    return {word: {place: _cheapest(costs) for place, costs in places.items()} for word, places in near.items()}


def _known(wanted: models.Q, most: int | None = None) -> Iterable[tuple[str, str]]:
    return KnownName.objects.filter(wanted).values_list("place", "fold")[:most]


def _known_parts(glued: str) -> set[str]:
    """The parts of what was typed, and the whole, that somebody bears as a name."""
    return {name for _place, name in _known(models.Q(fold__one_of={glued, *chain.from_iterable(_cuts(glued))}))}


def _cheapest(costs: dict[str, float]) -> dict[str, float]:
    return dict(sorted(costs.items(), key=lambda pair: (pair[1], len(pair[0])))[:_MOST_NAMES])


def _cuts(glued: str) -> list[tuple[str, str]]:
    return [(glued[:at], glued[at:]) for at in range(2, len(glued) - 1)]


def _exactly(name: str) -> _Costs:
    return {place: {name: 0.0} for place in (_GIVEN, _FAMILY, _OTHER)}


class _Search:
    """Collects people by the names that were found, cheapest first, and stops when there are enough."""

    def __init__(self, village_id: uuid.UUID | None) -> None:
        self._people = Person.objects.order_by()
        if village_id:
            self._people = self._people.filter(household__village_id=village_id)
        self._village_id = village_id
        self._found: dict[uuid.UUID, _Found] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def cheapest(self) -> float:
        return min((found.cost for found in self._found.values()), default=_ONLY_ONE_WORD)

    @property
    def enough(self) -> bool:
        return len(self._found) >= MOST_FOUND

    def in_order(self) -> list[uuid.UUID]:
        nearest = sorted(self._found.values(), key=lambda found: (found.cost, found.sort_key, found.person_id))
        return [found.person_id for found in nearest[:MOST_FOUND]]

    def begins_so(self, text: str) -> None:
        """Those whose whole name goes on from what was typed, letter by letter: the order of the list finds them."""
        begun = without_tones(text)
        if len(begun) >= _SHORTEST_PREFIX:
            rows = self._people.filter(sort_key__gte=begun, sort_key__lt=begun + _AFTER_LAST).order_by("sort_key")
            for pk, key in rows.values_list("pk", "sort_key")[:MOST_FOUND]:
                self._note(pk, key, _JUST_SO)

    def both_names(self, given: _Costs, family: _Costs) -> None:
        """Those who bear one of the given names and one of the family names."""
        givens, families = given[_GIVEN], family[_FAMILY]
        if givens and families:
            rows = self._people.filter(given_fold__one_of=givens, family_fold__one_of=families)
            for pk, key, name, surname in rows.values_list("pk", "sort_key", "given_fold", "family_fold")[
                : 2 * MOST_FOUND
            ]:
                self._note(pk, key, givens[name] + families[surname])

    def written_as_one(self, glued: str) -> None:
        """Given and family name without a blank between them, both as they stand in the register."""
        known = _known_parts(glued)
        if glued in known:
            return
        for left, right in _cuts(glued):
            if left in known and right in known:
                self.both_names(_exactly(left), _exactly(right))
                self.both_names(_exactly(right), _exactly(left))

    def nearly_written_as_one(self, glued: str) -> None:
        """The same, where one of the two is misspelt; long names that are known are better guesses than short ones."""
        known = _known_parts(glued)
        likely = sorted(
            (cut for cut in _cuts(glued) if cut[0] in known or cut[1] in known),
            key=lambda cut: -max(len(part) for part in cut if part in known),
        )[:_MOST_CUTS]
        near = _names_near({part for cut in likely for part in cut if part not in known}, begun=())
        for left, right in likely:
            one, other = near.get(left) or _exactly(left), near.get(right) or _exactly(right)
            self.both_names(one, other)
            self.both_names(other, one)

    def other_and(self, other: _Costs, name: _Costs) -> None:
        """Those who are called by one of the nicknames and have one of the names."""
        called, givens, families = other[_OTHER], name[_GIVEN], name[_FAMILY]
        if not called or not (givens or families):
            return
        rows = self._others(called).filter(
            models.Q(person__given_fold__one_of=givens) | models.Q(person__family_fold__one_of=families)
        )
        for pk, key, nickname, given, family in rows.values_list(
            "person_id", "person__sort_key", "fold", "person__given_fold", "person__family_fold"
        )[: 2 * MOST_FOUND]:
            named = min(givens.get(given, _ONLY_ONE_WORD), families.get(family, _ONLY_ONE_WORD))
            self._note(pk, key, called[nickname] + named)

    def one_name(self, near: _Costs, penalty: float = 0) -> None:
        """Those who bear one of the names anywhere: as given, family or other name, what was typed exactly before all."""
        for cost in sorted({cost for costs in near.values() for cost in costs.values()}):
            if self.enough:
                return
            given, family, other = (
                [n for n, c in near[place].items() if c == cost] for place in (_GIVEN, _FAMILY, _OTHER)
            )
            self._bearers("given_fold", given, cost + penalty)
            if other:
                rows = self._others(other).values_list("person_id", "person__sort_key")
                for pk, key in rows[:MOST_FOUND]:
                    self._note(pk, key, cost + penalty)
            # A family name alone finds whole families; those whose own name it is stand before them.
            self._bearers("family_fold", family, cost + penalty + 0.25)

    def _bearers(self, field: str, names: list[str], cost: float) -> None:
        """Who bears one of the names, so many of each: of a common name only the first are read, in the order of the index."""
        if names:
            each = [
                self._people.filter(**{field: name})
                .order_by("sort_key" if field == "given_fold" else "given_fold")
                .values_list("pk", "sort_key")[:MOST_FOUND]
                for name in names[:_MOST_BEARERS]
            ]
            for pk, key in each[0].union(*each[1:], all=True):
                self._note(pk, key, cost)

    def _others(self, names: Iterable[str]) -> models.QuerySet[OtherName]:
        rows = OtherName.objects.filter(fold__one_of=names).order_by()
        return rows.filter(person__household__village_id=self._village_id) if self._village_id else rows

    def _note(self, pk: uuid.UUID, sort_key: str, cost: float) -> None:
        if pk not in self._found or cost < self._found[pk].cost:
            self._found[pk] = _Found(cost, sort_key, pk)


def names_of(people: Sequence[Person], others: Sequence[OtherName]) -> set[tuple[str, str]]:
    """Place and fold of every name that these people bear."""
    found = {(_GIVEN, person.given_fold) for person in people} | {(_FAMILY, person.family_fold) for person in people}
    return {pair for pair in found | {(_OTHER, other.fold) for other in others} if pair[1]}
