"""The allocation as a mixed-integer program: a multiple knapsack with floors.

Columns: ``pays[p, y, s]`` source s pays project p in year y (1 or 0); ``baht[p, y, s]`` how much, in
thousand baht, for
projects that several sources may share. What a row or column of money means is exact only within the solver's
tolerance, so `solve` checks every ceiling again in whole satang.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from huangyai.engines.portfolio.eligibility import least_of, most_of, why_not
from huangyai.engines.portfolio.mip import Mip
from huangyai.engines.portfolio.problem import AllocationProblem, Project, Rule
from huangyai.kernel import Money

Key = tuple[int, str, int]
_THOUSAND_BAHT = 100_000


@dataclass(slots=True)
class Model:
    """The program and what its columns and rows mean."""

    mip: Mip
    pays: dict[Key, int] = field(default_factory=dict)
    baht: dict[Key, int] = field(default_factory=dict)
    runs: dict[tuple[int, str], list[tuple[int, float]]] = field(default_factory=dict)
    ceiling_rows: dict[tuple[int, str], int] = field(default_factory=dict)
    floor_rows: dict[tuple[str, str], int] = field(default_factory=dict)
    pin_rows: dict[int, list[int]] = field(default_factory=dict)
    objective: dict[int, float] = field(default_factory=dict)


def thousands(money: Money) -> float:
    """Money as the program counts it."""
    return money.satang / _THOUSAND_BAHT


def build_model(problem: AllocationProblem) -> Model:
    """Every way to pay, under ceilings, floors and pins; maximise `objective`."""
    model = Model(Mip())
    for number, project in enumerate(problem.projects):
        for year in problem.years:
            if project.cost.get(year, Money(0)).satang > 0:
                _add_year(model, problem, number, project, year)
        if project.whole:
            _tie_years(model, problem, number)
    _add_ceilings(model, problem)
    _add_floors(model, problem)
    for at, pin in enumerate(problem.pins):
        model.pin_rows[at] = [_pin_row(model, terms) for terms in pinned_terms(model, problem, pin)]
    return model


def _add_year(model: Model, problem: AllocationProblem, number: int, project: Project, year: str) -> None:
    mip, cost = model.mip, project.cost[year]
    eligible = [at for at, source in enumerate(problem.sources) if why_not(problem, project, source, year) is None]
    for at in eligible:
        model.pays[number, year, at] = mip.column()
    columns = [(model.pays[number, year, at], 1.0) for at in eligible]
    if project.split and eligible:
        runs = mip.column()
        parts = []
        for at in eligible:
            source = problem.sources[at]
            most = thousands(most_of(project, source, year))
            part = model.baht[number, year, at] = mip.column(0, most, whole=False)
            pays = model.pays[number, year, at]
            mip.row([(part, 1), (pays, -most)], high=0)
            mip.row([(part, 1), (pays, -thousands(least_of(project, source, year)))], low=0)
            mip.row([(pays, 1), (runs, -1)], high=0)
            parts.append((part, 1.0))
        mip.row([*parts, (runs, -thousands(cost))], low=0, high=0)
        columns = [(runs, 1.0)]
    elif len(columns) > 1:
        mip.row(columns, high=1)
    model.runs[number, year] = columns
    worth = float(problem.worth(project))
    for column, _ in columns:
        model.objective[column] = worth


def _tie_years(model: Model, problem: AllocationProblem, number: int) -> None:
    years = [year for year in problem.years if (number, year) in model.runs]
    for earlier, later in pairwise(years):
        model.mip.row(
            [*model.runs[number, earlier], *((column, -one) for column, one in model.runs[number, later])],
            low=0,
            high=0,
        )


def _add_ceilings(model: Model, problem: AllocationProblem) -> None:
    spending: dict[tuple[int, str], list[tuple[int, float]]] = defaultdict(list)
    for (number, year, at), pays in model.pays.items():
        part = model.baht.get((number, year, at))
        cost = problem.projects[number].cost[year]
        spending[at, year].append((pays, thousands(cost)) if part is None else (part, 1.0))
    for (at, year), terms in spending.items():
        model.ceiling_rows[at, year] = len(model.mip.row_low)
        model.mip.row(terms, high=thousands(problem.sources[at].ceiling[year]))


def _add_floors(model: Model, problem: AllocationProblem) -> None:
    for kind, floors in (("groups", problem.group_floors), ("villages", problem.village_floors)):
        for name, floor in floors.items():
            if floor <= 0:
                continue
            terms = [
                (column, float(amount) * one)
                for number, project in enumerate(problem.projects)
                if (amount := (project.need if kind == "groups" else project.villages).get(name))
                for year in problem.years
                for column, one in model.runs.get((number, year), ())
            ]
            model.floor_rows[kind, name] = len(model.mip.row_low)
            model.mip.row(terms, low=float(floor))


def pinned_terms(model: Model, problem: AllocationProblem, pin: Rule) -> Iterator[list[tuple[int, float]]]:
    """For each year that a pin speaks of, the columns of which one must be 1."""
    sources = {source.id: at for at, source in enumerate(problem.sources)}
    number = next(at for at, project in enumerate(problem.projects) if project.id == pin.project)
    years = [year for year in problem.years if (number, year) in model.runs and pin.year in ("", year)]
    for year in years or [pin.year]:
        if pin.source:
            pays = model.pays.get((number, year, sources[pin.source]))
            yield [] if pays is None else [(pays, 1.0)]
        else:
            yield model.runs.get((number, year), [])


def _pin_row(model: Model, terms: list[tuple[int, float]]) -> int:
    model.mip.row(terms, low=1)
    return len(model.mip.row_low) - 1
