"""Somebody is born or has died."""

from __future__ import annotations

from huangyai.people.models import (
    ID_PURPOSE,
    ChangeRequest,
    HouseholdMember,
    Kinship,
)
from huangyai.people.queries.planning.asking import asked_day, asked_person, current_stays, living_person, sealed_id
from huangyai.people.queries.planning.effects import end_stay, make_row, masked, set_values
from huangyai.people.queries.planning.values import require_free_id
from huangyai.people.rules import Effect
from huangyai.vault.sealing import keyed_hash


def plan_death(request: ChangeRequest) -> list[Effect]:
    """Somebody has died, and leaves the house where they were."""
    person, day = living_person(request, "person"), asked_day(request, "on")
    left = [end_stay(member, day) for member in current_stays(person)]
    gone = [set_values("person", person, person.full_name, household_id=None)] if person.household_id else []
    source = str(request.asked.get("source", ""))[:60]
    return [make_row("death", person.full_name, person_id=person.pk, died_on=day, source=source), *left, *gone]


def plan_birth(request: ChangeRequest) -> list[Effect]:
    """A child is entered in its mother's or father's house."""
    asked, born = request.asked, asked_day(request, "birth_date")
    name = f"{asked['title']}{asked['given_name']} {asked['family_name']}".strip()
    digits, source = sealed_id(request), str(asked.get("source", ""))[:60]
    if digits:
        require_free_id(keyed_hash(request.municipality_id, digits, purpose=ID_PURPOSE))
    child = make_row(
        "person",
        name,
        household_id=request.household_id,
        birth_date=born,
        **{field: asked[field] for field in ("title", "given_name", "family_name", "sex")},
        **({"national_id": masked(digits)} if digits else {}),
    )
    member = make_row(
        "member",
        name,
        household_id=request.household_id,
        person_id=child.row,
        part=HouseholdMember.Part.DEPENDANT.value,
        stay=HouseholdMember.Stay.BOTH.value,
        begins_on=born,
        source=source,
    )
    parents = [
        make_row(
            "kinship",
            f"{asked_person(request, role).full_name} – {name}",
            person_id=asked[role],
            relative_id=child.row,
            kind=Kinship.Kind.PARENT.value,
            begins_on=born,
            source=source,
        )
        for role in ("mother", "father")
        if asked.get(role)
    ]
    return [child, member, *parents]
