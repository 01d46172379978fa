"""How many may come in at a door where nobody says who they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from huangyai.doors.limits import admit_visitor
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor
from huangyai.places.models import Municipality


@pytest.fixture(autouse=True)
def _nobody_came_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def _from(address: str, municipality: Municipality) -> RoomRequest:
    request = cast("RoomRequest", RequestFactory().post("/", REMOTE_ADDR=address))
    request.actor = Actor.public(municipality.pk)
    return request


def test_one_address_fills_its_own_measure_and_nobody_elses(municipality: Municipality) -> None:
    crowd, other = _from("203.0.113.1", municipality), _from("203.0.113.2", municipality)
    let_in = [admit_visitor(crowd, door="bell", each=3, together=5) for _ in range(20)]
    assert let_in == [True] * 3 + [False] * 17
    assert [admit_visitor(other, door="bell", each=3, together=5) for _ in range(3)] == [True, True, False]


def test_doors_and_municipalities_count_apart(municipality: Municipality, neighbour: Municipality) -> None:
    here, there = _from("203.0.113.1", municipality), _from("203.0.113.1", neighbour)
    assert admit_visitor(here, door="bell", each=1, together=1)
    assert not admit_visitor(here, door="bell", each=1, together=1)
    assert admit_visitor(here, door="gate", each=1, together=1)
    assert admit_visitor(there, door="bell", each=1, together=1)


def test_what_is_counted_tells_no_address(municipality: Municipality) -> None:
    admit_visitor(_from("203.0.113.77", municipality), door="bell", each=1, together=1)
    assert "203.0.113.77" not in str(cache._cache)
