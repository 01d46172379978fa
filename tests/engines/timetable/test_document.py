"""The JSON document: what is read, what is refused, and that the published schema says the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from huangyai.engines.timetable import read_problem
from huangyai.kernel import BadInput
from huangyai.kernel.json_document import Reading

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "timetable.schema.json"
EXAMPLE: dict[str, Any] = {
    "slots": [{"id": "sat-am", "day": "sat", "hours": 3}, {"id": "sat-pm", "day": "sat", "hours": 3}, "sun-am"],
    "rooms": [
        {"id": "hall", "kind": "hall", "capacity": 30},
        {"id": "kitchen", "place": "temple", "capacity": 10, "free": ["sat-am"]},
    ],
    "staff": [{"id": "t1", "skills": ["cook"], "free": ["sat-am"], "limit": 3}],
    "activities": [{"id": "cooking", "capacity": 12, "skill": "cook", "topic": "food", "groups": ["youth"]}],
    "people": [
        {"id": "c1", "count": 15, "group": "youth", "free": ["sat-am"], "interests": ["food"], "reachable": ["temple"]}
    ],
    "pins": [{"activity": "cooking", "slot": "sat-am", "room": "kitchen", "staff": "t1"}],
    "bans": [{"slot": "sat-pm", "why": "ตลาดนัด"}],
}


def faults(document: object) -> dict[str, str]:
    with pytest.raises(BadInput) as caught:
        read_problem(json.dumps(document))
    assert all(fault.words.th and fault.words.en for fault in caught.value.faults)
    return {fault.column: fault.words.en for fault in caught.value.faults}


def test_the_example_is_read_with_its_defaults() -> None:
    problem = read_problem("\ufeff" + json.dumps(EXAMPLE))
    assert [slot.id for slot in problem.slots] == ["sat-am", "sat-pm", "sun-am"]
    assert problem.rooms[0].place == "hall"
    assert problem.rooms[0].free == {"sat-am", "sat-pm", "sun-am"}
    assert problem.activities[0].staff == 1
    assert problem.people[0].interests == {"food"}
    assert problem.bans[0].why == "ตลาดนัด"


def test_every_fault_is_named_at_its_path_in_one_run() -> None:
    document = json.loads(json.dumps(EXAMPLE))
    document["rooms"][0]["capacity"] = -1
    document["rooms"][1]["id"] = "hall"
    document["staff"][0]["free"] = ["never"]
    document["activities"][0]["lenght"] = 2
    del document["people"][0]["count"]
    document["pins"][0]["activity"] = "yoga"
    assert set(faults(document)) >= {
        "rooms[0].capacity",
        "rooms[1].id",
        "staff[0].free[0]",
        "activities[0].lenght",
        "people[0].count",
        "pins[0].activity",
    }


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '{"slots": 1, "rooms": {}, "activities": "x", "people": [3]}'])
def test_what_is_no_problem_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadInput):
        read_problem(text)


def test_a_slot_that_ends_before_it_begins_is_named() -> None:
    slots = [
        {"id": "am", "day": "sat", "begins": "09:00", "ends": "12.30"},
        {"id": "noon", "day": "sat", "begins": "12:00", "ends": "13:00"},
        {"id": "back", "day": "sun", "begins": "13:00", "ends": "09:00"},
        {"id": "odd", "begins": "9 o'clock", "ends": "25:00"},
        {"id": "open", "ends": "09:00"},
    ]
    document = {"slots": slots, "rooms": [], "activities": [], "people": []}
    assert set(faults(document)) == {
        "slots[1].begins",
        "slots[2].ends",
        "slots[3].begins",
        "slots[3].ends",
        "slots[4].begins",
    }
    good = read_problem(json.dumps({**document, "slots": slots[:1]}))
    assert good.slots[0].hours == 3.5


def test_a_ban_of_a_room_and_a_trainer_at_once_is_refused() -> None:
    document = {**EXAMPLE, "bans": [{"room": "hall", "staff": "t1"}, {}]}
    assert {"bans[0].staff", "bans[1]"} <= set(faults(document))


def test_the_schema_says_what_the_reader_reads() -> None:
    reading = Reading()
    read_problem(json.dumps(EXAMPLE), reading)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    published = {"problem": schema, **schema["$defs"]}
    assert published.keys() == reading.shapes.keys()
    for shape, keys in reading.shapes.items():
        assert set(published[shape]["properties"]) - {"name", "note"} == set(keys), shape
        assert set(published[shape]["required"]) == {key for key, required in keys.items() if required}, shape
        assert published[shape]["additionalProperties"] is False
