"""One effect on one row, of each kind that a change has."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone

from huangyai.kernel import new_id
from huangyai.people.models import (
    ChangeRequest,
    HouseholdMember,
    Person,
)
from huangyai.people.rules import Effect, place_key
from huangyai.places.models import Village


def masked(digits: str) -> str:
    """An id by its last digits, to compare with a card."""
    return f"x-xxxx-xxxxx-{digits[10:12]}-{digits[12]}" if digits else ""


def make_row(what: str, whom: str, **values: Any) -> Effect:
    """A new row with these values."""
    return Effect(what, str(new_id()), whom, {}, values, makes=True)


def set_values(what: str, row: models.Model, whom: str, **values: Any) -> Effect:
    """A row that stands gets these values; those before are kept with it."""
    return Effect(what, str(row.pk), whom, {field: getattr(row, field) for field in values}, values)


def end_stay(member: HouseholdMember, day: dt.date) -> Effect:
    """Somebody leaves a house on this day."""
    return set_values("member", member, member.person.full_name, ends_on=day)


def begin_stay(person: Person, home: str, part: str, stay: str, day: dt.date, request: ChangeRequest) -> Effect:
    """Somebody comes into a house on this day."""
    return make_row(
        "member",
        person.full_name,
        household_id=home,
        person_id=person.pk,
        part=part,
        stay=stay,
        begins_on=day,
        source=str(request.asked.get("source", ""))[:60],
    )


def begin_again(member: HouseholdMember, part: str, day: dt.date, request: ChangeRequest) -> Effect:
    """Somebody stays in the house, as something else."""
    return begin_stay(member.person, str(member.household_id), part, member.stay, day, request)


def live_elsewhere(person: Person, moves: str, elsewhere: str, day: dt.date, request: ChangeRequest) -> Effect:
    """An address outside the municipality."""
    return make_row(
        "address",
        person.full_name,
        person_id=person.pk,
        kind="registered" if moves == "registration" else "lives",
        elsewhere=elsewhere,
        begins_on=day,
        source=str(request.asked.get("source", ""))[:60],
    )


def note_origin(request: ChangeRequest, person: Person, field: str, value: str, source: str) -> Effect:
    """Where the register has a value from."""
    return make_row(
        "value_source",
        person.full_name,
        person_id=person.pk,
        field=field,
        value=value[:120],
        source=source[:120],
        said_on=timezone.localdate(),
        noted_by_id=request.proposed_by_id,
    )


def house_asked(request: ChangeRequest) -> tuple[str, list[Effect]]:
    """The house that people go to: one that stands, a new one, or none here."""
    asked = request.asked
    if asked.get("to"):
        return str(asked["to"]), []
    if not asked.get("village"):
        return "", []
    house = make_row(
        "household",
        str(asked["house_no"]),
        village_id=asked["village"],
        house_no=asked["house_no"],
        latitude=asked.get("latitude"),
        longitude=asked.get("longitude"),
        place_key=place_key(Village.objects.get(pk=asked["village"]).code, str(asked["house_no"])),
    )
    return house.row, [house]
