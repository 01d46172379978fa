"""From the solver's columns to money in whole satang, and the check that no ceiling is passed."""

from __future__ import annotations

from collections import defaultdict

from huangyai.engines.portfolio.allocation import Grant
from huangyai.engines.portfolio.eligibility import most_of
from huangyai.engines.portfolio.model import Model
from huangyai.engines.portfolio.problem import AllocationProblem
from huangyai.kernel import Money


def grants_of(problem: AllocationProblem, model: Model, values: list[float]) -> tuple[Grant, ...]:
    """Who pays what. Each project's parts add up to its cost to the satang."""
    payers: dict[tuple[int, str], list[int]] = defaultdict(list)
    for (number, year, source), column in model.pays.items():
        if values[column] > 0.5:
            payers[number, year].append(source)
    spent: dict[tuple[int, str], int] = defaultdict(int)
    parts: dict[tuple[int, str], dict[int, int]] = {}
    for (number, year), sources in payers.items():
        cost = problem.projects[number].cost[year].satang
        if not problem.projects[number].split:
            parts[number, year] = {sources[0]: cost}
        else:
            # Whole baht as far as they go; the rest is dealt out below, where there is room.
            parts[number, year] = {
                source: int(values[model.baht[number, year, source]] * 1000 + 1e-4) * 100 for source in sources
            }
        for source, amount in parts[number, year].items():
            spent[source, year] += amount
    for (number, year), amounts in parts.items():
        project = problem.projects[number]
        missing = project.cost[year].satang - sum(amounts.values())
        for source in sorted(amounts):
            giver = problem.sources[source]
            room = min(
                giver.ceiling[year].satang - spent[source, year],
                most_of(project, giver, year).satang - amounts[source],
            )
            more = max(0, min(missing, room))
            amounts[source] += more
            spent[source, year] += more
            missing -= more
        if missing:
            amounts[min(amounts)] += missing
    return tuple(
        Grant(problem.projects[number].id, problem.sources[source].id, year, Money(amount))
        for (number, year), amounts in sorted(parts.items())
        for source, amount in sorted(amounts.items())
        if amount
    )


def overspent(problem: AllocationProblem, chosen: tuple[Grant, ...]) -> dict[tuple[int, str], Money]:
    """By how much each ceiling is passed, in whole satang; empty when none is."""
    numbers = {source.id: number for number, source in enumerate(problem.sources)}
    spent: dict[tuple[int, str], int] = defaultdict(int)
    for grant in chosen:
        spent[numbers[grant.source], grant.year] += grant.money.satang
    return {
        (source, year): Money(amount - problem.sources[source].ceiling[year].satang)
        for (source, year), amount in spent.items()
        if amount > problem.sources[source].ceiling[year].satang
    }
