"""A project from the sentence said to what changed, made by the real actions; more of everything when asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from tests.activities.conftest import OLD, Held, announce_project, hold_session

from huangyai.kernel import Actor, Role

SAID = "ไม่มีใครพาไปหาหมอตามนัด"


@dataclass
class Town:
    """What the tests talk about."""

    held: Held
    problem: Any
    indicator: Any
    volunteer: Any
    actors: dict[Role, Actor]

    @property
    def officer(self) -> Actor:
        """Who makes more of it."""
        return self.actors[Role.OFFICER]


@pytest.fixture
def town(
    officer: Actor,
    planner: Actor,
    leader: Actor,
    actor_of: Callable[[Role], Actor],
    user_of: Callable[[Role], Any],
) -> Town:
    """A session in ten days with three people to fetch, a measured project, a problem said and a signal waiting."""
    from huangyai.places.models import Village
    from huangyai.volunteers.actions import welcome_volunteer
    from huangyai.walls.entry import acting

    project = announce_project(officer, planner, leader)
    with acting(officer):
        volunteer = welcome_volunteer(
            actor=officer, user=user_of(Role.VOLUNTEER), village=Village.objects.get(number=1)
        )
    held = hold_session(officer, project, first_day=_in_days(10))
    actors = {Role.OFFICER: officer, Role.PLANNER: planner, Role.LEADER: leader}
    made = Town(held, None, None, volunteer, actors | {Role.CASE_WORKER: actor_of(Role.CASE_WORKER)})
    with acting(officer):
        made.problem = say(made, SAID, voices=14)
        made.indicator = measure_again(made, project, "ไปตามนัด")
        arrange(made)
    return made


def _in_days(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def say(town: Town, sentence: str, voices: int = 5) -> Any:
    """One more sentence said in an assembly, with no answer yet."""
    from huangyai.assembly.actions import call_assembly, raise_problem

    called = call_assembly(
        actor=town.officer, title="ประชาคม", starts_at=dt.datetime(2026, 1, 12, 9, tzinfo=dt.UTC), venue="ศาลา"
    )
    return raise_problem(actor=town.officer, assembly=called, sentence=sentence, category="elderly", voices=voices)


def measure_again(town: Town, project: Any, name: str) -> Any:
    """An indicator of a project, measured before and after."""
    from huangyai.evaluation.actions import IndicatorFacts, measure, set_indicator

    facts = IndicatorFacts(name=name, unit="ร้อยละ", method="เทียบสมุดนัดกับบันทึกรถ", dimension="society")
    indicator = set_indicator(actor=town.officer, project=project, facts=facts)
    for when, value, day in (("before", 58, dt.date(2026, 3, 1)), ("after", 91, dt.date(2026, 9, 1))):
        measure(actor=town.officer, indicator=indicator, when=when, value=Decimal(value), measured_on=day, people=40)
    return indicator


def arrange(town: Town) -> None:
    """One more round of visits, one more report of danger, one more list whose names wait for the joint meeting."""
    from huangyai.targets.actions import adopt_criterion, draw_target_list, write_criterion
    from huangyai.watch.actions import arrange_round, send_signal

    arrange_round(
        actor=town.officer, volunteer=town.volunteer, day=timezone.localdate(), people=town.held.people, reason="คนเดียว"
    )
    send_signal(actor=Actor.public(town.officer.municipality_id), kind="violence", urgency="danger", words="เสียงเด็กร้อง")
    card = write_criterion(actor=town.officer, name="ผู้สูงอายุ", sentence="คนอายุ 60 ปีขึ้นไป", definition=OLD)
    adopt_criterion(actor=town.officer, criterion=card)
    # Lists of one year have each a name of its own.
    draw_target_list(actor=town.officer, name=f"ผู้สูงอายุ รอบใหม่ {card.pk}", criterion=card, fiscal_year=2571)


def grow(town: Town, times: int) -> None:
    """So many more of everything that the pages of this room count or list."""
    from huangyai.plan.actions.entering import ProjectFacts, enter_project
    from huangyai.walls.entry import acting

    plan = town.held.project.plan
    for at in range(times):
        with acting(town.officer):
            say(town, f"{SAID} {at}")
            facts = ProjectFacts(
                name=f"รถรับส่งผู้สูงอายุ {at}",
                objective="ให้ไปหาหมอตามนัด",
                target_output="3 คน",
                indicator="ร้อยละ 90 ไปตามนัด",
                expected_result="ไม่ขาดนัด",
                responsible_unit="กองสาธารณสุข",
                programme="แผนงานสาธารณสุข",
                money={plan.last_year: Decimal(1000)},
            )
            more = enter_project(
                actor=town.actors[Role.PLANNER], plan=plan, strategy=town.held.project.strategy, facts=facts
            )
            measure_again(town, more, f"ไปตามนัด {at}")
            arrange(town)
        hold_session(town.officer, town.held.project, name=f"ออกกำลังกาย {at}", first_day=_in_days(12 + 3 * at))
