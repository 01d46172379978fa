"""Two cars, two drivers, and rides planned for one small session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from tests.activities.conftest import Held, announce_project, before_the_sessions, hold_session

from huangyai.kernel import Actor, Role

__all__ = ["before_the_sessions"]


@dataclass
class Fetched:
    """What the tests talk about."""

    held: Held
    car: Any
    spare: Any
    plan: Any
    route: Any
    pickups: list[Any]


@pytest.fixture
def held(officer: Actor, planner: Actor, leader: Actor) -> Held:
    """The session that rides are planned for."""
    return hold_session(officer, announce_project(officer, planner, leader))


@pytest.fixture
def other_driver(municipality: Any) -> Any:
    """Another driver of the same municipality."""
    from huangyai.accounts.actions import open_account
    from huangyai.walls.entry import acting

    machine = Actor.machine(municipality.pk, "test")
    with acting(machine):
        return open_account(
            actor=machine,
            username="other.driver",
            display_name="another driver",
            password="long enough for a test",
            roles=(Role.DRIVER,),
        )


@pytest.fixture
def fetched(held: Held, officer: Actor, user_of: Callable[[Role], Any]) -> Fetched:
    """The municipality's van, driven by the one driver, fetches everybody."""
    from huangyai.transport.actions import add_vehicle, plan_rides
    from huangyai.transport.models import Stop
    from huangyai.transport.queries import routes
    from huangyai.walls.entry import acting

    with acting(officer):
        car = add_vehicle(
            actor=officer,
            name="รถตู้",
            seats=8,
            wheelchair_places=1,
            driver=user_of(Role.DRIVER),
            latitude=12.5625,
            longitude=102.0592,
        )
        plan = plan_rides(actor=officer, session=held.session, seconds=0.05)
        route = routes(officer, plan)[0]
        pickups = [stop for stop in route.stops.all() if stop.kind == Stop.Kind.FETCH]
    return Fetched(held, car, None, plan, route, pickups)
