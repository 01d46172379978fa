"""Reads an allocation problem from JSON; `docs/schemas/allocate.schema.json` describes the same document."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction

from huangyai.engines.portfolio.problem import AllocationProblem, Project, Rule, Source
from huangyai.kernel import Money
from huangyai.kernel.json_document import Entry, Reading


def read_problem(text: str, reading: Reading | None = None) -> AllocationProblem:
    """A problem from the text of a JSON document.

    Raises
    ------
    BadInput
        With one fault for each thing that can't be used, at its path (``projects[2].cost.2571``).
    """
    reading = reading or Reading()
    top = reading.parse(text, "problem")
    years = top.words("years")
    sources = _sources(top, years)
    projects = _projects(top, years, [source.id for source in sources])
    groups = {group for project in projects for group in project.need}
    floors = top.entry("floors", "floors", default={})
    problem = AllocationProblem(
        years,
        sources,
        projects,
        weights=_exact(top.numbers("weights", default={}, known=groups)),
        # A floor for a group that no project serves is no slip of the pen: it is named as unmet.
        group_floors=_exact(floors.numbers("groups", default={})),
        village_floors=_exact(floors.numbers("villages", default={})),
        pins=_rules(top, "pins", years, sources, projects),
        bans=_rules(top, "bans", years, sources, projects),
    )
    floors.finish()
    top.finish()
    reading.done()
    return problem


def _exact(amounts: dict[str, float]) -> dict[str, Fraction]:
    return {name: Fraction(str(amount)) for name, amount in amounts.items()}


def _baht(amounts: dict[str, float]) -> dict[str, Money]:
    return {year: Money.baht(Decimal(str(amount))) for year, amount in amounts.items()}


def _sources(top: Entry, years: Collection[str]) -> tuple[Source, ...]:
    sources: dict[str, Source] = {}
    for entry in top.entries("sources", "source"):
        name = entry.identity(sources)
        share = entry.number("share", default=1.0)
        most = entry.number("most", default=-1.0)
        if share > 1:
            entry.fault("share", th="สัดส่วนต้องไม่เกิน 1", en="A share can't be more than 1.")
        sources[name] = Source(
            id=name,
            ceiling=_baht(entry.numbers("ceiling", known=years)),
            share=Fraction(str(share)),
            least=Money.baht(Decimal(str(entry.number("least", default=0.0)))),
            most=None if most < 0 else Money.baht(Decimal(str(most))),
            groups=frozenset(entry.words("groups", default=())),
        )
        entry.finish()
    return tuple(sources.values())


def _projects(top: Entry, years: Collection[str], sources: Collection[str]) -> tuple[Project, ...]:
    projects: dict[str, Project] = {}
    for entry in top.entries("projects", "project"):
        name = entry.identity(projects)
        allowed = entry.words("sources", default=(), known=sources)
        projects[name] = Project(
            id=name,
            cost=_baht(entry.numbers("cost", known=years)),
            need=_exact(entry.numbers("need")),
            villages=_exact(entry.numbers("villages", default={})),
            sources=frozenset(allowed) if entry.value.get("sources") is not None else None,
            votes=entry.count("votes", default=0),
            whole=entry.flag("whole", default=False),
            split=entry.flag("split", default=False),
        )
        entry.finish()
    return tuple(projects.values())


def _rules(
    top: Entry,
    key: str,
    years: Collection[str],
    sources: tuple[Source, ...],
    projects: tuple[Project, ...],
) -> tuple[Rule, ...]:
    known_sources = {source.id for source in sources}
    known_projects = {project.id for project in projects}
    rules = []
    for entry in top.entries(key, "rule", default=()):
        rules.append(
            Rule(
                project=entry.reference("project", known_projects),
                year=entry.reference("year", years, default=""),
                source=entry.reference("source", known_sources, default=""),
                why=entry.text("why", default=""),
            )
        )
        entry.finish()
    return tuple(rules)
