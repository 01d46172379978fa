"""At 7 a.m.: a car breaks down, people cancel and are added; promises are kept where they can be."""

from __future__ import annotations

from dataclasses import replace

from huangyai.engines.rides import (
    Car,
    Passenger,
    Session,
    Spot,
    municipal_day,
    orders_of,
    promised_times,
    replan,
    solve,
)

HALL = Spot(16.45, 102.80)
PEOPLE = [Passenger(f"p{k}", Spot(16.45 + 0.003 * k, 102.81)) for k in range(8)]
CARS = [Car(f"c{k}", HALL, 420, 1000, seats=6) for k in range(2)]
SESSION = Session(HALL, 540, 720)


def test_one_car_less_keeps_promises_within_the_tolerance() -> None:
    problem = municipal_day(PEOPLE, SESSION, CARS)
    before = solve(problem, seconds=0.2, seed=1)
    fewer = replace(problem, vehicles=problem.vehicles[:1])
    promised = promised_times(before)
    after = replan(fewer, promised, seconds=0.4, seed=1, orders=orders_of(before))
    assert {route.vehicle for route in after.routes} <= {"c0"}
    assert set(after.moved) | set(after.unserved) == set(promised)
    freed_none = replan(problem, promised, seconds=0.4, seed=1)
    assert freed_none.unserved == {}
    assert max(abs(minutes) for minutes in freed_none.moved.values()) <= 10.0 + 1e-6


def test_a_cancelled_and_a_new_person_leave_the_others_alone() -> None:
    before = solve(municipal_day(PEOPLE[:7], SESSION, CARS), seconds=0.2, seed=1)
    promised = promised_times(before)
    today = municipal_day([*PEOPLE[1:7], Passenger("new", HALL)], SESSION, CARS)
    after = replan(today, promised, seconds=0.3, seed=1, orders=orders_of(before))
    assert after.unserved == {}
    assert "p0:there" not in after.moved
    assert max(abs(minutes) for minutes in after.moved.values()) <= 10.0 + 1e-6
    assert {str(stop.request) for route in after.routes for stop in route.stops} >= {"new:there", "new:back"}


def test_who_was_promised_a_ride_is_not_left_behind_for_somebody_new() -> None:
    small = [Car("only", HALL, 420, 1000, seats=1)]
    far = Spot(16.56, 102.80)
    tight = Session(HALL, 540, 720)
    before = solve(municipal_day([Passenger("old", far)], tight, small), seconds=0.0, seed=1)
    today = municipal_day([Passenger("old", far), Passenger("urgent", Spot(16.34, 102.80), priority=3)], tight, small)
    after = replan(today, promised_times(before), seconds=0.2, seed=1, orders=orders_of(before))
    assert set(after.unserved) == {"urgent:there", "urgent:back"}
