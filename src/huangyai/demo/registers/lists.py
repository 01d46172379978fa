"""Six offices write down whom they know, each in its own way."""

from __future__ import annotations

import random
from collections.abc import Callable

from huangyai.demo.registers.clerk import Clerk, Habits
from huangyai.demo.registers.kinds import REGISTER_KINDS
from huangyai.demo.registers.offices import (
    civil_row,
    disability_row,
    elderly_row,
    school_row,
    visits_row,
    welfare_row,
)
from huangyai.demo.registers.residents import Person, Register, Row, SubDistrict

WriteRow = Callable[[Clerk, Person], dict[str, str]]

# The town hall's own register is nearly clean; the farther from it, the more goes wrong.
_OFFICES: dict[str, tuple[WriteRow, Habits]] = {
    "civil": (civil_row, Habits(misspelt=0.004, birth_wrong=0.004, twice=0.001)),
    "elderly": (
        elderly_row,
        Habits(
            id_missing=0.02, id_mistyped=0.03, id_dashed=0.5, misspelt=0.05, maiden_name=0.05,
            old_address=0.5, birth_wrong=0.04, birth_other_era=0.01, thai_digits=0.25, twice=0.015,
        ),
    ),
    "disability": (
        disability_row,
        Habits(
            id_missing=0.04, id_mistyped=0.03, misspelt=0.06, maiden_name=0.08, old_address=0.6,
            birth_wrong=0.05, birth_other_era=0.12, thai_digits=0.03, twice=0.03,
        ),
    ),
    "school": (
        school_row,
        Habits(
            id_missing=0.05, id_mistyped=0.02, misspelt=0.05, old_address=0.5, birth_wrong=0.03,
            birth_other_era=0.15, thai_digits=0.1, twice=0.01,
        ),
    ),
    "welfare": (
        welfare_row,
        Habits(
            id_missing=0.02, id_mistyped=0.02, id_dashed=0.2, misspelt=0.05, maiden_name=0.12,
            old_address=0.7, birth_wrong=0.05, birth_other_era=0.2, thai_digits=0.0, twice=0.02,
        ),
    ),
    "visits": (
        visits_row,
        Habits(
            misspelt=0.12, maiden_name=0.15, old_address=0.3, birth_wrong=0.12, thai_digits=0.4, twice=0.04,
        ),
    ),
}  # fmt: skip


def write_down(truth: SubDistrict, rng: random.Random, mess: float) -> tuple[Register, ...]:
    """All six lists; each numbers its rows from 1 and keeps some people twice."""
    everyone = (*truth.people, *truth.newcomers)
    known: dict[str, list[Person]] = {
        "civil": list(truth.people),
        "elderly": [p for p in everyone if p.age_on(truth.as_of) >= 60 and rng.random() < 0.94],
        "disability": [p for p in everyone if p.disability_type],
        "school": [p for p in everyone if p.school],
        "welfare": [p for p in everyone if p.has_welfare_card],
        "visits": [p for p in everyone if _visited(truth, p, rng)],
    }
    return tuple(
        _register(name, Clerk(truth, rng, _OFFICES[name][1], mess), _OFFICES[name][0], known[name])
        for name in REGISTER_KINDS
    )


def _register(name: str, clerk: Clerk, write_row: WriteRow, people: list[Person]) -> Register:
    # The civil register goes house by house; the others grew in the order in which people came.
    if name != "civil":
        clerk.rng.shuffle(people)
    again = [person for person in people if clerk.errs(clerk.habits.twice)]
    meanings = tuple(REGISTER_KINDS[name].columns.values())
    rows = []
    for number, person in enumerate((*people, *again), start=1):
        facts = {"id": str(number), **write_row(clerk, person)}
        rows.append(Row(facts["id"], person.id, tuple(facts[meaning] for meaning in meanings)))
    return Register(name, tuple(rows))


def _visited(truth: SubDistrict, person: Person, rng: random.Random) -> bool:
    age = person.age_on(truth.as_of)
    if person.bedridden or person.housebound or (person.lives_alone and age >= 60):
        return True
    return rng.random() < (0.5 if age >= 70 or person.disability_type else 0.12 if age >= 60 or age < 5 else 0.0)
