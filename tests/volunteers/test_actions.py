from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from huangyai.accounts.models import User
from huangyai.kernel import Actor, NotAllowed, NotFound, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.places.models import Village
from huangyai.volunteers import queries
from huangyai.volunteers.access import visible_hours, visible_volunteers
from huangyai.volunteers.actions import give_hours, welcome_volunteer
from huangyai.volunteers.models import GivenHours, Volunteer
from huangyai.walls.entry import acting

STAFF = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR}


def give(actor: Actor, volunteer: Volunteer, hours: str = "2.5", ago: int = 1) -> GivenHours:
    day = timezone.localdate() - dt.timedelta(days=ago)
    return give_hours(actor=actor, volunteer=volunteer, day=day, hours=Decimal(hours), purpose="เยี่ยมบ้าน")


def test_welcoming_and_giving_leave_rows_and_entries(
    officer: Actor, volunteer: Volunteer, actor_of: Callable[[Role], Actor]
) -> None:
    with acting(officer):
        given = give(actor_of(Role.VOLUNTEER), volunteer)
        assert GivenHours.objects.get() == given
        verbs = Entry.objects.filter(municipality_id=officer.municipality_id).order_by("position")
        assert list(verbs.values_list("verb", flat=True))[-2:] == ["volunteer.welcomed", "hours.given"]


def test_nobody_is_welcomed_twice(officer: Actor, volunteer: Volunteer) -> None:
    with acting(officer), pytest.raises(Refusal) as refused:
        welcome_volunteer(actor=officer, user=volunteer.user, village=volunteer.village)
    assert refused.value.code == "already-volunteer"


def test_a_day_fills_up(officer: Actor, volunteer: Volunteer) -> None:
    with acting(officer):
        give(officer, volunteer, "20")
        give(officer, volunteer, "20", ago=2)
        with pytest.raises(Refusal) as refused:
            give(officer, volunteer, "5")
        assert refused.value.code == "day-full"
        assert queries.total_hours(officer, volunteer) == Decimal(40)


@pytest.mark.parametrize("role", list(Role))
def test_who_may_do_what(
    role: Role, officer: Actor, volunteer: Volunteer, actor_of: Callable[[Role], Actor], user_of: Callable[[Role], User]
) -> None:
    actor = actor_of(role)
    attempts: list[tuple[bool, Callable[[], object]]] = [
        (role in {Role.OFFICER, Role.VOLUNTEER}, lambda: give(actor, volunteer)),
        (
            role in {Role.OFFICER, Role.ADMINISTRATOR},
            lambda: welcome_volunteer(actor=actor, user=user_of(Role.RESIDENT), village=volunteer.village),
        ),
    ]
    with acting(officer):
        for allowed, attempt in attempts:
            if allowed:
                attempt()
            else:
                with pytest.raises(NotAllowed):
                    attempt()


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_whom(
    role: Role,
    officer: Actor,
    volunteer: Volunteer,
    actor_of: Callable[[Role], Actor],
    neighbour_actor_of: Callable[[Role], Actor],
) -> None:
    sees = role in STAFF or role is Role.VOLUNTEER
    with acting(officer):
        give(officer, volunteer)
        assert visible_volunteers(actor_of(role)).exists() == sees
        assert visible_hours(actor_of(role)).exists() == sees
    with acting(neighbour_actor_of(role)):
        assert not visible_volunteers(neighbour_actor_of(role)).exists()
        assert not visible_hours(neighbour_actor_of(role)).exists()


def test_a_volunteer_of_another_village_is_not_shown_to_a_volunteer(
    officer: Actor, volunteer: Volunteer, user_of: Callable[[Role], User], actor_of: Callable[[Role], Actor]
) -> None:
    with acting(officer):
        other = welcome_volunteer(actor=officer, user=user_of(Role.DRIVER), village=Village.objects.get(number=2))
        assert list(visible_volunteers(actor_of(Role.VOLUNTEER))) == [volunteer]
        with pytest.raises(NotFound):
            queries.volunteer(actor_of(Role.VOLUNTEER), other.pk)
        with pytest.raises(NotAllowed):
            give(actor_of(Role.VOLUNTEER), other)


def test_lists_are_one_query_and_accounts_wait_until_taken_in(
    officer: Actor, user_of: Callable[[Role], User], django_assert_num_queries: Any
) -> None:
    with acting(officer):
        waiting = user_of(Role.VOLUNTEER)
        assert [colleague.user_id for colleague in queries.not_yet_volunteers(officer)] == [waiting.pk]
        assert queries.account_to_welcome(officer, waiting.pk) == waiting
        made = welcome_volunteer(actor=officer, user=waiting, village=Village.objects.get(number=1))
        give(officer, made, "1.5")
        give(officer, made, "2", ago=3)
        assert queries.not_yet_volunteers(officer) == []
        with pytest.raises(NotFound):
            queries.account_to_welcome(officer, waiting.pk)
        with django_assert_num_queries(1):
            (line,) = queries.volunteers(officer)
        assert line.hours == Decimal("3.5")
        assert queries.count_volunteers() == 1
        assert [given.hours for given in queries.hours_of(officer, made)] == [Decimal("1.5"), Decimal(2)]
