from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Window
from django.db.models.functions import Abs, Coalesce

from huangyai.kernel import Actor, BuddhistDate, NotFound
from huangyai.people.models import ID_PURPOSE, Merge, Person
from huangyai.people.queries import Resident, as_residents, household_members
from huangyai.targets.access import visible_joinings, visible_lessons, visible_pairs, visible_register_rows
from huangyai.targets.models import (
    Joining,
    JoiningTerms,
    Lesson,
    Pair,
    PairDecision,
    Register,
    RegisterRow,
    TakenFact,
)
from huangyai.targets.queries.written import written_row
from huangyai.targets.rules.register_file import person_name
from huangyai.targets.rules.review import Terms
from huangyai.vault.sealing import unseal

Word = PairDecision.Word
FINAL = (Word.SAME, Word.DIFFERENT)
# Somebody chose these pairs by hand: nobody is asked about them.
_NOT_ASKED = (Pair.Cause.BY_HAND, Pair.Cause.DISPUTED)


def standing(**conditions: object) -> models.QuerySet[PairDecision]:
    """Decisions that were not taken back."""
    return PairDecision.objects.filter(taken_back__isnull=True, **conditions)


def waiting_pairs(actor: Actor, *, register_id: uuid.UUID | None = None) -> models.QuerySet[Pair]:
    """Pairs that this person may decide now, the most useful first: closest to even odds, one office's row after another."""
    this = standing(pair=OuterRef("pk"))
    settled_row = standing(pair__row=OuterRef("row"), pair__row__isnull=False, word=Word.SAME)
    both_keys = (
        standing(pair__row__isnull=True, word=Word.SAME)
        .order_by()
        .values("pair")
        .annotate(keys=Count("decided_by", distinct=True))
        .filter(keys__gte=2)
        .values("pair")
    )
    found = (
        visible_pairs(actor)
        .exclude(cause__in=_NOT_ASKED)
        .filter(Q(row__isnull=True) | Q(row__person__isnull=True, row__register__newer__isnull=True))
        .exclude(Exists(this.filter(word__in=FINAL).exclude(_awaits_second_key(actor))))
        .exclude(Exists(this.filter(word=Word.UNSURE, made_at__gte=OuterRef("evidence_at"))))
        .exclude(Exists(this.filter(word=Word.SECOND, decided_by_id=actor.user_id)))
        .exclude(Exists(settled_row))
        .exclude(pk__in=both_keys)
        .exclude(Q(row__isnull=True) & (Q(person__in=_aliases()) | Q(other__in=_aliases())))
    )
    if register_id:
        found = found.filter(row__register_id=register_id)
    return _most_useful_first(found)


def _awaits_second_key(actor: Actor) -> Q:
    """Two entries of the register become one only when somebody else says so too."""
    return Q(word=Word.SAME, pair__row__isnull=True) & ~Q(decided_by_id=actor.user_id)


def _most_useful_first(found: models.QuerySet[Pair]) -> models.QuerySet[Pair]:
    doubt = Abs(Coalesce(F("probability"), 0.5) - 0.5)
    group = Coalesce(F("row_id"), F("pk"))
    return found.annotate(
        doubt=doubt,
        group=group,
        group_doubt=Window(Min(doubt), partition_by=[group]),
    ).order_by("group_doubt", "group", "-probability", "pk")


def asked_of_others(actor: Actor) -> models.QuerySet[Pair]:
    """Pairs on which somebody else wants a second word: asked for, or two entries that need two keys."""
    others = standing(pair=OuterRef("pk")).exclude(decided_by_id=actor.user_id)
    wanted = others.filter(Q(word=Word.SECOND) | Q(word=Word.SAME, pair__row__isnull=True))
    return waiting_pairs(actor).filter(Exists(wanted))


def put_aside(actor: Actor) -> models.QuerySet[Pair]:
    """Pairs of which somebody could not tell, until new evidence comes."""
    this = standing(pair=OuterRef("pk"))
    found = (
        visible_pairs(actor)
        .filter(Q(row__isnull=True) | Q(row__person__isnull=True, row__register__newer__isnull=True))
        .filter(Exists(this.filter(word=Word.UNSURE, made_at__gte=OuterRef("evidence_at"))))
        .exclude(Exists(this.filter(word__in=FINAL)))
    )
    return _most_useful_first(found)


def pair_decisions(actor: Actor) -> models.QuerySet[PairDecision]:
    """What was decided on pairs, newest first, taken-back decisions too."""
    return (
        PairDecision.objects.filter(pair__in=visible_pairs(actor))
        .select_related("pair__row__register__source", "decided_by", "taken_back__taken_back_by")
        .order_by("-made_at", "-pk")
    )


def my_last_decision(actor: Actor) -> PairDecision | None:
    """What this person decided last, if it still stands: what the key for undo takes back."""
    if not actor.user_id:
        return None
    return (
        standing(decided_by_id=actor.user_id, pair__in=visible_pairs(actor))
        .select_related("pair__row")
        .order_by("-made_at", "-pk")
        .first()
    )


def pair_decision(actor: Actor, decision_id: uuid.UUID) -> PairDecision:
    """One decision, or NotFound."""
    found = pair_decisions(actor).filter(pk=decision_id).first()
    if found is None:
        raise NotFound
    return found


def pair(actor: Actor, pair_id: uuid.UUID) -> Pair:
    """One pair with both its records, or NotFound."""
    found = (
        visible_pairs(actor)
        .select_related("row__register__source", "person__household__village", "other__household__village")
        .filter(pk=pair_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Queue:
    """How far the review is, and which pair comes after the one that is open."""

    decided: int
    waiting: int
    asked_of_me: int
    aside: int
    earlier: uuid.UUID | None = None
    later: uuid.UUID | None = None
    place: int = 0

    @property
    def total(self) -> int:
        """Decided and waiting."""
        return self.decided + self.waiting


# So many pairs are held in order at once; the rest come after them.
_ORDERED = 2000


def queue(actor: Actor, *, register_id: uuid.UUID | None = None, at: Pair | None = None) -> Queue:
    """The state of the queue, seen from one pair."""
    ids = list(waiting_pairs(actor, register_id=register_id).values_list("pk", flat=True)[:_ORDERED])
    decided = visible_pairs(actor).filter(Exists(standing(pair=OuterRef("pk"), word__in=FINAL)))
    if register_id:
        decided = decided.filter(row__register_id=register_id)
    place = ids.index(at.pk) if at and at.pk in ids else -1
    return Queue(
        decided=decided.exclude(cause__in=_NOT_ASKED).exclude(pk__in=ids).count(),
        waiting=len(ids),
        asked_of_me=asked_of_others(actor).count(),
        aside=put_aside(actor).count(),
        earlier=ids[place - 1] if place > 0 else None,
        later=ids[place + 1] if 0 <= place < len(ids) - 1 else (ids[0] if ids and place < 0 else None),
        place=place + 1,
    )


def next_pair(actor: Actor, *, register_id: uuid.UUID | None = None, after: Pair | None = None) -> uuid.UUID | None:
    """The next pair to look at: another candidate of the same row first, so that a row is thought about once."""
    waiting = waiting_pairs(actor, register_id=register_id)
    if after is not None and after.row_id:
        same_row = waiting.filter(row_id=after.row_id).exclude(pk=after.pk).values_list("pk", flat=True).first()
        if same_row:
            return same_row
    return waiting.values_list("pk", flat=True).first()


@dataclass(frozen=True, slots=True)
class RegisterShare:
    """How many pairs wait for one list."""

    register: Register
    waiting: int


def waiting_by_register(actor: Actor) -> list[RegisterShare]:
    """Lists with pairs that wait, most first."""
    counts = dict(
        waiting_pairs(actor)
        .filter(row__isnull=False)
        .order_by()
        .values_list("row__register_id")
        .annotate(n=Count("pk", distinct=True))
        .values_list("row__register_id", "n")
    )
    found = Register.objects.defer("original_sealed").select_related("source").in_bulk(list(counts))
    shares = [RegisterShare(found[key], n) for key, n in counts.items()]
    return sorted(shares, key=lambda share: (-share.waiting, share.register.title))


def decisions_on(actor: Actor, pair: Pair) -> list[PairDecision]:
    """What was said of a pair so far, oldest first."""
    return list(pair_decisions(actor).filter(pair=pair).order_by("made_at", "pk"))


@dataclass(frozen=True, slots=True)
class Record:
    """One of two records: who keeps it, the name as it is written there, and its cells by meaning."""

    keeper: str
    name: str
    cells: Mapping[str, str]


def both_records(pair: Pair) -> tuple[Record, Record]:
    """Both records, opened. Whoever calls this records the look."""
    register_entry = record_of_person(pair.person, apart_from=pair.row)
    if pair.row is None:
        if pair.other is None:
            raise NotFound
        return record_of_person(pair.other), register_entry
    return record_of_row(pair.row), register_entry


def record_of_row(row: RegisterRow) -> Record:
    """A row as its office wrote it."""
    cells = written_row(row)
    return Record(row.register.title, person_name(cells), cells)


def row_with_person(actor: Actor, row_id: uuid.UUID) -> RegisterRow:
    """A row that has its person, with both, or NotFound."""
    rows = visible_register_rows(actor).select_related("register__source", "person__household__village")
    found = rows.filter(pk=row_id, person__isnull=False).first()
    if found is None:
        raise NotFound
    return found


def word_on_row(row: RegisterRow) -> PairDecision | None:
    """The decision by which somebody said whose a row is, if anybody did."""
    return standing(pair__row=row, word=Word.SAME).first()


def record_of_person(person: Person, *, apart_from: RegisterRow | None = None) -> Record:
    """A resident's entry, as a list would write it; what it took from a row is no evidence that it is that row."""
    home = person.household
    taken = (
        set(TakenFact.objects.filter(person=person, row=apart_from).values_list("fact", flat=True))
        if apart_from
        else set()
    )
    cells = {
        "title": person.title,
        "first_name": person.given_name,
        "last_name": person.family_name,
        "nickname": person.nickname,
        "sex": {"m": "ชาย", "f": "หญิง"}.get(person.sex, ""),
        "birth_date": _numeric(person.birth_date),
        "national_id": _national_id(person),
        "house_no": home.house_no if home else "",
        "moo": str(home.village.number) if home else "",
        "village": home.village.name if home else "",
        "phone": person.phone,
    }
    known = {meaning: cell for meaning, cell in cells.items() if cell and meaning not in taken}
    return Record("", person.full_name, known)


def _numeric(day: dt.date | None) -> str:
    return f"{day:%d/%m}/{BuddhistDate(day).be}" if day else ""


def _national_id(person: Person) -> str:
    if not person.national_id_sealed:
        return ""
    return unseal(person.municipality_id, person.national_id_sealed, purpose=ID_PURPOSE)


def people_beside(actor: Actor, person: Person) -> list[Resident]:
    """Who lives in the same house: a twin, a father of the same name."""
    if person.household is None:
        return []
    return as_residents(member for member in household_members(actor, person.household) if member.pk != person.pk)


def entries_of_register() -> dict[uuid.UUID, Mapping[str, str]]:
    """Every entry of the register that is not read as another one, as a list would write it."""
    people = Person.objects.exclude(pk__in=_aliases()).select_related("household__village").order_by("pk")
    return {person.pk: record_of_person(person).cells for person in people.iterator(chunk_size=2000)}


def _aliases() -> models.QuerySet[Merge, uuid.UUID]:
    return Merge.objects.filter(taken_back_at__isnull=True).values_list("alias_id", flat=True)


def terms(actor: Actor) -> Terms:
    """The terms that hold now."""
    kept = JoiningTerms.objects.order_by("-made_at", "-pk").first()
    return Terms(kept.join_from, kept.ask_from) if kept else Terms()


def joinings(actor: Actor) -> models.QuerySet[Joining]:
    """Comparisons of the lists, newest first."""
    return visible_joinings(actor).select_related("end", "asked_by", "end__ended_by").order_by("-made_at", "-pk")


def joining(actor: Actor, joining_id: uuid.UUID) -> Joining:
    """One comparison, or NotFound."""
    found = joinings(actor).filter(pk=joining_id).first()
    if found is None:
        raise NotFound
    return found


def lessons(actor: Actor) -> models.QuerySet[Lesson]:
    """What was learnt here, newest first."""
    return visible_lessons(actor).select_related("learnt_by").order_by("-version")


def model_in_use() -> str | None:
    """The model that the next joining uses, as text; None for the one that comes with the program."""
    newest = Lesson.objects.order_by("-version").first()
    return json.dumps(newest.model) if newest and newest.model else None


def lesson_version() -> int:
    """The number of the newest lesson; 0 before the first."""
    return Lesson.objects.aggregate(newest=Max("version"))["newest"] or 0


def models_by_version() -> dict[int, str | None]:
    """Every model that was in use here, by its version."""
    kept = Lesson.objects.values_list("version", "model")
    return {0: None, **{version: json.dumps(model) if model else None for version, model in kept}}


def decided_for_learning() -> Sequence[PairDecision]:
    """The standing words of same or different on pairs of which the comparison had said how likely they are."""
    return list(
        standing(word__in=FINAL, pair__probability__isnull=False).select_related("pair").order_by("made_at", "pk")
    )
