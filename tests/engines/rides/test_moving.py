"""Somebody is dragged to another car: the new times, and each thing that breaks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from small_days import day

from huangyai.engines.rides import (
    RidePlan,
    RideProblem,
    move_request,
    orders_of,
    promised_times,
    read_json,
    solve,
    weigh_routes,
)

VAN = {"id": "van", "start": "k0", "from": "08:00", "until": "12:00", "seats": 1}


def planned(**changes: Any) -> tuple[RideProblem, RidePlan]:
    """Dao and Mek in one car, and a van at the depot unless told otherwise."""
    document = day()
    document["vehicles"].append(dict(VAN) | changes.pop("van", {}))
    for request in document["requests"]:
        request.update(changes)
    problem = read_json(json.dumps(document))
    return problem, solve(problem, seconds=0.1, seed=1)


def test_a_move_that_fits_says_the_new_times_and_the_detour() -> None:
    problem, plan = planned()
    orders = orders_of(plan)
    assert len(orders) == 1
    (car,) = orders
    weighed = move_request(problem, orders, "mek", "van" if car == "car" else "car", promised=promised_times(plan))
    assert weighed.holds
    assert weighed.extra == pytest.approx(16.0)
    left, taken = weighed.routes
    assert [stop.node for stop in left.stops] == ["dao:pickup", "dao:dropoff"]
    assert [stop.node for stop in taken.stops] == ["mek:pickup", "mek:dropoff"]
    assert weighed.moved == {}
    nobody = move_request(problem, orders, "mek", None)
    assert [route.vehicle for route in nobody.routes] == [car]


@pytest.mark.parametrize(
    ("van", "change", "rule"),
    [
        ({"seats": 0}, {}, "seats"),
        ({"from": "09:00"}, {}, "late"),
        ({"until": "08:20"}, {}, "hours"),
        ({"longest_route": 10}, {}, "hours"),
        ({"speed_kmh": 10}, {}, "ride"),
        ({"breaks": [{"earliest": "08:10", "latest": "08:25", "minutes": 210}]}, {}, "break"),
        ({}, {"vehicles": ["car"]}, "car"),
    ],
)
def test_each_rule_that_breaks_is_named(van: dict[str, Any], change: dict[str, Any], rule: str) -> None:
    problem, plan = planned(**change)
    if van:
        problem = planned(van=van, **change)[0]
    orders = {"car": next(iter(orders_of(plan).values()))}
    weighed = move_request(problem, orders, "mek", "van")
    assert rule in {breach.rule for breach in weighed.breaches}
    assert all(breach.vehicle == "van" and breach.words.th and breach.words.en for breach in weighed.breaches)


def test_people_who_must_not_ride_together() -> None:
    problem, plan = planned(apart_from=["mek"])
    assert plan.unserved == {}
    together = {"car": ["dao:pickup", "mek:pickup", "dao:dropoff", "mek:dropoff"]}
    (breach,) = weigh_routes(problem, together, called={"dao": "ป้าดาว", "mek": "Uncle Mek"}).breaches
    assert breach.words.en == "Uncle Mek and ป้าดาว must not be in the car together."
    assert (breach.rule, breach.request, breach.other) == ("apart", "mek", "dao")
    assert weigh_routes(problem, {"car": ["dao:pickup", "gone:pickup", "dao:dropoff"]}).holds
    (half,) = weigh_routes(problem, {"car": ["dao:dropoff"]}).breaches
    assert half.rule == "pair"
