"""Small allocations whose answer can be found by hand or by trying everything."""

from __future__ import annotations

import itertools
from collections import defaultdict
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huangyai.engines.portfolio import (
    Allocation,
    AllocationProblem,
    Project,
    Rule,
    Source,
    allocate,
    why_not,
)
from huangyai.kernel import Money

BAHT = Money.baht


def project(name: str, cost: int, need: int, group: str = "older", **changed: Any) -> Project:
    parts: dict[str, Any] = {"cost": {"2571": BAHT(cost)}, "need": {group: Fraction(need)}}
    return Project(id=name, **{**parts, **changed})


def problem(*projects: Project, ceiling: int = 100, **changed: Any) -> AllocationProblem:
    parts: dict[str, Any] = {
        "years": ("2571",),
        "sources": (Source("ordinance", {"2571": BAHT(ceiling)}),),
        "projects": projects,
    }
    return AllocationProblem(**{**parts, **changed})


def faults_of(asked: AllocationProblem, answer: Allocation) -> list[str]:
    """Everything that is wrong with an allocation, recomputed from the problem alone, in whole satang."""
    faults = []
    projects = {one.id: one for one in asked.projects}
    sources = {one.id: one for one in asked.sources}
    spent: dict[tuple[str, str], int] = defaultdict(int)
    paid: dict[tuple[str, str], list[tuple[Source, int]]] = defaultdict(list)
    for grant in answer.chosen:
        spent[grant.source, grant.year] += grant.money.satang
        paid[grant.project, grant.year].append((sources[grant.source], grant.money.satang))
    for (source, year), amount in spent.items():
        if amount > sources[source].ceiling.get(year, Money(0)).satang:
            faults.append(f"{source} overspends in {year}")
    for (name, year), parts in paid.items():
        one = projects[name]
        cost = one.cost[year].satang
        if sum(amount for _, amount in parts) != cost:
            faults.append(f"{name} is not paid in full in {year}")
        if len(parts) > 1 and not one.split:
            faults.append(f"{name} is split")
        for giver, amount in parts:
            if one.sources is not None and giver.id not in one.sources:
                faults.append(f"{name} did not ask {giver.id}")
            if giver.groups and not any(one.need.get(group) for group in giver.groups):
                faults.append(f"{giver.id} does not pay for {name}")
            if amount > giver.share * cost or amount < giver.least.satang:
                faults.append(f"{giver.id} pays too much or too little for {name}")
            if giver.most is not None and amount > giver.most.satang:
                faults.append(f"{giver.id} pays more than it may for {name}")
            faults += [
                f"{name} is banned"
                for ban in asked.bans
                if ban.project == name and ban.year in ("", year) and ban.source in ("", giver.id)
            ]
    for one in asked.projects:
        funded = [year for year in one.cost if one.cost[year].satang and (one.id, year) in paid]
        if one.whole and funded and len(funded) != sum(1 for cost in one.cost.values() if cost.satang):
            faults.append(f"{one.id} has only some of its years")
    if answer.reasons.keys() != projects.keys():
        faults.append("a project has no reason")
    if answer.bound < answer.objective - 1e-9:
        faults.append("the bound is below the objective")
    return faults


def chosen(answer: Allocation) -> set[str]:
    return {grant.project for grant in answer.chosen}


def test_the_most_need_is_met_not_the_most_money_spent() -> None:
    answer = allocate(problem(project("big", 100, 9), project("left", 50, 5), project("right", 50, 5)))
    assert chosen(answer) == {"left", "right"}
    assert (answer.objective, answer.bound, answer.gap) == (10.0, 10.0, 0.0)
    assert "in other projects" in answer.reasons["big"].en or "is not enough" in answer.reasons["big"].en


def test_shadow_prices_are_the_duals_of_the_ceilings() -> None:
    # Two divisible projects: the last baht goes to the second, which meets 5 for 100 baht.
    answer = allocate(problem(project("first", 50, 50), project("second", 100, 5)))
    assert answer.shadow_prices == {"ordinance": {"2571": pytest.approx(0.05)}}


def test_a_floor_binds_even_where_it_costs_need() -> None:
    youth = project("youth", 100, 1, "youth", villages={"m1": Fraction(1)})
    asked = problem(project("older", 100, 9), youth, group_floors={"youth": Fraction(1)})
    assert chosen(allocate(asked)) == {"youth"}
    by_village = problem(project("older", 100, 9), youth, village_floors={"m1": Fraction(1)})
    assert chosen(allocate(by_village)) == {"youth"}


def test_floors_that_cannot_be_met_are_named_with_what_is_missing() -> None:
    asked = problem(
        project("small", 60, 6),
        project("other", 60, 4),
        group_floors={"older": Fraction(10)},
        village_floors={"m9": Fraction(2)},
    )
    answer = allocate(asked)
    assert {(floor.kind, floor.id, floor.short) for floor in answer.unmet_floors} == {
        ("groups", "older", 4),
        ("villages", "m9", 2),
    }
    assert chosen(answer) == {"small"}


def test_pins_and_bans_bind() -> None:
    projects = project("best", 100, 9), project("pinned", 100, 1)
    assert chosen(allocate(problem(*projects, pins=(Rule("pinned"),)))) == {"pinned"}
    banned = allocate(problem(*projects, bans=(Rule("best", why="ที่ดินมีข้อพิพาท"),)))
    assert chosen(banned) == {"pinned"}
    assert "ที่ดินมีข้อพิพาท" in banned.reasons["best"].th


def test_pins_that_no_ceiling_holds_are_named_and_the_rest_is_allocated() -> None:
    asked = problem(
        project("a", 80, 9), project("b", 80, 1), project("huge", 500, 1), pins=(Rule("a"), Rule("b"), Rule("huge"))
    )
    answer = allocate(asked)
    assert chosen(answer) == {"a"}
    assert {pin.project for pin in answer.broken_pins} == {"b", "huge"}
    why = {pin.project: pin.why.en for pin in answer.broken_pins}
    assert "its ceiling is 100 baht" in why["huge"]
    assert "at once" in why["b"]


def test_several_sources_share_a_project_to_the_satang() -> None:
    sources = (
        Source("fund", {"2571": BAHT("33.33")}, share=Fraction(1, 3)),
        Source("ordinance", {"2571": BAHT("66.68")}),
    )
    asked = problem(Project("shared", {"2571": BAHT("100.01")}, {"older": Fraction(1)}, split=True), sources=sources)
    answer = allocate(asked)
    assert faults_of(asked, answer) == []
    assert {grant.source: str(grant.money) for grant in answer.chosen} == {"fund": "33.33", "ordinance": "66.68"}


def test_votes_decide_between_allocations_that_meet_the_same_need() -> None:
    answer = allocate(problem(project("a", 100, 5, votes=3), project("b", 100, 5, votes=40)))
    assert chosen(answer) == {"b"}


def test_a_whole_project_gets_all_its_years_or_none() -> None:
    road = Project("road", {"2571": BAHT(100), "2572": BAHT(100)}, {"older": Fraction(9)}, whole=True)
    asked = problem(
        road,
        project("small", 60, 1),
        years=("2571", "2572"),
        sources=(Source("ordinance", {"2571": BAHT(100), "2572": BAHT(99)}),),
    )
    answer = allocate(asked)
    assert chosen(answer) == {"small"}
    assert "2572" in answer.reasons["road"].en


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Source("s", {"2571": BAHT(10)}), "its ceiling is 10 baht"),
        (Source("s", {}), "no money in 2571"),
        (Source("s", {"2571": BAHT(100)}, share=Fraction(1, 2)), "may not be split"),
        (Source("s", {"2571": BAHT(100)}, least=BAHT(90)), "90 baht or more"),
        (Source("s", {"2571": BAHT(100)}, most=BAHT(40)), "at most 40 baht"),
        (Source("s", {"2571": BAHT(100)}, groups=frozenset({"youth"})), "only for youth"),
    ],
)
def test_why_a_source_cannot_pay_is_said(source: Source, said: str) -> None:
    asked = problem(project("p", 60, 1), sources=(source,))
    why = why_not(asked, asked.projects[0], source, "2571")
    assert why is not None
    assert said in why.en
    assert said in allocate(asked).reasons["p"].en


def test_the_same_seed_gives_the_same_allocation() -> None:
    asked = problem(*(project(f"p{number}", 10 + number, 5) for number in range(20)))
    assert allocate(asked, seed=5).chosen == allocate(asked, seed=5).chosen


YEARS = ("2571", "2572")
amounts = st.integers(0, 5).map(BAHT)
tiny = st.builds(
    AllocationProblem,
    years=st.just(YEARS),
    sources=st.tuples(
        *(
            st.builds(
                Source,
                id=st.just(name),
                ceiling=st.fixed_dictionaries({year: st.integers(0, 9).map(BAHT) for year in YEARS}),
                least=st.sampled_from([Money(0), BAHT(2)]),
                most=st.sampled_from([None, BAHT(4)]),
                groups=st.sampled_from([frozenset(), frozenset({"youth"})]),
            )
            for name in ("s1", "s2")
        )
    ),
    projects=st.tuples(
        *(
            st.builds(
                Project,
                id=st.just(name),
                cost=st.fixed_dictionaries(dict.fromkeys(YEARS, amounts)),
                need=st.fixed_dictionaries({group: st.integers(0, 4).map(Fraction) for group in ("older", "youth")}),
                villages=st.fixed_dictionaries({"m1": st.integers(0, 2).map(Fraction)}),
                whole=st.booleans(),
            )
            for name in ("p1", "p2", "p3")
        )
    ),
    group_floors=st.sampled_from([{}, {"youth": Fraction(5)}, {"older": Fraction(9)}]),
    village_floors=st.sampled_from([{}, {"m1": Fraction(3)}]),
    pins=st.sampled_from([(), (Rule("p1"),), (Rule("p2", "2572"),), (Rule("p3", "2571", "s2"),)]),
    bans=st.sampled_from([(), (Rule("p1", source="s1"),), (Rule("p2"),)]),
)


def best_by_trying_everything(asked: AllocationProblem) -> tuple[int, float, Fraction]:
    """Broken pins, sum of missing parts of floors, need met: of the best allocation, by complete enumeration."""
    places = [(number, year) for number, one in enumerate(asked.projects) for year in YEARS if one.cost[year].satang]
    options = []
    for number, year in places:
        one = asked.projects[number]
        payers: list[int | None] = [None]
        for at, source in enumerate(asked.sources):
            cost = one.cost[year]
            banned = any(
                ban.project == one.id and ban.year in ("", year) and ban.source in ("", source.id) for ban in asked.bans
            )
            fits = source.least <= cost <= (source.most or cost) and cost <= source.ceiling[year]
            if fits and not banned and (not source.groups or one.need["youth"]):
                payers.append(at)
        options.append(payers)
    best: tuple[int, float, Fraction] | None = None
    for payers in itertools.product(*options):
        spent: dict[tuple[int, str], int] = defaultdict(int)
        funded: dict[int, dict[str, int]] = defaultdict(dict)
        for (number, year), payer in zip(places, payers, strict=True):
            if payer is not None:
                spent[payer, year] += asked.projects[number].cost[year].satang
                funded[number][year] = payer
        if any(amount > asked.sources[at].ceiling[year].satang for (at, year), amount in spent.items()):
            continue
        if any(
            one.whole and funded[number] and len(funded[number]) != sum(1 for cost in one.cost.values() if cost.satang)
            for number, one in enumerate(asked.projects)
        ):
            continue
        broken = 0
        for pin in asked.pins:
            number = [one.id for one in asked.projects].index(pin.project)
            years = [year for at, year in places if at == number and pin.year in ("", year)]
            kept = years and all(
                year in funded[number] and pin.source in ("", asked.sources[funded[number][year]].id) for year in years
            )
            broken += not kept
        met = {"older": Fraction(0), "youth": Fraction(0), "m1": Fraction(0)}
        for number, years_paid in funded.items():
            one = asked.projects[number]
            for name, amount in (*one.need.items(), *one.villages.items()):
                met[name] += amount * len(years_paid)
        short = sum(
            float(max(Fraction(0), floor - met[name]) / floor)
            for name, floor in (*asked.group_floors.items(), *asked.village_floors.items())
        )
        candidate = (-broken, -round(short, 9), met["older"] + met["youth"])
        best = candidate if best is None else max(best, candidate)
    assert best is not None
    return -best[0], -best[1], best[2]


@settings(max_examples=150, deadline=None)
@given(asked=tiny)
def test_need_met_is_what_trying_everything_gives(asked: AllocationProblem) -> None:
    answer = allocate(asked, seconds=20)
    assert faults_of(asked, answer) == []
    broken, short, need = best_by_trying_everything(asked)
    assert len(answer.broken_pins) == broken
    assert sum(float(floor.short / floor.floor) for floor in answer.unmet_floors) == pytest.approx(short, abs=1e-6)
    assert answer.objective == float(need)
    assert answer.gap <= 1e-4
