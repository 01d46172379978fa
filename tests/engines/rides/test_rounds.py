"""Home-visit rounds: skills, familiar faces, fair shares, on foot and by motorcycle."""

from __future__ import annotations

from dataclasses import replace

from huangyai.engines.rides import HomeVisit, RidePlan, RoundTerms, Spot, Visitor, solve, visit_round

CLINIC = Spot(16.45, 102.80)
TWO = [Visitor(name, CLINIC, 480, 960) for name in ("noi", "lek")]


def visits(count: int, *, minutes: float = 30.0) -> list[HomeVisit]:
    return [HomeVisit(f"v{k}", Spot(16.45 + 0.002 * k, 102.80), minutes, 480, 900) for k in range(count)]


def who_goes(plan: RidePlan) -> dict[str, str]:
    return {str(stop.request): str(route.vehicle) for route in plan.routes for stop in route.stops}


def test_shares_are_fair_when_that_is_asked() -> None:
    for fair_load, shares in ((0.0, [6]), (2.0, [3, 3])):
        problem = visit_round(visits(6), TWO, terms=RoundTerms(fair_load=fair_load))
        plan = solve(problem, seconds=0.2, seed=1)
        assert sorted(len(route.stops) for route in plan.routes) == shares


def test_the_carer_whom_the_person_knows_comes_unless_that_costs_too_much() -> None:
    known = [replace(visit, usual=frozenset({"noi" if k % 2 else "lek"})) for k, visit in enumerate(visits(6))]
    plan = solve(visit_round(known, TWO), seconds=0.2, seed=1)
    assert who_goes(plan) == {f"v{k}": "noi" if k % 2 else "lek" for k in range(6)}
    careless = solve(visit_round(known, TWO, terms=RoundTerms(0.0, 0.0)), seconds=0.2, seed=1)
    assert careless.cost < plan.cost


def test_skills_and_what_nobody_can_do() -> None:
    needy = [
        replace(visits(1)[0], id="wound", skills=frozenset({"nurse"})),
        replace(visits(1)[0], id="law", skills=frozenset({"lawyer"})),
        replace(visits(1)[0], id="late", earliest=600, latest=500),
    ]
    nurse = Visitor("nurse", CLINIC, 480, 960, skills=frozenset({"nurse"}))
    plan = solve(visit_round(needy, [*TWO, nurse]), seconds=0.1, seed=1)
    assert who_goes(plan) == {"wound": "nurse"}
    assert set(plan.unserved) == {"law", "late"}


def test_on_foot_takes_longer() -> None:
    walker = Visitor("walker", CLINIC, 480, 960, speed_kmh=4.5)
    far = HomeVisit("far", Spot(16.50, 102.80), 20, 480, 540)
    plan = solve(visit_round([far], [walker]), seconds=0.1, seed=1)
    assert set(plan.unserved) == {"far"}
    plan = solve(visit_round([far], [walker, TWO[0]]), seconds=0.1, seed=1)
    assert who_goes(plan) == {"far": "noi"}
