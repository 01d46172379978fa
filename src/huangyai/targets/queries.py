from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language

from huangyai.kernel import Actor, NotFound, Words
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
from huangyai.targets.rules.columns import heading_of
from huangyai.targets.rules.criteria import PersonFacts, describe, judge
from huangyai.targets.rules.register_file import RegisterFile, person_name, read_register
from huangyai.vault.sealing import unseal

# What the seal of an office's file is for; another purpose can't open it.
ORIGINAL_PURPOSE = "register.original"

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


def registers(actor: Actor, *, only: uuid.UUID | None = None) -> list[RegisterLine]:
    """Registers, newest first."""
    found = visible_registers(actor).defer("original_sealed").select_related("brought_by")
    if only:
        found = found.filter(pk=only)
    counted = found.annotate(joined=Count("entries", filter=Q(entries__person__isnull=False)))
    return [RegisterLine(r, r.joined) for r in counted.order_by("-made_at", "-pk")]


def register(actor: Actor, register_id: uuid.UUID) -> RegisterLine:
    """One register, or NotFound."""
    for line in registers(actor, only=register_id):
        return line
    raise NotFound


def original(register: Register) -> RegisterFile:
    """The file as it was brought, opened from its seal."""
    text = unseal(register.municipality_id, register.original_sealed or b"", purpose=ORIGINAL_PURPOSE)
    return read_register(text.encode())


def register_rows(actor: Actor, register: Register, *, loose: bool | None = None) -> models.QuerySet[RegisterRow]:
    """A register's rows in their order; only the joined or only the loose ones, if asked."""
    found = visible_register_rows(actor).filter(register=register).select_related("person__household__village")
    if loose is not None:
        found = found.filter(person__isnull=loose)
    return found.order_by("row")


def register_row(actor: Actor, row_id: uuid.UUID) -> RegisterRow:
    """One row of an office's list, or NotFound."""
    found = visible_register_rows(actor).select_related("register").filter(pk=row_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of an office's list with the name that the office wrote, opened from the seal."""

    entry: RegisterRow
    name: str

    @property
    def percent(self) -> int | None:
        """How sure the join is."""
        return None if self.entry.probability is None else round(100 * self.entry.probability)


def with_names(register: Register, entries: Iterable[RegisterRow]) -> list[ShownRow]:
    """Rows with the names of the sealed original. Whoever calls this records the look."""
    names = {number: person_name(row) for number, row in original(register).numbered}
    return [ShownRow(entry, names.get(entry.row, "")) for entry in entries]


def said_in_words(entry: RegisterRow) -> list[tuple[str, str]]:
    """What is kept in the open of a row, each under the heading that offices use."""
    return [(heading_of(key), str(value)) for key, value in sorted(entry.says.items())]


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


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A name on a list, with why it is there, in the language of the page."""

    candidate: Candidate
    age: int | None
    reasons: list[str]
    decision: Decision | None


def candidate_lines(found: Iterable[Candidate]) -> list[CandidateLine]:
    """Names that were read by `candidates`, ready to show."""
    language, today = get_language() or "th", timezone.localdate()
    return [
        CandidateLine(
            each,
            age_on(each.person.birth_date, today),
            [Words(th=pair.get("th", ""), en=pair.get("en", "")).say(language) for pair in each.reasons],
            getattr(each, "decision", None),
        )
        for each in found
    ]


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
        .order_by("-made_at", "-pk")
    )


def target_list(actor: Actor, list_id: uuid.UUID) -> WithAnnotations[TargetList, NameCounts]:
    """One target list, or NotFound."""
    found = target_lists(actor).filter(pk=list_id).first()
    if found is None:
        raise NotFound
    return found


def candidates(actor: Actor, target_list: TargetList, *, outcome: str | None = None) -> models.QuerySet[Candidate]:
    """Names on a list: waiting first, then in Thai order. `outcome` picks those decided so, "" those that wait."""
    found = visible_candidates(actor).filter(target_list=target_list)
    if outcome is not None:
        found = found.filter(decision__outcome=outcome) if outcome else found.filter(decision__isnull=True)
    return found.select_related("person__household__village", "decision").order_by(
        models.F("decision__outcome").asc(nulls_first=True), "person__sort_key", "pk"
    )


def waiting_names(target_list: TargetList) -> int:
    """How many names the meeting has not decided on; the list was read by `target_lists`."""
    names, confirmed, declined = (getattr(target_list, key, 0) for key in ("names", "confirmed", "declined"))
    return int(names - confirmed - declined)


def names_for_meeting(
    actor: Actor, target_list: TargetList, *, only: Sequence[str] | None, most: int
) -> list[CandidateLine]:
    """The next names that wait, or those that the page had when it was sent: what others decided meanwhile stays."""
    if only is None:
        return candidate_lines(candidates(actor, target_list, outcome="")[:most])
    wanted = [key for key in only[:most] if _is_id(key)]
    return candidate_lines(candidates(actor, target_list).filter(pk__in=wanted))


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


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
