"""A composed model of one measured project, and somebody in the register whom it must never name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from huangyai.kernel import Actor, Role

NAME = ("สมศรี", "แสงจันทร์")


@dataclass
class Cycle:
    """What the tests talk about."""

    plan: Any
    project: Any
    criterion: Any


@pytest.fixture
def cycle(officer: Actor, actor_of: Callable[[Role], Actor]) -> Cycle:
    """One project with its criteria card, activity and indicator, in an announced plan."""
    from huangyai.activities.actions import design_activity
    from huangyai.evaluation.actions import IndicatorFacts, measure, set_indicator
    from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households
    from huangyai.places.models import Village
    from huangyai.plan.actions import ProjectFacts, add_strategy, approve_plan, begin_plan, design_project
    from huangyai.targets.actions import adopt_criterion, draw_target_list, write_criterion
    from huangyai.walls.entry import acting

    with acting(officer):
        person = PersonFacts(given_name=NAME[0], family_name=NAME[1], birth_date=dt.date(1950, 1, 1))
        admit_households(
            actor=officer, households=[HouseholdFacts(Village.objects.all()[0], "1", [person])], source="test"
        )
        definition = {"all": [{"fact": "age", "is": "at_least", "value": 60}]}
        criterion = write_criterion(actor=officer, name="ผู้สูงอายุ", sentence="อายุ 60 ปีขึ้นไป", definition=definition)
        adopt_criterion(actor=officer, criterion=criterion)
        drawn = draw_target_list(actor=officer, name="ผู้สูงอายุ 2569", criterion=criterion, fiscal_year=2569)
        plan = begin_plan(actor=officer, first_year=2566, last_year=2570)
        strategy = add_strategy(actor=officer, plan=plan, number="1", name="คุณภาพชีวิต")
        facts = ProjectFacts(
            name="รถรับส่งผู้สูงอายุ",
            objective="ไปหาหมอตามนัด ตามแผน 2566-2570",
            target_output="40 คน",
            indicator="ร้อยละ 90",
            expected_result="ไม่ขาดนัด",
            responsible_unit="กองสาธารณสุข",
            programme="แผนงานสาธารณสุข",
            money={2569: Decimal(60_000)},
        )
        project = design_project(actor=officer, plan=plan, strategy=strategy, facts=facts, target_list=drawn)
        approve_plan(actor=actor_of(Role.LEADER), plan=plan, announced_on=dt.date(2026, 4, 1))
        design_activity(actor=officer, project=project, kind="health", name="ตรวจสุขภาพ", capacity=24)
        shown = IndicatorFacts("ไปหาหมอตามนัด", "ร้อยละ", "เทียบสมุดนัดกับบันทึกรถ", "society")
        indicator = set_indicator(actor=officer, project=project, facts=shown)
        for when, value, day in (("before", 58, dt.date(2026, 3, 1)), ("after", 91, dt.date(2026, 9, 1))):
            measure(actor=officer, indicator=indicator, when=when, value=Decimal(value), measured_on=day, people=40)
    return Cycle(plan, project, criterion)


@pytest.fixture
def model(officer: Actor, cycle: Cycle) -> Any:
    """The cycle, written down; not published yet."""
    from huangyai.playbook.actions import compose_model
    from huangyai.walls.entry import acting

    with acting(officer):
        return compose_model(
            actor=officer, title="ไม่ทอดทิ้งกัน", projects=[cycle.project], report=None, coordinator_unit="งานพัฒนาชุมชน"
        )
