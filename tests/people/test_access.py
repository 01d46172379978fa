from __future__ import annotations

from collections.abc import Callable

import pytest

from huangyai.accounts.models import User
from huangyai.kernel import Actor, NotFound, Role
from huangyai.people import queries
from huangyai.people.access import may_see_identity, visible_households, visible_people
from huangyai.people.actions import tie_account
from huangyai.people.models import Person
from huangyai.walls.entry import acting

READERS = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", list(Role))
def test_staff_see_residents_and_nobody_else_does(
    role: Role, officer: Actor, residents: dict[str, Person], actor_of: Callable[[Role], Actor]
) -> None:
    with acting(officer):
        assert visible_people(actor_of(role)).count() == (9 if role in READERS else 0)
        assert visible_households(actor_of(role)).count() == (4 if role in READERS else 0)


@pytest.mark.parametrize("role", list(Role))
def test_the_neighbours_people_see_nothing_here(
    role: Role, officer: Actor, residents: dict[str, Person], neighbour_actor_of: Callable[[Role], Actor]
) -> None:
    neighbour = neighbour_actor_of(role)
    with acting(neighbour):
        assert not visible_people(neighbour).exists()
        assert not visible_households(neighbour).exists()
        with pytest.raises(NotFound):
            queries.person(neighbour, residents["กาล"].pk)


def test_the_public_sees_nobody(officer: Actor, residents: dict[str, Person]) -> None:
    public = Actor.public(officer.municipality_id)
    with acting(public):
        assert not visible_people(public).exists()
        assert not visible_households(public).exists()


def test_a_resident_sees_only_themselves(
    officer: Actor, residents: dict[str, Person], user_of: Callable[[Role], User], actor_of: Callable[[Role], Actor]
) -> None:
    with acting(officer):
        tie_account(actor=officer, person=residents["เกษร"], user=user_of(Role.RESIDENT))
        assert list(visible_people(actor_of(Role.RESIDENT))) == [residents["เกษร"]]


@pytest.mark.parametrize("role", list(Role))
def test_who_compares_ids_with_cards(role: Role, actor_of: Callable[[Role], Actor]) -> None:
    assert may_see_identity(actor_of(role)) == (role in {Role.OFFICER, Role.ADMINISTRATOR, Role.CASE_WORKER})
