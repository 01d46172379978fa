"""Who fetches whom: what is planned, what is refused, what the ledger says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from tests.activities.conftest import Held, enter_people
from tests.transport.conftest import Fetched

from huangyai.activities.actions import enrol
from huangyai.activities.models import Enrolment
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.outbox import queries as outbox
from huangyai.outbox.rules import at_the_clock
from huangyai.people.actions import PersonFacts, register_person
from huangyai.transport.actions import add_vehicle, plan_rides, record_boarding
from huangyai.transport.models import Boarding, RidePlan, Route, Stop, Vehicle
from huangyai.transport.queries import count_fetched, figures_of_project, next_pickup, routes, told_of, unserved
from huangyai.walls.entry import acting


def _refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_everybody_is_fetched_in_time_and_brought_home(officer: Actor, fetched: Fetched) -> None:
    session = fetched.held.session
    with acting(officer):
        stops = [stop for route in routes(officer, fetched.plan) for stop in route.stops.all()]
        for person in fetched.held.people:
            mine = {stop.kind: stop for stop in stops if stop.person_id == person.pk}
            assert set(mine) == set(Stop.Kind)
            assert mine["fetch"].leaves_at <= mine["arrive"].arrives_at <= session.starts_at
            assert session.ends_at <= mine["leave"].leaves_at <= mine["home"].arrives_at
        assert fetched.plan.unserved == []
        assert 0 < fetched.plan.longest_ride_minutes <= fetched.plan.ride_cap_minutes
        assert [stop.order for stop in fetched.route.stops.all()] == list(range(1, fetched.route.stops.count() + 1))
        entry = Entry.objects.get(verb="rides.planned")
    assert entry.facts == {"session": str(session.pk), "riders": 3, "unserved": 0}


def test_who_has_no_house_on_the_map_is_named_with_the_reason(officer: Actor, held: Held) -> None:
    with acting(officer):
        lost = register_person(actor=officer, household=None, facts=PersonFacts(given_name="ไร้บ้าน"))
        enrol(actor=officer, session=held.session, person=lost, needs_ride=True)
        add_vehicle(actor=officer, name="รถตู้", seats=8, wheelchair_places=1)
        plan = plan_rides(actor=officer, session=held.session, seconds=0.05)
        ((person, why),) = unserved(officer, plan)
        assert person == lost
        assert why


def test_a_wheelchair_without_a_place_is_named_too(officer: Actor, held: Held) -> None:
    with acting(officer):
        add_vehicle(actor=officer, name="กระบะ", seats=4, latitude=12.5625, longitude=102.0592)
        plan = plan_rides(actor=officer, session=held.session, seconds=0.05)
        assert [person.given_name for person, _ in unserved(officer, plan)] == ["สมศรี"]


def test_rides_need_a_car_and_somebody_and_are_planned_once(officer: Actor, held: Held) -> None:
    with acting(officer):
        with _refused("no-vehicle"):
            plan_rides(actor=officer, session=held.session, seconds=0.05)
        add_vehicle(actor=officer, name="รถตู้", seats=8, wheelchair_places=1)
        Enrolment.objects.update(needs_ride=False)
        with _refused("nobody-to-fetch"):
            plan_rides(actor=officer, session=held.session, seconds=0.05)
        Enrolment.objects.update(needs_ride=True)
        plan_rides(actor=officer, session=held.session, seconds=0.05)
        with _refused("rides-planned"):
            plan_rides(actor=officer, session=held.session, seconds=0.05)
        assert RidePlan.objects.count() == Vehicle.objects.count() == 1
        assert Entry.objects.filter(verb="rides.planned").count() == 1


def test_the_driver_says_who_got_in_and_may_correct_it(fetched: Fetched, actor_of: Callable[[Role], Actor]) -> None:
    driver = actor_of(Role.DRIVER)
    first, *others = fetched.pickups
    with acting(driver):
        record_boarding(actor=driver, stop=first, on_board=False)
        record_boarding(actor=driver, stop=first, on_board=True)
        said = Boarding.objects.get()
        assert said.on_board
        assert said.recorded_by_id == driver.user_id
        assert [entry.facts["on_board"] for entry in Entry.objects.filter(verb="boarding.recorded")] == [False, True]
        assert count_fetched() == 1
        assert next_pickup(list(fetched.route.stops.select_related("boarding"))) == others[0]
    with acting(driver):
        for stop in others:
            record_boarding(actor=driver, stop=stop, on_board=True)
        figures = figures_of_project(fetched.held.project)
    assert (figures.fetched, figures.wheelchairs) == (3, 1)


def test_nobody_gets_in_where_people_get_out(fetched: Fetched, officer: Actor) -> None:
    with acting(officer):
        for stop in fetched.route.stops.filter(kind__in=["arrive", "home"]):
            with _refused("nobody-gets-in"):
                record_boarding(actor=officer, stop=stop, on_board=True)
        assert not Boarding.objects.exists()


def test_only_officers_plan_and_only_drivers_drive(fetched: Fetched, actor_of: Callable[[Role], Actor]) -> None:
    for role in set(Role) - {Role.OFFICER, Role.DRIVER}:
        actor = actor_of(role)
        with acting(actor):
            with pytest.raises(NotAllowed):
                add_vehicle(actor=actor, name="ก", seats=1)
            with pytest.raises(NotAllowed):
                plan_rides(actor=actor, session=fetched.held.session)
            with pytest.raises(NotAllowed):
                record_boarding(actor=actor, stop=fetched.pickups[0], on_board=True)


def test_another_driver_sees_and_says_nothing(fetched: Fetched, municipality: Any, other_driver: Any) -> None:
    from huangyai.transport.access import visible_ride_plans, visible_routes

    other = Actor(municipality_id=municipality.pk, user_id=other_driver.pk, roles=frozenset({Role.DRIVER}))
    with acting(other):
        assert not visible_routes(other).exists()
        assert not visible_ride_plans(other).exists()
        with pytest.raises(NotAllowed):
            record_boarding(actor=other, stop=fetched.pickups[0], on_board=True)


def test_a_driver_sees_their_own_car_only(fetched: Fetched, actor_of: Callable[[Role], Actor], officer: Actor) -> None:
    from huangyai.transport.queries import ride_plans

    driver = actor_of(Role.DRIVER)
    with acting(officer):
        more = enter_people(officer, [(2, "1", (12.55, 102.05), "คนไกล", False)])
        spare = add_vehicle(actor=officer, name="กระบะ", seats=4)
        hidden = Route.objects.create(municipality_id=officer.municipality_id, plan=fetched.plan, vehicle=spare)
        Stop.objects.create(
            municipality_id=officer.municipality_id,
            route=hidden,
            order=1,
            kind="fetch",
            person=more[0],
            arrives_at=fetched.held.session.starts_at,
            leaves_at=fetched.held.session.starts_at,
        )
    with acting(driver):
        assert routes(driver, fetched.plan) == [fetched.route]
        assert unserved(driver, fetched.plan) == []
        assert [plan.people for plan in ride_plans(driver)] == [3]
    with acting(officer):
        assert [plan.people for plan in ride_plans(officer)] == [4]


def test_each_is_told_their_own_time_and_who_stays_behind_that(officer: Actor, held: Held) -> None:
    with acting(officer):
        morning = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) + dt.timedelta(days=9)
        held.session.starts_at, held.session.ends_at = morning, morning + dt.timedelta(hours=3)
        held.session.save()
        lost = register_person(actor=officer, household=None, facts=PersonFacts(given_name="ไร้บ้าน"))
        enrol(actor=officer, session=held.session, person=lost, needs_ride=True)
        add_vehicle(
            actor=officer, name="รถตู้", seats=8, wheelchair_places=1, latitude=12.5625, longitude=102.0592
        )  # fmt: skip
        plan = plan_rides(actor=officer, session=held.session, seconds=0.05)
        told = told_of(officer, plan)
        assert told is not None
        assert (told.people, told.not_yet) == (4, 4)
        message = outbox.message(officer, told.message_id)
        assert message.useful_until == held.session.starts_at
        words = {line.step.delivery.person: line.text for line in outbox.lines(outbox.to_tell(officer, message))}
        for stop in Stop.objects.filter(kind=Stop.Kind.FETCH).select_related("person"):
            assert at_the_clock(timezone.localtime(stop.arrives_at)) in words[stop.person].th
            assert f"{timezone.localtime(stop.arrives_at):%H:%M}" in words[stop.person].en
            # Nobody hears of anybody else.
            assert not any(other.given_name in words[stop.person].th for other in held.people)
        assert "ยังไปรับ" in words[lost].th


def test_nobody_is_told_of_a_car_that_has_gone(officer: Actor, held: Held) -> None:
    with acting(officer):
        held.session.starts_at = timezone.now() - dt.timedelta(hours=1)
        held.session.ends_at = timezone.now() + dt.timedelta(hours=2)
        held.session.save()
        add_vehicle(actor=officer, name="รถตู้", seats=8, wheelchair_places=1)
        plan = plan_rides(actor=officer, session=held.session, seconds=0.05)
        assert told_of(officer, plan) is None
