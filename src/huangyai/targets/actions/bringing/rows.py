"""The rows of a list are written, many at once."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from huangyai.kernel import Actor, Words, new_id
from huangyai.kernel.words import arabic_digits
from huangyai.targets.models import Register, RegisterRow, RowChange, SealedRows
from huangyai.targets.queries.bringing import known_villages
from huangyai.targets.queries.written import ROWS_PURPOSE, pack_rows, row_ids
from huangyai.targets.rules.columns import KEPT_FACTS
from huangyai.targets.rules.difference import Difference
from huangyai.targets.rules.villages import Villages
from huangyai.vault.sealing import seal_bytes
from huangyai.walls.copying import copy_rows

_ROWS_IN_A_SEAL = 250
_ROW = (
    "id",
    "made_at",
    "municipality_id",
    "register_id",
    "row",
    "row_key",
    "says",
    "person_id",
    "probability",
    "why",
    "village_code",
)
_SEALED = ("id", "made_at", "municipality_id", "register_id", "first", "last", "rows_sealed")
_CHANGE = ("id", "made_at", "municipality_id", "register_id", "kind", "before_id", "after_id", "columns", "says")


@dataclass(frozen=True, slots=True)
class Join:
    """Who a row is, as far as one knows: how sure, and why."""

    person_id: uuid.UUID | None
    probability: float | None = 1.0
    why: Words | None = None


_NOBODY = Join(None, None)
_KEPT = tuple(sorted(KEPT_FACTS))


def keep_rows(
    actor: Actor, register: Register, numbered: Sequence[tuple[int, Mapping[str, str]]], joins: Mapping[int, Join]
) -> dict[int, uuid.UUID]:
    """Write a list's rows, and the whole of them sealed; number → the row's id."""
    now, here = timezone.now(), actor.municipality_id
    ids = {number: new_id() for number, _ in numbered}
    facts, villages = _KeptFacts(), Villages(known_villages())

    def entries() -> Any:
        for number, row in numbered:
            join = joins.get(number, _NOBODY)
            yield (
                ids[number], now, here, register.pk, number, row.get("id", "")[:60], facts.of(row), join.person_id,
                join.probability, json.dumps(join.why.as_dict(), ensure_ascii=False) if join.why else None,
                villages.of(row),
            )  # fmt: skip

    def seals() -> Any:
        for leaf in _leaves(numbered):
            sealed = seal_bytes(here, pack_rows(dict(leaf)), purpose=ROWS_PURPOSE)
            yield new_id(), now, here, register.pk, leaf[0][0], leaf[-1][0], sealed

    copy_rows(RegisterRow, _ROW, entries())
    copy_rows(SealedRows, _SEALED, seals())
    return ids


def keep_changes(
    actor: Actor, register: Register, previous: Register, difference: Difference, ids: Mapping[int, uuid.UUID]
) -> None:
    """Write down where this edition says otherwise than the one before."""
    now, here = timezone.now(), actor.municipality_id
    before = row_ids(previous)

    def changes() -> Any:
        def change(kind: str, old: int | None, new: int | None, columns: Any = (), says: Any = None) -> Any:
            return (
                new_id(), now, here, register.pk, kind, before.get(old) if old is not None else None,
                ids[new] if new is not None else None, json.dumps(list(columns)), json.dumps(says or {}, ensure_ascii=False),
            )  # fmt: skip

        for number in difference.new:
            yield change(RowChange.Kind.NEW.value, None, number)
        for number in difference.gone:
            yield change(RowChange.Kind.GONE.value, number, None)
        for each in difference.changed:
            says = {meaning: list(pair) for meaning, pair in each.values.items() if meaning in KEPT_FACTS}
            yield change(RowChange.Kind.CHANGED.value, each.before, each.after, each.values, says)

    copy_rows(RowChange, _CHANGE, changes())


class _KeptFacts:
    """What stays in the open of each row, as JSON. Lists say the same of many people; it is written once."""

    def __init__(self) -> None:
        self._known: dict[tuple[tuple[str, str], ...], str] = {(): "{}"}

    def of(self, row: Mapping[str, str]) -> str:
        kept = tuple([(key, row[key]) for key in _KEPT if key in row])
        known = self._known.get(kept)
        if known is None:
            facts = {key: arabic_digits(value) for key, value in kept}
            known = self._known[kept] = json.dumps(facts, ensure_ascii=False)
        return known


def _leaves(
    numbered: Sequence[tuple[int, Mapping[str, str]]],
) -> list[Sequence[tuple[int, Mapping[str, str]]]]:
    return [numbered[at : at + _ROWS_IN_A_SEAL] for at in range(0, len(numbered), _ROWS_IN_A_SEAL)]


__all__ = ["Join", "keep_changes", "keep_rows"]
