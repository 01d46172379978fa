"""Random small days: every plan passes the judge, and nobody who fits is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huangyai.engines.rides import move_request, orders_of, prepare, read_json, solve, weigh_routes
from huangyai.engines.rides.check import judge
from huangyai.engines.rides.check_json import rules_of_json


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """No example waits for the compiler."""
    prepare()


@st.composite
def days(draw: st.DrawFn) -> dict[str, Any]:
    places = draw(st.integers(3, 7))
    car_count = draw(st.integers(1, 3))
    minute = st.integers(0, 240)
    where = st.integers(0, places - 1).map(lambda k: f"p{k}")

    def stop() -> dict[str, Any]:
        opens = draw(minute)
        return {
            "place": draw(where),
            "earliest": opens,
            "latest": opens + draw(st.integers(0, 90)),
            "service": draw(st.integers(0, 5)),
        }

    vehicles = []
    for k in range(car_count):
        car: dict[str, Any] = {
            "id": f"c{k}",
            "start": draw(where),
            "end": draw(where),
            "from": draw(st.integers(0, 60)),
            "until": draw(st.integers(200, 420)),
            "seats": draw(st.integers(0, 4)),
            "wheelchair_places": draw(st.integers(0, 1)),
            "folding_places": draw(st.integers(0, 1)),
            "seats_per_folding_place": draw(st.integers(1, 2)),
        }
        if draw(st.booleans()):
            car["speed_kmh"] = draw(st.sampled_from([20, 60, 90]))
        if draw(st.booleans()):
            car["longest_route"] = draw(st.integers(60, 300))
        if draw(st.booleans()):
            opens = draw(st.integers(60, 120))
            car["breaks"] = [{"earliest": opens, "latest": opens + draw(st.integers(0, 40)), "minutes": 20}]
        vehicles.append(car)
    count = draw(st.integers(0, 7))
    some_car = st.lists(st.integers(0, car_count - 1).map(lambda k: f"c{k}"), max_size=1)
    requests = [
        {
            "id": f"r{k}",
            "pickup": stop(),
            "dropoff": stop(),
            "seats": draw(st.integers(0, 2)),
            "companions": draw(st.integers(0, 1)),
            "wheelchairs": draw(st.integers(0, 1)),
            "longest_ride": draw(st.integers(10, 90)),
            "apart_from": [f"r{foe}" for foe in draw(st.sets(st.integers(0, count - 1), max_size=2)) - {k}],
            "usual": draw(some_car),
            "priority": draw(st.integers(0, 3)),
        }
        for k in range(count)
    ]
    return {
        "speed_kmh": 60,
        "places": [
            {"id": f"p{k}", "x": draw(st.integers(0, 20)), "y": draw(st.integers(0, 20))} for k in range(places)
        ],
        "vehicles": vehicles,
        "requests": requests,
        "visits": [{"id": f"v{k}", "usual": draw(some_car), **stop()} for k in range(draw(st.integers(0, 3)))],
        "stranger_cost": draw(st.integers(0, 5)),
        "fair_load": draw(st.integers(0, 5)),
    }


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(days(), st.integers(0, 5))
def test_every_plan_passes_the_judge(document: dict[str, Any], seed: int) -> None:
    text = json.dumps(document)
    problem = read_json(text)
    plan = solve(problem, seconds=0.03, seed=seed)
    verdict = judge(rules_of_json(text), json.loads(json.dumps(plan.as_dict())))
    assert [fault.en for fault in verdict.faults] == []
    named = {item["id"] for item in [*document["requests"], *document["visits"]]}
    served = {stop.request for route in plan.routes for stop in route.stops}
    assert served | set(plan.unserved) == named
    assert [breach.words.en for breach in weigh_routes(problem, orders_of(plan)).breaches] == []
    # Refusing is never cheaper than serving: no car could still take anybody who was left out.
    for request in set(plan.unserved) - set(problem.refused):
        for car in problem.vehicles:
            assert not move_request(problem, orders_of(plan), request, car.id).holds


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(days())
def test_a_car_of_ones_own_refuses_nobody_who_fits_alone(document: dict[str, Any]) -> None:
    everybody = [*document["requests"], *document["visits"]]
    alone = set()
    for item in everybody:
        kind = "visits" if item in document["visits"] else "requests"
        single = document | {"requests": [], "visits": []} | {kind: [item]}
        if not solve(read_json(json.dumps(single)), seconds=0.0, seed=1).unserved:
            alone.add(item["id"])
    fleet = [car | {"id": f"{car['id']}-{k}"} for car in document["vehicles"] for k in range(len(everybody))]
    plan = solve(read_json(json.dumps(document | {"vehicles": fleet})), seconds=0.05, seed=1)
    assert alone.isdisjoint(plan.unserved)
