from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Q

from huangyai.kernel import Actor, NotFound
from huangyai.people.models import Person
from huangyai.targets.access import (
    visible_register_rows,
    visible_registers,
)
from huangyai.targets.models import (
    Register,
    RegisterRow,
)
from huangyai.targets.queries.written import ORIGINAL_PURPOSE, original, written_rows
from huangyai.targets.rules.columns import heading_of
from huangyai.targets.rules.register_file import person_name

__all__ = [
    "ORIGINAL_PURPOSE",
    "RegisterLine",
    "ShownRow",
    "loose_rows",
    "original",
    "register",
    "register_row",
    "register_rows",
    "registers",
    "rows_of_person",
    "said_in_words",
    "with_names",
]


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
    found = (
        visible_registers(actor)
        .defer("original_sealed")
        .select_related("brought_by", "source", "withdrawal__withdrawn_by", "withdrawal__before")
    )
    if only:
        found = found.filter(pk=only)
    counted = found.annotate(joined=Count("entries", filter=Q(entries__person__isnull=False)))
    return [RegisterLine(r, r.joined) for r in counted.order_by("-made_at", "-pk")]


def register(actor: Actor, register_id: uuid.UUID) -> RegisterLine:
    """One register, or NotFound."""
    for line in registers(actor, only=register_id):
        return line
    raise NotFound


def register_rows(actor: Actor, register: Register, *, loose: bool | None = None) -> models.QuerySet[RegisterRow]:
    """A register's rows in their order; only the joined or only the loose ones, if asked."""
    found = visible_register_rows(actor).filter(register=register).select_related("person__household__village")
    if loose is not None:
        found = found.filter(person__isnull=loose)
    return found.order_by("row")


def register_row(actor: Actor, row_id: uuid.UUID) -> RegisterRow:
    """One row of an office's list, or NotFound."""
    found = visible_register_rows(actor).select_related("register__source").filter(pk=row_id).first()
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
    shown = list(entries)
    written = written_rows(register, [entry.row for entry in shown])
    return [ShownRow(entry, person_name(written.get(entry.row, {}))) for entry in shown]


def said_in_words(entry: RegisterRow) -> list[tuple[str, str]]:
    """What is kept in the open of a row, each under the heading that offices use."""
    return [(heading_of(key), str(value)) for key, value in sorted(entry.says.items())]


def rows_of_person(actor: Actor, person: Person) -> list[RegisterRow]:
    """Which registers say what of one person."""
    return list(
        visible_register_rows(actor)
        .filter(person=person, register__withdrawal__isnull=True)
        .select_related("register__source")
        .defer("register__original_sealed")
        .order_by("register__kind")
    )


def loose_rows(actor: Actor, register: Register) -> models.QuerySet[RegisterRow]:
    """Rows that belong to nobody yet: a work list, not a rubbish heap."""
    return visible_register_rows(actor).filter(register=register, person__isnull=True).order_by("row")
