"""After a breakdown promises are kept where they can be, and what moved is said."""

from __future__ import annotations

from dataclasses import replace

from huangyai.engines.rides import Car, Passenger, Session, Spot, municipal_day, promised_times, replan, solve

HALL = Spot(16.45, 102.80)
PEOPLE = [Passenger(f"p{k}", Spot(16.45 + 0.003 * k, 102.81)) for k in range(8)]
CARS = [Car(f"c{k}", HALL, 420, 1000, seats=6) for k in range(2)]


def test_one_car_less_keeps_promises_within_the_tolerance() -> None:
    problem = municipal_day(PEOPLE, Session(HALL, 540, 720), CARS)
    before = solve(problem, seconds=0.2, seed=1)
    fewer = replace(problem, vehicles=problem.vehicles[:1])
    promised = promised_times(before)
    after = replan(fewer, promised, seconds=0.4, seed=1)
    assert {route.vehicle for route in after.routes} <= {"c0"}
    assert set(after.moved) | set(after.unserved) == set(promised)
    freed_none = replan(problem, promised, seconds=0.4, seed=1)
    assert freed_none.unserved == {}
    assert max(abs(minutes) for minutes in freed_none.moved.values()) <= 10.0 + 1e-6
