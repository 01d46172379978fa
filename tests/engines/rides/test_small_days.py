"""Hand-made days: what the plan must be, who is refused and why, rests, folding seats, skills."""

from __future__ import annotations

import json
from typing import Any

import pytest
from small_days import DARP, day

from huangyai.engines.rides import (
    Car,
    Passenger,
    Progress,
    RidePlan,
    Session,
    Spot,
    municipal_day,
    read_darp,
    read_json,
    ride_back,
    ride_there,
    solve,
)
from huangyai.engines.rides.check import judge
from huangyai.engines.rides.check_files import rules_of_darp
from huangyai.engines.rides.check_json import rules_of_json


def planned(document: dict[str, Any], seconds: float = 0.2) -> RidePlan:
    text = json.dumps(document)
    plan = solve(read_json(text), seconds=seconds, seed=1)
    assert [fault.en for fault in judge(rules_of_json(text), plan.as_dict()).faults] == []
    return plan


def test_two_neighbours_share_a_car() -> None:
    plan = planned(day())
    assert plan.cost == pytest.approx(16.0)
    assert [stop.node for stop in plan.routes[0].stops][:2] == ["dao:pickup", "mek:pickup"]


def test_a_line_in_the_classic_layout() -> None:
    plan = solve(read_darp(DARP), seconds=0.2, seed=1)
    assert plan.cost == pytest.approx(8.0)
    assert judge(rules_of_darp(DARP), plan.as_dict()).faults == []


def test_the_same_seed_gives_the_same_plan() -> None:
    first, second = (
        solve(read_json(json.dumps(day())), seconds=5.0, seed=3, progress=_stop_after(4)) for _ in range(2)
    )
    assert first.as_dict()["stops"] == second.as_dict()["stops"]
    assert first.iterations == second.iterations


def _stop_after(calls: int) -> Any:
    heard: list[Progress] = []

    def listen(progress: Progress) -> bool:
        heard.append(progress)
        return len(heard) < calls

    return listen


def test_stopping_at_once_still_gives_a_valid_plan() -> None:
    text = json.dumps(day())
    plan = solve(read_json(text), seconds=60.0, seed=1, progress=lambda _: False)
    assert plan.unserved == {}
    assert judge(rules_of_json(text), plan.as_dict()).faults == []


def test_wheelchair_without_a_place_is_refused_and_the_rest_planned() -> None:
    document = day()
    document["requests"][0]["wheelchairs"] = 1
    plan = planned(document)
    assert list(plan.unserved) == ["dao"]
    assert "wheelchair" in plan.unserved["dao"].en
    assert len(plan.routes[0].stops) == 2


@pytest.mark.parametrize(("folding", "served"), [(0, 0), (1, 1), (2, 2)])
def test_folding_seats_turn_into_wheelchair_places(folding: int, served: int) -> None:
    document = day()
    document["vehicles"][0].update(folding_places=folding, seats_per_folding_place=2, until="08:40")
    document["speed_kmh"] = 40
    for request in document["requests"]:
        request.update(wheelchairs=1, seats=0)
        request["dropoff"].update(earliest="08:00", latest="08:25")
    plan = planned(document)
    assert len(plan.unserved) == 2 - served


def test_a_visit_waits_for_the_right_skill() -> None:
    document = day(visits=[{"id": "wound", "place": "k1", "service": 20, "skills": ["nurse"]}])
    assert "wound" in planned(document).unserved
    document["vehicles"].append(
        {"id": "bike", "start": "k0", "from": "08:00", "until": "12:00", "seats": 0, "skills": ["nurse"]}
    )
    plan = planned(document)
    assert plan.unserved == {}
    assert [route.vehicle for route in plan.routes if route.stops[0].node == "wound:visit"] == ["bike"]


def test_the_driver_rests_with_nobody_on_board() -> None:
    document = day()
    document["vehicles"][0]["breaks"] = [{"earliest": "08:45", "latest": "09:30", "minutes": 30}]
    plan = planned(document)
    assert plan.unserved == {}
    assert plan.routes[0].finish >= 9 * 60 + 15


def test_a_ride_that_is_too_long_is_named() -> None:
    document = day()
    document["requests"][0]["longest_ride"] = 3
    plan = planned(document)
    assert "direct ride" in plan.unserved["dao"].en


def test_a_window_that_ends_before_it_begins_refuses_only_that_request() -> None:
    document = day()
    document["requests"][0]["dropoff"].update(earliest="09:00", latest="08:00")
    plan = solve(read_json(json.dumps(document)), seconds=0.1, seed=1)
    assert "ends" in plan.unserved["dao"].en
    assert len(plan.routes) == 1


def test_too_many_people_are_left_out_with_a_sentence() -> None:
    document = day()
    document["vehicles"][0].update(seats=1, until="08:40")
    plan = planned(document)
    assert len(plan.unserved) == 1
    assert all(words.th and words.en for words in plan.unserved.values())


def test_nobody_and_nothing() -> None:
    assert planned(day(requests=[])).routes == ()
    assert set(planned(day(vehicles=[])).unserved) == {"dao", "mek"}


def test_a_municipal_day_goes_there_and_back() -> None:
    hall, station = Spot(16.45, 102.80), Spot(16.44, 102.81)
    people = [
        Passenger(f"p{k}", Spot(16.45 + 0.004 * k, 102.82), wheelchair=k == 1, companions=k % 2) for k in range(5)
    ]
    people.append(Passenger("swapped", Spot(102.8, 16.45)))
    cars = [Car("van", station, 7 * 60, 17 * 60, seats=6, wheelchairs=1)]
    plan = solve(municipal_day(people, Session(hall, 9 * 60, 12 * 60), cars), seconds=0.3, seed=1)
    assert set(plan.unserved) == {ride_there("swapped"), ride_back("swapped")}
    times = {stop.node: stop for route in plan.routes for stop in route.stops}
    for k in range(5):
        assert 8 * 60 <= times[f"p{k}:there:dropoff"].begin <= 9 * 60
        assert times[f"p{k}:back:pickup"].begin >= 12 * 60
