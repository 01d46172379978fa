"""The JSON document: what is read, what is refused, and that the published schema says the same."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from huangyai.engines.portfolio import read_problem
from huangyai.kernel import BadInput, Money
from huangyai.kernel.json_document import Reading

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "allocate.schema.json"
EXAMPLE: dict[str, Any] = {
    "years": [2571, "2572"],
    "sources": [
        {"id": "ordinance", "ceiling": {"2571": 100000, "2572": 100000.25}},
        {"id": "fund", "ceiling": {"2571": 50000}, "groups": ["older"], "share": 0.1, "least": 1000, "most": 20000},
    ],
    "projects": [
        {
            "id": "road",
            "name": "ถนนสายบ้านเหนือ",
            "cost": {"2571": 60000},
            "need": {"older": 30},
            "villages": {"m1": 30},
            "sources": ["ordinance"],
            "votes": 12,
            "whole": True,
            "split": False,
        }
    ],
    "weights": {"older": 1.5},
    "floors": {"groups": {"older": 10}, "villages": {"m1": 1}},
    "pins": [{"project": "road", "year": 2571, "source": "ordinance", "why": "มติประชาคม"}],
    "bans": [],
}


def faults(document: object) -> dict[str, str]:
    with pytest.raises(BadInput) as caught:
        read_problem(json.dumps(document))
    assert all(fault.words.th and fault.words.en for fault in caught.value.faults)
    return {fault.column: fault.words.en for fault in caught.value.faults}


def test_the_example_is_read_exactly() -> None:
    problem = read_problem(json.dumps(EXAMPLE))
    assert problem.years == ("2571", "2572")
    assert problem.sources[0].ceiling["2572"] == Money(10_000_025)
    assert problem.sources[1].share == Fraction(1, 10)
    assert problem.worth(problem.projects[0]) == 45
    assert problem.pins[0].year == "2571"


def test_every_fault_is_named_at_its_path_in_one_run() -> None:
    document = json.loads(json.dumps(EXAMPLE))
    document["sources"][0]["ceiling"] = {"2599": 1, "2571": "much"}
    document["sources"][1]["share"] = 2
    document["projects"][0]["cost"]["2571"] = -5
    document["projects"][0]["sources"] = ["lottery"]
    document["projects"][0]["whole"] = "yes"
    document["weights"] = {"elders": 2}
    document["pins"][0]["project"] = "bridge"
    assert set(faults(document)) == {
        "sources[0].ceiling.2599",
        "sources[0].ceiling.2571",
        "sources[1].share",
        "projects[0].cost.2571",
        "projects[0].sources[0]",
        "projects[0].whole",
        "weights.elders",
        "pins[0].project",
    }


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
