"""People whom an office's list knows and nobody here does: perhaps they live here and are registered elsewhere."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Count

from huangyai.kernel import Actor
from huangyai.places.models import Village
from huangyai.targets.access import visible_register_rows
from huangyai.targets.models import Register, RegisterRow, counts_now
from huangyai.targets.queries.registers import ShownRow
from huangyai.targets.queries.written import written_rows
from huangyai.targets.rules.register_file import person_name

ELSEWHERE = "elsewhere"
"""Asks for rows that name no village of ours."""


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """A row with what the office wrote of where the person lives."""

    row: ShownRow
    home: str
    phone: str


def unknown_rows(actor: Actor, village: str = "") -> models.QuerySet[RegisterRow]:
    """Rows of the newest lists for which nobody was found, by village; of one village, if asked."""
    found = _of_newest(visible_register_rows(actor)).select_related("register__source")
    if village:
        found = found.filter(village_code="" if village == ELSEWHERE else village)
    return found.defer("register__original_sealed").order_by("village_code", "register_id", "row")


def unknown_by_village() -> Mapping[str, int]:
    """Village code → how many rows name it and have nobody; under nothing, those that name no village of ours."""
    counted = _of_newest(RegisterRow.objects.all()).order_by().values_list("village_code").annotate(rows=Count("pk"))
    return dict(counted)


def unknown_with_names(entries: Iterable[RegisterRow]) -> list[UnknownRow]:
    """One page of such rows as their offices wrote them. Whoever calls this records the look."""
    by_register: dict[Register, list[RegisterRow]] = defaultdict(list)
    shown = list(entries)
    for entry in shown:
        by_register[entry.register].append(entry)
    written = {
        (register.pk, number): cells
        for register, rows in by_register.items()
        for number, cells in written_rows(register, [row.row for row in rows]).items()
    }
    villages = {village.code: str(village) for village in Village.objects.all()}
    return [_as_written(entry, written.get((entry.register_id, entry.row), {}), villages) for entry in shown]


def _of_newest(found: models.QuerySet[RegisterRow]) -> models.QuerySet[RegisterRow]:
    return found.filter(counts_now("register__"), person__isnull=True)


def _as_written(entry: RegisterRow, cells: Mapping[str, str], villages: Mapping[str, str]) -> UnknownRow:
    village = villages.get(entry.village_code, "")
    said: Sequence[str] = (cells.get("house_no", ""), village or cells.get("village", "") or cells.get("moo", ""))
    home = cells.get("address", "") or " ".join(part for part in said if part)
    return UnknownRow(ShownRow(entry, person_name(cells)), home, cells.get("phone", ""))


def registers_among(entries: Iterable[RegisterRow]) -> Mapping[uuid.UUID, Register]:
    """The lists on which these rows stand."""
    return {entry.register_id: entry.register for entry in entries}
