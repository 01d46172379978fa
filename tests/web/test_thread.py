"""What everybody may read of a project's thread: counts, and nothing from which one person can be told."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from tests.web.conftest import Town

from huangyai.evaluation.queries import Thread, thread
from huangyai.walls.entry import acting
from huangyai.web.thread import draw


@pytest.fixture
def found(town: Town) -> Thread:
    """A thread of forty-four confirmed people whose session was held."""
    with acting(town.officer):
        followed = thread(town.officer, town.held.project)
    return replace(
        followed, sessions=1, confirmed=44, expected=44, came=30, different_people=30, fetched=20, wheelchairs=8
    )


def _node(found: Thread, key: str, *, public: bool = True) -> str:
    nodes, _links = draw(found, slug="ban-rom-yen" if public else "", public=public)
    [node] = [node for node in nodes if node["key"] == key]
    return f"{node['text']} {node['sub']}"


def _numbers(words: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", words)]


def test_counts_that_point_at_nobody_are_told(found: Thread) -> None:
    assert _numbers(_node(found, "came")) == [30, 44, 30]
    assert _numbers(_node(found, "rides")) == [20, 0, 8]


@pytest.mark.parametrize("absent", [1, 2, 3, 4])
def test_nobody_is_left_over_when_almost_everybody_came(absent: int, found: Thread) -> None:
    almost = replace(found, came=44 - absent, different_people=44 - absent)
    assert _numbers(_node(almost, "came")) == [5]
    assert _numbers(_node(almost, "came", public=False)) == [44 - absent, 44, 44 - absent]


@pytest.mark.parametrize(
    "changed", [{"came": 3, "different_people": 3}, {"came": 0, "different_people": 0, "expected": 4}]
)
def test_few_people_are_not_counted_out(changed: dict[str, Any], found: Thread) -> None:
    assert 3 not in _numbers(_node(replace(found, **changed), "came"))
    assert 4 not in _numbers(_node(replace(found, **changed), "came"))


def test_everybody_came(found: Thread) -> None:
    assert _numbers(_node(replace(found, came=44, different_people=44), "came")) == [44, 44, 44]


def test_different_people_are_not_subtracted_from_those_confirmed(found: Thread) -> None:
    assert _numbers(_node(replace(found, expected=100, came=80, different_people=42), "came")) == [80, 100]


def test_the_one_who_walks_is_not_told_among_wheelchairs(found: Thread) -> None:
    assert _numbers(_node(replace(found, wheelchairs=19), "rides")) == [20]
