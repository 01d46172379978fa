"""Who is forgotten in the example, known because the example was made: what the work list of the product must find."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from huangyai.demo.registers.residents import SubDistrict

SCHOOL_AGES = range(6, 15)


def forgotten_people(truth: SubDistrict, day: dt.date) -> dict[str, set[str]]:
    """Residents whom an office that should know them does not, by person and reason; before anybody was visited.

    Ages are those on `day`, as the product reckons them.

    The reasons carry the names of the product's rules, so that a test can ask whether every one is found.
    """
    on: dict[str, set[str]] = defaultdict(set)
    for register in truth.registers:
        for row in register.rows:
            on[row.person_id].add(register.kind)
    found: dict[str, set[str]] = {}
    for person in truth.people:
        age, lists = person.age_on(day), on[person.id]
        assessed = "visits" in lists and person.adl is not None
        reasons = {
            "old-without-allowance": age >= 60 and "elderly" not in lists,
            "child-out-of-school": age in SCHOOL_AGES and "school" not in lists,
            "old-alone-unvisited": age >= 60 and person.lives_alone,
            "bedridden-unvisited": assessed and person.bedridden,
            "card-housebound-unvisited": assessed and "welfare" in lists and (person.bedridden or person.housebound),
        }
        if any(reasons.values()):
            found[person.id] = {reason for reason, holds in reasons.items() if holds}
    return found
