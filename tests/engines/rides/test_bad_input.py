"""What can't be right is named, and the rest of the day is still planned."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from small_days import day

from huangyai.engines.rides import Car, DayTerms, Passenger, Session, Spot, municipal_day, read_json, solve
from huangyai.engines.rides.check import judge
from huangyai.engines.rides.check_json import rules_of_json
from huangyai.engines.rides.places import doubt_about

HALL, TEMPLE = Spot(12.60, 102.10), Spot(12.63, 102.12)
TODAY = dt.date(2026, 11, 23)
VAN = Car("van", HALL, 420, 1020, seats=8, licence_until=dt.date(2027, 1, 1))


def person(
    name: str,
    latitude: float = 12.61,
    longitude: float = 102.11,
    *,
    session: Session | None = None,
    wheelchair: bool = False,
) -> Passenger:
    return Passenger(name, Spot(latitude, longitude), wheelchair, back_home=False, session=session)


def test_a_day_full_of_mistakes() -> None:
    morning, evening = Session(HALL, 540, 720), Session(TEMPLE, 960, 990)
    people = [
        person("fine"),
        person("monk", session=evening),
        person("swapped", 102.11, 12.61),
        person("sea", 11.0, 101.0),
        person("abroad", 48.85, 2.35),
        person("chair", wheelchair=True),
        person("far", 14.5, 102.11),
        person("backwards", session=Session(HALL, 720, 540)),
    ]
    cars = [VAN, Car("no date", HALL, 420, 1020, seats=8), Car("old", HALL, 420, 1020, 8, licence_until=dt.date.min)]
    problem = municipal_day(people, morning, cars, terms=DayTerms(date=TODAY))
    plan = solve(problem, seconds=0.1, seed=1)
    assert {route.vehicle for route in plan.routes} == {"van"}
    assert set(plan.idle) == {"no date", "old"}
    said = {str(request).split(":")[0]: words.en for request, words in plan.unserved.items()}
    for name, sentence in {
        "swapped": "swapped",
        "sea": "out at sea",
        "abroad": "outside Thailand",
        "chair": "wheelchair",
        "far": "can't be reached",
        "backwards": "before it begins",
    }.items():
        assert sentence in said.pop(name)
    assert said == {}
    times = {stop.node: stop.begin for route in plan.routes for stop in route.stops}
    assert times["fine:there:dropoff"] < 540 < times["monk:there:dropoff"] < 960


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (12.57, 99.96), (12.93, 100.88), (9.53, 100.05), (10.09, 99.83), (12.05, 102.33), (12.57, 101.45),
        (11.66, 102.56), (7.89, 98.40), (7.74, 98.77), (6.49, 99.30), (7.20, 100.60), (6.43, 101.82), (13.16, 100.81),
        (8.45, 100.15), (11.81, 99.80),
    ],
)  # fmt: skip
def test_islands_and_coasts_where_people_live_are_not_the_sea(latitude: float, longitude: float) -> None:
    assert doubt_about(latitude, longitude) is None


def test_the_file_asks_for_licences_only_with_a_date_and_the_judge_knows() -> None:
    document = day(date="2026-11-23")
    document["vehicles"][0]["licence_until"] = "2027-01-01"
    document["vehicles"].append(dict(document["vehicles"][0]) | {"id": "no date", "licence_until": None})
    text = json.dumps(document)
    plan = solve(read_json(text), seconds=0.1, seed=1)
    assert (set(plan.idle), plan.unserved) == ({"no date"}, {})
    solution = json.loads(json.dumps(plan.as_dict()))
    assert judge(rules_of_json(text), solution).faults == []
    solution["vehicles"] = ["no date"]
    assert judge(rules_of_json(text), solution).faults


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": "sea"}, "sea"),
        ({"from": "17:00", "until": "7:00"}, "before they begin"),
        ({"breaks": [{"earliest": "13:00", "latest": "12:00", "minutes": 30}]}, "before they begin"),
        ({"breaks": [{"earliest": "5:00", "latest": "5:30", "minutes": 30}]}, "within the car"),
    ],
)
def test_one_car_that_is_written_wrongly_stays_at_home_and_the_others_fetch(change: dict[str, Any], said: str) -> None:
    document = day()
    document["places"] = [
        {"id": place["id"], "lat": 12.6 + place["y"] / 111, "lon": 102.1 + place["x"] / 108}
        for place in document["places"]
    ]
    document["places"].append({"id": "sea", "lat": 11.0, "lon": 101.0})
    document["vehicles"].append(dict(document["vehicles"][0]) | {"id": "wrong"} | change)
    text = json.dumps(document)
    plan = solve(read_json(text), seconds=0.1, seed=1)
    assert set(plan.idle) == {"wrong"}
    assert said in plan.idle["wrong"].en
    assert plan.unserved == {}
    assert judge(rules_of_json(text), json.loads(json.dumps(plan.as_dict()))).faults == []
