"""Where registers say otherwise than before."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db import models
from django.db.models.functions import Coalesce

from huangyai.kernel import Actor, Words
from huangyai.people.models import Person
from huangyai.targets.access import visible_changes, visible_register_rows
from huangyai.targets.models import Register, RegisterRow, RowChange
from huangyai.targets.queries.written import written_rows
from huangyai.targets.rules.columns import heading_of, meaning_words
from huangyai.targets.rules.difference import differing_values
from huangyai.targets.rules.register_file import person_name

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class OfPerson(TypedDict):
    """Whom a change is about."""

    person_id_now: uuid.UUID


def changed_rows(actor: Actor, since: dt.datetime) -> models.QuerySet[WithAnnotations[RowChange, OfPerson]]:
    """Rows of lists brought in since then that are new, changed or gone, whose person is known.

    Each carries `person_id_now`: who it is, also when the row found its person only later. `columns` says what changed
    (by meaning, such as ``income``), `says` the old and the new value of facts that are kept in the open.
    """
    known = models.Q(after__person__isnull=False) | models.Q(before__person__isnull=False)
    found = visible_changes(actor).filter(known, made_at__gte=since)
    return found.annotate(person_id_now=Coalesce("after__person_id", "before__person_id")).order_by("-made_at", "-pk")


def changes_of_person(actor: Actor, person: Person) -> models.QuerySet[RowChange]:
    """What lists said otherwise of one person, newest first."""
    named = models.Q(after__person=person) | models.Q(before__person=person)
    return visible_changes(actor).filter(named).select_related("register__source").order_by("-made_at", "-pk")


def count_changes(actor: Actor, register: Register) -> dict[str, int]:
    """How many rows of a list are new, changed or gone against the edition before."""
    counted = visible_changes(actor).filter(register=register).values_list("kind").annotate(n=models.Count("pk"))
    return dict(counted)


def changes_of_register(actor: Actor, register: Register, kind: str) -> models.QuerySet[RowChange]:
    """One list's new, changed or gone rows, in their order."""
    found = visible_changes(actor).filter(register=register, kind=kind).select_related("before__register", "after")
    return found.order_by("after__row", "before__row", "pk")


@dataclass(frozen=True, slots=True)
class WrittenChange:
    """A change with the name and the values that the office wrote, opened from the seal."""

    change: RowChange
    name: str
    values: Sequence[tuple[Words, str, str]]
    person_id: uuid.UUID | None


def as_written(register: Register, changes: Iterable[RowChange]) -> list[WrittenChange]:
    """Changes with names and values. Whoever calls this records the look."""
    shown = list(changes)
    after = written_rows(register, [each.after.row for each in shown if each.after])
    previous = register.previous
    before = written_rows(previous, [each.before.row for each in shown if each.before]) if previous else {}
    found = []
    for each in shown:
        old = before.get(each.before.row, {}) if each.before else {}
        new = after.get(each.after.row, {}) if each.after else {}
        values = differing_values(old, new) if each.kind == RowChange.Kind.CHANGED else {}
        row = each.after or each.before
        found.append(
            WrittenChange(
                each,
                person_name(new or old),
                [(meaning_words(meaning), was, now) for meaning, (was, now) in values.items()],
                row.person_id if row else None,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class SaidOfPerson:
    """What one list says of a person, from its newest edition that names them."""

    row: RegisterRow
    says: Sequence[tuple[str, str]]
    # The list has a newer edition on which they are not any more.
    gone: bool

    @property
    def register(self) -> Register:
        """The list."""
        return self.row.register


def said_of_person(actor: Actor, person: Person) -> list[SaidOfPerson]:
    """Which registers say what of one person, newest first; of each list only the newest edition that names them."""
    rows = (
        visible_register_rows(actor)
        .filter(person=person, register__withdrawal__isnull=True)
        .select_related("register__source")
        .defer("register__original_sealed")
        .annotate(has_newer=models.Exists(Register.objects.filter(previous=models.OuterRef("register_id"))))
        .order_by("-register__made_at", "row")
    )
    seen: set[object] = set()
    found = []
    for row in rows:
        key = row.register.source_id or row.register_id
        if (key, row.register_id) in seen or key not in seen:
            seen |= {key, (key, row.register_id)}
            says = [(heading_of(meaning), str(value)) for meaning, value in sorted(row.says.items())]
            found.append(SaidOfPerson(row, says, gone=row.has_newer))
    return found
