"""Decided names of whom a register says otherwise since, in something that the card asks."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, F, Max, OuterRef, Q

from huangyai.kernel import Actor, Words
from huangyai.targets.access import visible_target_lists
from huangyai.targets.models import Decision, KeptDecision, Reconsideration, RowChange, TargetList
from huangyai.targets.queries.changes import changed_rows
from huangyai.targets.rules.columns import meaning_words
from huangyai.targets.rules.criteria import REGISTER_WORDS, Asked, asked_of_registers, register_key


@dataclass(frozen=True, slots=True)
class ToldOtherwise:
    """What one list says otherwise of somebody since their name was decided."""

    words: Words
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ListToldOtherwise:
    """A list with decided names of whom registers say otherwise."""

    target_list: TargetList
    names: int
    since: dt.datetime


def told_otherwise(actor: Actor, target_list: TargetList) -> Mapping[uuid.UUID, list[ToldOtherwise]]:
    """Candidate → what registers say otherwise since the meeting's word on them, newest first.

    Only what the card asks counts. Names that are on the agenda again, or of whom staff said that the word stays, are
    not among them until another change comes. Two queries, whatever the number of names.
    """
    return _told(actor, Q(candidate__target_list=target_list)).get(target_list.pk, {})


def lists_told_otherwise(actor: Actor) -> list[ListToldOtherwise]:
    """Lists with such names, those with most names first."""
    found = {pk: names for pk, names in _told(actor, Q()).items() if names}
    lists = visible_target_lists(actor).in_bulk(list(found))
    told = [
        ListToldOtherwise(lists[pk], len(names), min(one.made_at for said in names.values() for one in said))
        for pk, names in found.items()
        if pk in lists
    ]
    return sorted(told, key=lambda one: (-one.names, one.target_list.name))


def _told(actor: Actor, which: Q) -> dict[uuid.UUID, dict[uuid.UUID, list[ToldOtherwise]]]:
    first = Decision.objects.filter(which).order_by("made_at").values_list("made_at", flat=True).first()
    if first is None:
        return {}
    by_person: dict[uuid.UUID, list[RowChange]] = defaultdict(list)
    for change in changed_rows(actor, first).select_related("register__source").defer("register__original_sealed"):
        by_person[change.person_id_now].append(change)
    if not by_person:
        return {}
    again = Reconsideration.objects.filter(candidate=OuterRef("candidate_id"), made_at__gt=OuterRef("made_at"))
    decided = (
        Decision.objects.filter(which, ~Exists(again), candidate__person__in=list(by_person))
        .annotate(list_id=F("candidate__target_list"), person_id=F("candidate__person"))
        .values_list("candidate_id", "list_id", "person_id", "made_at", "candidate__target_list__criterion__definition")
    )
    kept = dict(KeptDecision.objects.values_list("candidate_id").annotate(last=Max("made_at")))
    asked: dict[uuid.UUID, Asked] = {}
    found: dict[uuid.UUID, dict[uuid.UUID, list[ToldOtherwise]]] = defaultdict(dict)
    for candidate_id, list_id, person_id, decided_at, definition in decided:
        if list_id not in asked:
            asked[list_id] = asked_of_registers(definition)
        since = max(decided_at, kept.get(candidate_id, decided_at))
        said = [
            ToldOtherwise(_in_words(change, asked[list_id]), change.made_at)
            for change in by_person[person_id]
            if change.made_at > since and asked[list_id].matters(change.kind, change.columns, _key(change))
        ]
        if said:
            found[list_id][candidate_id] = said
    return found


def _key(change: RowChange) -> str:
    return register_key(change.register.kind, change.register.source_id)


def _in_words(change: RowChange, asked: Asked) -> Words:
    register = change.register
    named = REGISTER_WORDS.get(register.kind, Words(th=register.title, en=register.title))
    if change.kind == RowChange.Kind.NEW:
        return Words(th=f"มีชื่อใน{named.th}แล้ว", en=f"is on {named.en} now")
    if change.kind == RowChange.Kind.GONE:
        return Words(th=f"ไม่มีชื่อใน{named.th}แล้ว", en=f"is not on {named.en} any more")
    th, en = [], []
    for column in sorted(asked.columns.intersection(change.columns)):
        called = meaning_words(column)
        old, new = change.says.get(column, ("", ""))
        values = f" {old or '–'} → {new or '–'}" if old or new else ""
        th.append(f"{called.th}{values or 'เปลี่ยนไป'}")
        en.append(f"{called.en}{values or ' changed'}")
    return Words(th=f"{named.th}: {', '.join(th)}", en=f"{named.en}: {', '.join(en)}")
