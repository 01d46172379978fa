"""Everybody's facts, as far as criteria ask: read once, and kept until somebody does something."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from django.utils.module_loading import import_string

from huangyai.kernel import Words
from huangyai.ledger.models import ChainHead
from huangyai.people.models import CommunityHousehold, Death, HouseholdMember, Merge, Person
from huangyai.people.rules import age_on, thai_sort_key
from huangyai.targets.models import HouseholdAnswers, RegisterKind, RegisterRow, Source, Survey, counts_now
from huangyai.targets.rules.criteria import CHILD_AGE, OLD_AGE, REGISTER_WORDS, PersonFacts, register_key

MOST_KEPT = 2
"""Municipalities whose facts one process keeps in memory: some forty megabytes for a hundred thousand people."""

_BEDRIDDEN = 4
Stay = HouseholdMember.Stay
_kept: dict[uuid.UUID, tuple[object, dict[uuid.UUID, PersonFacts]]] = {}


def facts_of_everyone() -> Mapping[uuid.UUID, PersonFacts]:
    """What the joined registers, the survey and the visits say of each person.

    A handful of queries, whatever the number of people. The answer is kept until the ledger says that something was
    done here, or the day ends, so that the next count does not read everybody again.
    """
    head = ChainHead.objects.values_list("municipality_id", "digest").first()
    if head is None:
        return _read(timezone.localdate())
    municipality_id, digest = head
    stamp = (bytes(digest) if not isinstance(digest, str) else digest, timezone.localdate())
    kept = _kept.get(municipality_id)
    if kept is None or kept[0] != stamp:
        kept = (stamp, _read(stamp[1]))
        _kept.pop(municipality_id, None)
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[municipality_id] = kept
    return kept[1]


def last_visits() -> Mapping[uuid.UUID, dt.date]:
    """When each person was last found at home. Visits belong to a later step, so `config` says who knows."""
    told = settings.KNOWS.get("last-visits", "")
    return cast("Callable[[], Mapping[uuid.UUID, dt.date]]", import_string(told))() if told else {}


def latest_survey() -> Survey | None:
    """The household survey that cards ask."""
    return Survey.objects.order_by("-surveyed_on", "-made_at").first()


def survey_wants() -> Mapping[str, Words]:
    """The wants that the latest survey asked about, by column."""
    survey = latest_survey()
    return {column: Words.of(words) for column, words in survey.wants.items()} if survey else {}


def own_lists() -> Mapping[str, Words]:
    """Lists of offices that have a name of their own, by the key that facts, cards and seats call them."""
    found = Source.objects.filter(
        counts_now("registers__"), kind=RegisterKind.OTHER, registers__isnull=False
    ).distinct()
    titles = Counter(source.title for source in found)
    named = {source: source.title if titles[source.title] == 1 else str(source) for source in found}
    ordered = sorted(named.items(), key=lambda one: thai_sort_key(one[1]))
    return {register_key(source.kind, source.pk): Words(th=name, en=name) for source, name in ordered}


def register_words() -> Mapping[str, Words]:
    """Every register that facts may name, in words: the six kinds, and the lists with a name of their own."""
    return {**REGISTER_WORDS, **own_lists()}


@dataclass(slots=True)
class _House:
    """Who lives together, as far as cards ask."""

    size: int = 0
    children: int = 0
    elders: int = 0
    disabled: int = 0
    bedridden: int = 0


def _read(today: dt.date) -> dict[uuid.UUID, PersonFacts]:
    aliases = read_as()
    on, says = _said(aliases)
    left = gone()
    people = [
        row
        for row in Person.objects.values_list(
            "pk", "birth_date", "sex", "wheelchair", "household_id", "household__village__code"
        ).iterator(chunk_size=10_000)
        if row[0] not in aliases and row[0] not in left
    ]
    lives, registered = _elsewhere()
    ages = {row[0]: age_on(row[1], today) for row in people}
    houses = _houses([row for row in people if row[0] not in lives], ages, on, says)
    answers = _answers()
    communities = _communities()
    visits = {aliases.get(pk, pk): day for pk, day in last_visits().items()}
    nothing: frozenset[str] = frozenset()
    alone, nobody = _House(), (nothing, None, False)
    found = {}
    for pk, _born, sex, wheelchair, household_id, village in people:
        adl, income = says.get(pk, (None, None))
        kinds = on.get(pk, nothing)
        house = alone if pk in lives else houses.get(household_id, alone)
        deprived, dimensions, poor = answers.get(household_id, nobody)
        visited = visits.get(pk)
        found[pk] = PersonFacts(
            age=ages[pk],
            sex=sex,
            registers=kinds,
            adl=adl,
            income=income,
            wheelchair=wheelchair,
            disability="disability" in kinds,
            in_school="school" in kinds,
            lives_alone=house.size == 1,
            household_size=house.size,
            village=village or "",
            community=communities.get(household_id, ""),
            has_child=house.children > 0,
            has_elder=house.elders > 0,
            has_disabled=house.disabled > 0,
            has_bedridden=house.bedridden > 0,
            only_old_and_young=house.elders > 0 and house.children > 0 and house.elders + house.children == house.size,
            deprived=deprived,
            dimensions=dimensions,
            poor=poor,
            days_since_visit=None if visited is None else max(0, (today - visited).days),
            lives_here=pk not in lives,
            registered_here=pk not in registered,
        )
    return found


def read_as() -> dict[uuid.UUID, uuid.UUID]:
    """Whom the entries are read as that stand in a merge."""
    return dict(Merge.objects.filter(taken_back_at__isnull=True).values_list("alias_id", "canonical_id"))


def gone() -> dict[uuid.UUID, Words]:
    """Who is not of this municipality any more, and why: no card takes them, and a meeting hears of it."""
    dead = Words(th="เสียชีวิตแล้ว", en="has died")
    away = Words(th="ย้ายออกจากพื้นที่แล้ว", en="has moved away")
    homeless = HouseholdMember.objects.filter(person__household__isnull=True)
    staying = homeless.filter(ends_on__isnull=True)
    moved = homeless.exclude(person__in=staying.values("person")).values_list("person_id", flat=True)
    return dict.fromkeys(moved, away) | dict.fromkeys(Death.objects.values_list("person_id", flat=True), dead)


def _elsewhere() -> tuple[set[uuid.UUID], set[uuid.UUID]]:
    """Who is registered here and lives elsewhere; and who lives here and is registered elsewhere."""
    stays: dict[uuid.UUID, set[str]] = defaultdict(set)
    apart = HouseholdMember.objects.filter(ends_on__isnull=True).exclude(stay=Stay.BOTH)
    for person_id, stay in apart.values_list("person_id", "stay"):
        stays[person_id].add(stay)
    return {pk for pk, kinds in stays.items() if kinds == {Stay.REGISTERED}}, {
        pk for pk, kinds in stays.items() if kinds == {Stay.LIVES}
    }


def _said(
    aliases: Mapping[uuid.UUID, uuid.UUID],
) -> tuple[dict[uuid.UUID, frozenset[str]], dict[uuid.UUID, tuple[int | None, int | None]]]:
    """On which registers' newest editions somebody is, and the ADL score and income that were said last."""
    on: dict[uuid.UUID, set[str]] = defaultdict(set)
    said: dict[uuid.UUID, list[int | None]] = {}
    entries = (
        RegisterRow.objects.filter(counts_now("register__"), person__isnull=False)
        .order_by("register__made_at", "row")
        .values_list(
            "person_id",
            "register__kind",
            "register__source_id",
            KeyTextTransform("adl", "says"),
            KeyTextTransform("income", "says"),
        )
    )
    for named, kind, source_id, adl, income in entries.iterator(chunk_size=10_000):
        person_id = aliases.get(named, named)
        on[person_id].add(register_key(kind, source_id))
        if adl or income:
            told = said.setdefault(person_id, [None, None])
            if (score := _number(adl)) is not None:
                told[0] = score
            if (baht := _number(income)) is not None:
                told[1] = baht
    # Most people are on one of a few combinations of lists: one set serves them all.
    shared: dict[frozenset[str], frozenset[str]] = {}
    kinds = {pk: shared.setdefault(frozenset(found), frozenset(found)) for pk, found in on.items()}
    return kinds, {pk: (told[0], told[1]) for pk, told in said.items()}


def _houses(
    people: list[tuple[Any, ...]],
    ages: Mapping[uuid.UUID, int | None],
    on: Mapping[uuid.UUID, frozenset[str]],
    says: Mapping[uuid.UUID, tuple[int | None, int | None]],
) -> dict[uuid.UUID, _House]:
    houses: dict[uuid.UUID, _House] = defaultdict(_House)
    for row in people:
        pk, household_id = row[0], row[4]
        if household_id is None:
            continue
        house, age = houses[household_id], ages[pk]
        house.size += 1
        if age is not None:
            house.children += age < CHILD_AGE
            house.elders += age >= OLD_AGE
        house.disabled += "disability" in on.get(pk, ())
        adl = says.get(pk, (None, None))[0]
        house.bedridden += adl is not None and adl <= _BEDRIDDEN
    return houses


def _communities() -> dict[uuid.UUID, str]:
    now = CommunityHousehold.objects.filter(ends_on__isnull=True).values_list("household_id", "community_id")
    return {household: str(community) for household, community in now}


def _answers() -> dict[uuid.UUID, tuple[frozenset[str], int | None, bool]]:
    survey = latest_survey()
    if survey is None:
        return {}
    rows = HouseholdAnswers.objects.filter(survey=survey).values_list("household_id", "deprived", "dimensions", "poor")
    return {household: (frozenset(deprived), dimensions, bool(poor)) for household, deprived, dimensions, poor in rows}


def _number(text: str | None) -> int | None:
    if not text:
        return None
    try:
        return int(text.replace(",", ""))
    except ValueError:
        return None
