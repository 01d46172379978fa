"""A measured project of an announced plan, made by the real actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from huangyai.kernel import Actor, Refusal, Role

FINDINGS = ("รถรับถึงบ้านทำให้ไม่ขาดนัด", "ปีหน้าควรจัดช่วงปิดเทอม")


@dataclass
class Measured:
    """What the tests talk about."""

    plan: Any
    project: Any
    indicator: Any


@pytest.fixture
def fonts() -> None:
    """Reports are printed when they are made."""
    from huangyai.design.documents import find_fonts

    try:
        find_fonts()
    except Refusal as refusal:
        pytest.skip(f"Sarabun is not built here: {refusal}")


def design(officer: Actor, name: str = "รถรับส่งผู้สูงอายุ", first_year: int = 2566) -> tuple[Any, Any]:
    """A draft plan with one project, tied to one sentence."""
    from huangyai.assembly.actions import call_assembly, raise_problem
    from huangyai.plan.actions import ProjectFacts, add_strategy, begin_plan, design_project

    called = call_assembly(
        actor=officer, title="ประชาคม", starts_at=dt.datetime(2026, 1, 12, 9, tzinfo=dt.UTC), venue="ศาลา"
    )
    said = raise_problem(actor=officer, assembly=called, sentence="ไม่มีใครพาไปหาหมอตามนัด", category="elderly", voices=14)
    plan = begin_plan(actor=officer, first_year=first_year, last_year=first_year + 4)
    facts = ProjectFacts(
        name=name,
        objective="ไปหาหมอตามนัด",
        target_output="40 คน",
        indicator="ร้อยละ 90",
        expected_result="ไม่ขาดนัด",
        responsible_unit="กองสาธารณสุข",
        programme="แผนงานสาธารณสุข",
        money={first_year + 3: Decimal(60_000)},
    )
    strategy = add_strategy(actor=officer, plan=plan, number="1", name="คุณภาพชีวิต")
    return plan, design_project(actor=officer, plan=plan, strategy=strategy, facts=facts, problems=[said])


def indicator_facts(name: str = "ไปหาหมอตามนัด", **other: Any) -> Any:
    from huangyai.evaluation.actions import IndicatorFacts

    return IndicatorFacts(
        **{"name": name, "unit": "ร้อยละ", "method": "เทียบสมุดนัดกับบันทึกรถ", "dimension": "society"} | other
    )


def write_both(officer: Actor, indicator: Any, before: str, after: str, people: int = 40) -> None:
    from huangyai.evaluation.actions import measure

    for when, value, day in (("before", before, dt.date(2026, 3, 1)), ("after", after, dt.date(2026, 9, 1))):
        measure(actor=officer, indicator=indicator, when=when, value=Decimal(value), measured_on=day, people=people)


@pytest.fixture
def measured(officer: Actor, actor_of: Callable[[Role], Actor]) -> Measured:
    """58 before, 91 after, of forty people; the plan is announced."""
    from huangyai.evaluation.actions import set_indicator
    from huangyai.plan.actions import approve_plan
    from huangyai.walls.entry import acting

    with acting(officer):
        plan, project = design(officer)
        indicator = set_indicator(actor=officer, project=project, facts=indicator_facts())
        write_both(officer, indicator, "58", "91")
        approve_plan(actor=actor_of(Role.LEADER), plan=plan, announced_on=dt.date(2026, 4, 1))
    return Measured(plan, project, indicator)


@pytest.fixture
def report(officer: Actor, measured: Measured, fonts: None) -> Any:
    """The year's report of the one project."""
    from huangyai.evaluation.actions import make_report
    from huangyai.walls.entry import acting

    with acting(officer):
        return make_report(
            actor=officer, title="รายงานผล ปี 2569", fiscal_year=2569, projects=[measured.project], findings=FINDINGS
        )
