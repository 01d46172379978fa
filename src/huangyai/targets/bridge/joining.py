"""Registers as the linkage engine reads them, and who is who back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from huangyai.engines.linkage import Register as EngineRegister
from huangyai.engines.linkage import link_registers
from huangyai.targets.models import Register, RegisterRow
from huangyai.targets.queries import original

CERTAIN_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Joined:
    """One row of an office's list and the civil register's row that is the same person."""

    row_id: uuid.UUID
    person_id: uuid.UUID
    probability: float
    why: str


def join(
    civil: Register, others: Sequence[Register], progress: Callable[[str, float], None] | None = None
) -> list[Joined]:
    """Find, for each row of the other lists, the person of the civil register that it is, if it is anyone there."""
    named = {
        "civil": civil,
        **{f"{index}-{register.kind}": register for index, register in enumerate(others)},
    }
    linkage = link_registers(
        [
            EngineRegister(name, [{"id": str(number), **row} for number, row in _numbered(register)])
            for name, register in named.items()
        ],
        minimum=CERTAIN_ENOUGH,
        seed=1,
        progress=progress,
    )
    people = dict(RegisterRow.objects.filter(register=civil).values_list("row", "person_id"))
    rows = {
        name: dict(RegisterRow.objects.filter(register=register).values_list("row", "pk"))
        for name, register in named.items()
        if name != "civil"
    }
    best: dict[uuid.UUID, Joined] = {}
    for pair in linkage.pairs:
        if pair.source_l != "civil":
            continue
        row_id = rows[pair.source_r].get(int(pair.id_r))
        person_id = people.get(int(pair.id_l))
        if row_id is None or person_id is None:
            continue
        if row_id not in best or pair.probability > best[row_id].probability:
            best[row_id] = Joined(row_id, person_id, pair.probability, pair.why.th[:400])
    return list(best.values())


def _numbered(register: Register) -> list[tuple[int, dict[str, str]]]:
    return [(number, {k: v for k, v in row.items() if k != "id"}) for number, row in original(register).numbered]
