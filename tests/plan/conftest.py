"""A plan of five years with two projects, and the sentences that they answer, made by the real actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from huangyai.kernel import Actor, Refusal, Role


@dataclass
class Written:
    """What the tests talk about."""

    plan: Any
    strategy: Any
    ride: Any
    youth: Any
    problem: Any


def project_facts(name: str, money: dict[int, int]) -> Any:
    from huangyai.plan.actions import ProjectFacts

    return ProjectFacts(
        name=name,
        objective="เพื่อให้ผู้สูงอายุได้ไปหาหมอตามนัด",
        target_output="ผู้สูงอายุ 40 คน",
        indicator="ร้อยละ 90 ไปตามนัด วัดจากสมุดนัด",
        expected_result="ไม่ขาดนัด",
        responsible_unit="กองสาธารณสุข",
        programme="แผนงานสาธารณสุข",
        money={year: Decimal(baht) for year, baht in money.items()},
    )


@pytest.fixture
def written(planner: Actor, actor_of: Callable[[Role], Actor]) -> Written:
    """A draft plan 2566–2570: rides (14 voices behind it) and youth (nobody said it)."""
    from huangyai.assembly.actions import call_assembly, raise_problem
    from huangyai.plan.actions import add_strategy, begin_plan, design_project
    from huangyai.walls.entry import acting

    officer = actor_of(Role.OFFICER)
    with acting(planner):
        called = call_assembly(
            actor=officer,
            title="ประชาคมบ้านต้นทาง",
            starts_at=dt.datetime(2026, 1, 12, 9, tzinfo=dt.UTC),
            venue="ศาลาประชาคม",
        )
        problem = raise_problem(
            actor=officer, assembly=called, sentence="ไม่มีใครพาไปหาหมอตามนัด", category="elderly", voices=14
        )
        plan = begin_plan(actor=planner, first_year=2566, last_year=2570, vision="ไม่ทอดทิ้งกัน")
        strategy = add_strategy(actor=planner, plan=plan, number="1", name="ด้านคุณภาพชีวิต")
        ride = design_project(
            actor=planner,
            plan=plan,
            strategy=strategy,
            facts=project_facts("รถรับส่งผู้สูงอายุ", {2569: 60_000, 2570: 60_000}),
            problems=[problem],
        )
        youth = design_project(
            actor=planner, plan=plan, strategy=strategy, facts=project_facts("ค่ายเยาวชน", {2570: 50_000})
        )
    return Written(plan, strategy, ride, youth, problem)


@pytest.fixture
def announced(written: Written, leader: Actor) -> Written:
    """The same plan, announced."""
    from huangyai.plan.actions import approve_plan
    from huangyai.walls.entry import acting

    with acting(leader):
        approve_plan(actor=leader, plan=written.plan, announced_on=dt.date(2026, 4, 1))
    return written


@pytest.fixture(scope="session")
def built_fonts() -> Path:
    """Sarabun, where the build puts it."""
    from huangyai.design.documents import find_fonts

    try:
        return find_fonts()
    except Refusal as refusal:
        pytest.skip(f"Sarabun is not built here: {refusal}")
