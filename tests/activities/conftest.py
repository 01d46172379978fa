"""Three older people whom a joint meeting confirmed for a ride project, and what is held for them; by the real actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from huangyai.kernel import Actor

YEAR = 2570
GIVEN = Decimal(60_000)
OLD = {"all": [{"fact": "age", "is": "at_least", "value": 60}]}
# A Tuesday; the sessions are held some weeks later.
NOW = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
FIRST_DAY = dt.date(2026, 12, 14)
# village, house, where, given name, wheelchair
PEOPLE = (
    (1, "12", (12.560, 102.050), "สมศรี", True),
    (1, "7", (12.562, 102.052), "บุญเลิศ", False),
    (2, "45", (12.566, 102.060), "ไพลิน", False),
)


@dataclass
class Held:
    """What the tests talk about."""

    people: list[Any]
    project: Any
    activity: Any
    venue: Any
    session: Any


@pytest.fixture(autouse=True)
def before_the_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody signs up for what is over, and these tests are read for years."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def project(officer: Actor, planner: Actor, leader: Actor) -> Any:
    """A project of an announced plan, with money and three confirmed people."""
    return announce_project(officer, planner, leader)


@pytest.fixture
def held(officer: Actor, project: Any) -> Held:
    """A session with its three people."""
    return hold_session(officer, project)


def enter_people(officer: Actor, rows: Sequence[tuple[int, str, tuple[float, float], str, bool]] = PEOPLE) -> list[Any]:
    """People of about eighty in houses of their own."""
    from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households
    from huangyai.places.models import Village

    villages = {village.number: village for village in Village.objects.all()}
    homes = [
        HouseholdFacts(
            villages[number],
            house,
            [
                PersonFacts(
                    title="นาง",
                    given_name=name,
                    family_name="ทองดี",
                    birth_date=dt.date(1945, 5, 1),
                    wheelchair=wheelchair,
                    phone="0812345678",
                )
            ],
            *where,
        )
        for number, house, where, name, wheelchair in rows
    ]
    return admit_households(actor=officer, households=homes, source="test")


def announce_project(officer: Actor, planner: Actor, leader: Actor) -> Any:
    """People → criterion → list → joint meeting → plan → announcement → money."""
    from huangyai.plan.actions import (
        ProjectFacts,
        add_source,
        add_strategy,
        allocate_money,
        approve_plan,
        begin_plan,
        design_project,
    )
    from huangyai.targets.actions import (
        Verdict,
        adopt_criterion,
        decide_names,
        draw_target_list,
        hold_joint_meeting,
        write_criterion,
    )
    from huangyai.targets.models import Candidate
    from huangyai.walls.entry import acting

    with acting(officer):
        enter_people(officer)
        card = write_criterion(actor=officer, name="ผู้สูงอายุ", sentence="คนอายุ 60 ปีขึ้นไป", definition=OLD)
        adopt_criterion(actor=officer, criterion=card)
        names = draw_target_list(actor=officer, name="ผู้สูงอายุ", criterion=card, fiscal_year=YEAR)
        meeting = hold_joint_meeting(
            actor=officer,
            target_list=names,
            held_on=dt.date(2026, 10, 5),
            venue="ห้องประชุม",
            parties=["รพ.สต.", "โรงเรียน"],
        )
        verdicts = [Verdict(one, True, "อยู่จริง") for one in Candidate.objects.filter(target_list=names)]
        decide_names(actor=officer, meeting=meeting, verdicts=verdicts)
        plan = begin_plan(actor=planner, first_year=2566, last_year=YEAR, vision="ไม่ทอดทิ้งกัน")
        strategy = add_strategy(actor=planner, plan=plan, number="1", name="ด้านคุณภาพชีวิต")
        project = design_project(
            actor=planner,
            plan=plan,
            strategy=strategy,
            facts=ProjectFacts(
                name="รถรับส่งผู้สูงอายุ",
                objective="ให้ไปหาหมอตามนัด",
                target_output="3 คน",
                indicator="ร้อยละ 90 ไปตามนัด",
                expected_result="ไม่ขาดนัด",
                responsible_unit="กองสาธารณสุข",
                programme="แผนงานสาธารณสุข",
                money={YEAR: GIVEN},
            ),
            target_list=names,
        )
        approve_plan(actor=leader, plan=plan, announced_on=dt.date(2026, 4, 1))
        source = add_source(actor=planner, code="ordinance", name="เทศบัญญัติ")
        allocate_money(actor=planner, plan=plan, year=YEAR, ceilings={source: GIVEN})
    return project


def hold_session(officer: Actor, project: Any, name: str = "ออกกำลังกายผู้สูงอายุ", first_day: dt.date = FIRST_DAY) -> Held:
    """An activity of the project, placed once in a hall of its own."""
    from huangyai.activities.actions import add_venue, design_activity, place_sessions
    from huangyai.people.models import Person
    from huangyai.walls.entry import acting

    with acting(officer):
        activity = design_activity(actor=officer, project=project, kind="health", name=name, capacity=10)
        venue = add_venue(actor=officer, name="ศาลาประชาคม", capacity=20, latitude=12.5622, longitude=102.0588)
        placed = place_sessions(
            actor=officer,
            activities=[activity],
            venues=[venue],
            first_day=first_day,
            last_day=first_day + dt.timedelta(days=2),
            seconds=0.05,
        )
        people = list(Person.objects.order_by("sort_key"))
    return Held(people, project, activity, venue, placed.sessions[0])
