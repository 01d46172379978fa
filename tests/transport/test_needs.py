"""Who comes along, how long it takes, with whom they must not ride, and when the driver rests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.activities.conftest import Held
from tests.transport.conftest import Fetched

from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.transport.actions import add_vehicle, plan_rides, write_riding_needs
from huangyai.transport.bridge.day import CarDay, Leg, day_problem
from huangyai.transport.models import RidingNeeds, Stop, Vehicle
from huangyai.walls.entry import acting


def requests_of(held: Held, cars: list[Vehicle] | None = None) -> Any:
    session = held.session
    legs = [Leg(session, person, way) for person in held.people for way in ("there", "back")]
    day = dt.date(session.starts_at.year, session.starts_at.month, session.starts_at.day)
    return day_problem(day, legs, [CarDay(car) for car in cars or []])


def test_what_somebody_needs_reaches_the_planner(officer: Actor, held: Held) -> None:
    first, second, third = sorted(held.people, key=lambda person: person.wheelchair)
    with acting(officer):
        write_riding_needs(actor=officer, person=first, companions=2, boarding_minutes=7, comes_first=True)
        # The newest counts.
        write_riding_needs(actor=officer, person=third, companions=3)
        write_riding_needs(actor=officer, person=third, companions=1, longest_minutes=20, apart_from=second)
        found = {
            (request.id.split(":")[1], request.id.split(":")[2]): request for request in requests_of(held).requests
        }
    for way in ("there", "back"):
        own = found[str(first.pk), way]
        assert (own.seats, own.wheelchairs, own.pickup.service, own.longest_ride) == (3.0, 0.0, 7.0, 45.0)
        assert own.priority > found[str(second.pk), way].priority
        seated = found[str(third.pk), way]
        # A wheelchair has its own place, the carer a seat.
        assert (seated.seats, seated.wheelchairs, seated.longest_ride) == (1.0, 1.0, 20.0)
        assert seated.apart_from == {found[str(second.pk), w].id for w in ("there", "back")}
        plain = found[str(second.pk), way]
        assert (plain.seats, plain.pickup.service, plain.apart_from) == (1.0, 2.0, frozenset())


def test_carers_have_seats_and_two_who_must_not_meet_ride_apart(
    officer: Actor, held: Held, user_of: Callable[[Role], Any]
) -> None:
    first, second, _third = sorted(held.people, key=lambda person: person.wheelchair)
    with acting(officer):
        van = add_vehicle(
            actor=officer, name="รถตู้", seats=2, wheelchair_places=1, driver=user_of(Role.DRIVER),
            latitude=12.5625, longitude=102.0592,
        )  # fmt: skip
        write_riding_needs(actor=officer, person=first, companions=1, apart_from=second)
        plan = plan_rides(actor=officer, session=held.session, seconds=0.2)
        stops = list(
            Stop.objects.filter(route__plan=plan, route__vehicle=van, replaced_by__isnull=True).order_by("arrives_at")
        )
    assert not plan.unserved
    on_board: set[Any] = set()
    for stop in stops:
        if stop.kind in (Stop.Kind.FETCH, Stop.Kind.LEAVE):
            on_board.add(stop.person_id)
        else:
            on_board.discard(stop.person_id)
        assert not {first.pk, second.pk} <= on_board


def test_the_driver_rests_as_long_as_the_day_has_room_for_it(officer: Actor, held: Held) -> None:
    with acting(officer):
        car = add_vehicle(
            actor=officer, name="รถกระบะ", seats=4, rest_from=dt.time(11, 30), rest_until=dt.time(12, 30),
            rest_minutes=30,
        )  # fmt: skip
        (vehicle,) = requests_of(held, [car]).vehicles
        (rest,) = vehicle.rests
        assert (rest.earliest, rest.latest, rest.minutes) == (690.0, 750.0, 30.0)
        car.works_until = dt.time(11, 45)
        (vehicle,) = requests_of(held, [car]).vehicles
        assert vehicle.rests == ()


@pytest.mark.parametrize(
    ("needs", "code"),
    [
        ({"companions": 9}, "riding-needs-impossible"),
        ({"boarding_minutes": 0}, "riding-needs-impossible"),
        ({"longest_minutes": 5}, "riding-needs-impossible"),
        ({"apart_from": "own"}, "apart-from-oneself"),
    ],
)
def test_impossible_needs_are_not_kept(officer: Actor, held: Held, needs: dict[str, Any], code: str) -> None:
    person = held.people[0]
    told = {name: person if value == "own" else value for name, value in needs.items()}
    with acting(officer):
        with pytest.raises(Refusal) as refusal:
            write_riding_needs(actor=officer, person=person, **told)
        assert refusal.value.code == code
        assert not RidingNeeds.objects.exists()


def test_the_office_writes_needs_on_their_own_page(
    fetched: Fetched, officer: Actor, browser_of: Callable[..., Client], actor_of: Callable[[Role], Actor]
) -> None:
    person = fetched.held.people[0]
    page = f"/rides/people/{person.pk}/"
    clerk = browser_of(Role.OFFICER)
    assert page in clerk.get(f"/sessions/{fetched.held.session.pk}/").content.decode()
    assert clerk.post(page, {"companions": "99"}).status_code == 422
    assert clerk.post(page, {"companions": "1", "boarding_minutes": "5"}).status_code == 302
    assert 'value="5"' in clerk.get(page).content.decode()
    for role in (Role.DRIVER, Role.VOLUNTEER, Role.LEADER, Role.PARTNER):
        assert browser_of(role).get(page).status_code == 403
    driver = actor_of(Role.DRIVER)
    with acting(driver), pytest.raises(NotAllowed):
        write_riding_needs(actor=driver, person=person, companions=1)


def test_who_must_not_ride_together_is_sealed_and_looking_is_written_down(
    officer: Actor, held: Held, browser_of: Callable[..., Client]
) -> None:
    one, other = held.people[:2]
    with acting(officer):
        needs = write_riding_needs(actor=officer, person=one, apart_from=other)
        assert str(other.pk).encode() not in bytes(needs.apart_sealed)
        assert str(other.pk) not in str(list(Entry.objects.values_list("facts", flat=True)))
    page = browser_of(Role.OFFICER).get(f"/rides/people/{one.pk}/").content.decode()
    assert f'value="{other.pk}" selected' in page
    with acting(officer):
        assert Entry.objects.filter(verb="looked-at").count() == 1
