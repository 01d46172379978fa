"""A volunteer's round to three older people, arranged by the real actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from tests.activities.conftest import enter_people

from huangyai.kernel import Actor, Role

SAID = "บ้านท้ายซอยมีเสียงเด็กร้องทุกคืน"


@dataclass
class Watched:
    """What the tests talk about."""

    people: list[Any]
    volunteer: Any
    round: Any
    homes: list[Any]


@pytest.fixture
def watched(officer: Actor, user_of: Callable[[Role], Any]) -> Watched:
    """Today's round."""
    from django.utils import timezone

    from huangyai.places.models import Village
    from huangyai.volunteers.actions import welcome_volunteer
    from huangyai.walls.entry import acting
    from huangyai.watch.actions import arrange_round
    from huangyai.watch.queries import planned_visits

    with acting(officer):
        people = enter_people(officer)
        volunteer = welcome_volunteer(
            actor=officer, user=user_of(Role.VOLUNTEER), village=Village.objects.get(number=1)
        )
        made = arrange_round(
            actor=officer, volunteer=volunteer, day=timezone.localdate(), people=people, reason="อยู่คนเดียว"
        )
        homes = planned_visits(officer, made)
    return Watched(people, volunteer, made, homes)


@pytest.fixture
def other_volunteer(officer: Actor) -> Any:
    """A volunteer of the next village, with a login of their own."""
    from huangyai.accounts.actions import open_account
    from huangyai.places.models import Village
    from huangyai.volunteers.actions import welcome_volunteer
    from huangyai.walls.entry import acting

    machine = Actor.machine(officer.municipality_id, "test")
    with acting(machine):
        user = open_account(
            actor=machine,
            username="other.volunteer",
            display_name="another volunteer",
            password="long enough for a test",
            roles=(Role.VOLUNTEER,),
        )
        welcome_volunteer(actor=officer, user=user, village=Village.objects.get(number=2))
    return user


def put_on_visit_list(officer: Actor, people: list[Any]) -> None:
    """The visit list of the health station, joined to these people."""
    from huangyai.targets.models import Register, RegisterRow

    register = Register.objects.create(
        municipality_id=officer.municipality_id, kind="visits", file_name="visits.csv", rows=len(people)
    )
    for number, person in enumerate(people, start=1):
        RegisterRow.objects.create(
            municipality_id=officer.municipality_id,
            register=register,
            row=number,
            row_key=str(number),
            says={},
            person=person,
        )


def days_ago(days: int) -> dt.datetime:
    """A moment so many days before now."""
    from django.utils import timezone

    return timezone.now() - dt.timedelta(days=days)
