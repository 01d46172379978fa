"""The two records of a pair, opened side by side."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from huangyai.kernel import Actor, BuddhistDate, NotFound
from huangyai.people.models import ID_PURPOSE, Merge, Person
from huangyai.people.queries import Resident, as_residents, household_members
from huangyai.targets.access import visible_register_rows
from huangyai.targets.models import (
    Pair,
    RegisterRow,
    TakenFact,
)
from huangyai.targets.queries.written import written_row
from huangyai.targets.rules.register_file import person_name
from huangyai.vault.sealing import unseal


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
    """Every entry of the register that is not read as another one, as a list would write it.

    What an entry took from rows of lists is left out: a row is no evidence for itself.
    """
    taken: dict[uuid.UUID, set[str]] = defaultdict(set)
    for person_id, fact in TakenFact.objects.values_list("person_id", "fact"):
        taken[person_id].add(fact)
    people = Person.objects.exclude(pk__in=aliases()).select_related("household__village").order_by("pk")
    found: dict[uuid.UUID, Mapping[str, str]] = {}
    for person in people.iterator(chunk_size=2000):
        cells = record_of_person(person).cells
        own = {meaning: cell for meaning, cell in cells.items() if meaning not in taken[person.pk]}
        found[person.pk] = own | ({"village_code": person.household.village.code} if person.household else {})
    return found


def aliases() -> models.QuerySet[Merge, uuid.UUID]:
    """Entries that are read as another one."""
    return Merge.objects.filter(taken_back_at__isnull=True).values_list("alias_id", flat=True)
