"""Seats dealt by alternating paths are a maximum matching, and exchanges keep everybody else's seat."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from huangyai.engines.timetable.crowd import Crowd, lowest

PEOPLE = 12
masks = st.integers(0, 2**PEOPLE - 1)
offers = st.lists(st.tuples(masks, st.integers(0, 4)), max_size=6)


def crowd_of(offered: list[tuple[int, int]]) -> Crowd:
    crowd = Crowd([], {}, {}, [], 2**PEOPLE - 1)
    for activity, (people, seats) in enumerate(offered):
        crowd.open(activity, people, seats)
    crowd.fill()
    return crowd


def faults_of(crowd: Crowd, offered: list[tuple[int, int]]) -> list[str]:
    faults = []
    taken = 0
    for activity, seated in crowd.seated.items():
        people, seats = offered[activity]
        if seated & ~people or seated & taken or seated.bit_count() + crowd.spare[activity] != seats:
            faults.append(f"{activity}: {seated:b}")
        taken |= seated
    if taken ^ crowd.waiting != 2**PEOPLE - 1:
        faults.append("somebody is lost or counted twice")
    return faults


@given(offered=offers)
def test_as_many_people_have_a_seat_as_can(offered: list[tuple[int, int]]) -> None:
    crowd = crowd_of(offered)
    seats = [people for people, seats in offered for _ in range(seats)]
    matrix = csr_matrix(
        np.array([[people >> one & 1 for one in range(PEOPLE)] for people in seats]).reshape(-1, PEOPLE)
    )
    most = int((maximum_bipartite_matching(matrix) >= 0).sum()) if seats else 0
    assert faults_of(crowd, offered) == []
    assert PEOPLE - crowd.waiting.bit_count() == most


@given(offered=offers, gaining=masks)
def test_an_exchange_moves_one_seat_from_one_group_to_the_other(offered: list[tuple[int, int]], gaining: int) -> None:
    crowd = crowd_of(offered)
    giving = (2**PEOPLE - 1) ^ gaining
    before, mark = crowd.waiting, crowd.mark()
    moved = crowd.exchange(gaining, giving)
    assert faults_of(crowd, offered) == []
    assert crowd.waiting.bit_count() == before.bit_count()
    assert (crowd.waiting & gaining).bit_count() == (before & gaining).bit_count() - moved
    crowd.go_back(mark)
    assert crowd.waiting == before


@given(people=masks, count=st.integers(0, PEOPLE))
def test_the_first_few_people(people: int, count: int) -> None:
    first = lowest(people, count)
    assert first.bit_count() == min(count, people.bit_count())
    assert first & ~people == 0
    assert first == people or people ^ first > first
