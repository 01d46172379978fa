"""An announced plan changes by an edition only: with a reason, a meeting, somebody else's approval, and a record of what was before."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from huangyai.kernel import Actor, NotAllowed, NotFound, Refusal
from huangyai.plan.actions.editions import (
    approve_edition,
    begin_edition,
    drop_project,
    note_meeting,
    set_rule,
    take_up_project,
    withdraw_edition,
)
from huangyai.plan.actions.entering import WorkPlace
from huangyai.plan.actions.plans import add_strategy, restate_vision
from huangyai.plan.actions.projects import design_project, rewrite_project
from huangyai.plan.models import Project, ProjectPlace, ProjectProblem, YearMoney
from huangyai.plan.queries import public_plan
from huangyai.plan.queries.amending import changes, edition, editions, history, items, name_of, rules_in_force
from huangyai.plan.rules.amending import RuleKey
from huangyai.walls.entry import acting

from .conftest import project_facts

TODAY = timezone.localdate


def refused(code: str, action: Any, **given: Any) -> None:
    with pytest.raises(Refusal) as told:
        action(**given)
    assert told.value.code == code


def money_of(project: Project) -> dict[int, Decimal]:
    return dict(YearMoney.objects.filter(project=project, baht__gt=0).values_list("year", "baht"))


def test_a_draft_is_rewritten_and_an_announced_plan_is_not(written: Any, planner: Actor, leader: Actor) -> None:
    from huangyai.plan.actions.plans import approve_plan

    facts = project_facts("รถรับส่งผู้สูงอายุทุกหมู่บ้าน", {2570: 80_000})
    place = WorkPlace(name="ศาลาประชาคม", latitude=12.6, longitude=102.1)
    with acting(planner):
        rewrite_project(
            actor=planner, project=written.ride, strategy=written.strategy, facts=facts, problems=[], place=place
        )
        row = Project.objects.get(pk=written.ride.pk)
        assert row.name == "รถรับส่งผู้สูงอายุทุกหมู่บ้าน"
        assert money_of(row) == {2570: Decimal(80_000)}
        assert ProjectPlace.objects.get(project=row).name == "ศาลาประชาคม"
        # Whose sentence it no longer answers is told so, instead of believing that it is in the plan.
        assert not ProjectProblem.objects.filter(project=row).exists()
        assert written.problem.answers.first().state == "studying"
        restate_vision(actor=planner, plan=written.plan, vision="ใหม่", strategies={written.strategy.pk: "ด้านสังคม"})
    with acting(leader):
        approve_plan(actor=leader, plan=written.plan, announced_on=dt.date(2026, 4, 1))
    with acting(planner):
        here = {"actor": planner, "strategy": written.strategy, "facts": facts}
        refused("plan-announced", rewrite_project, project=row, **here)
        refused("plan-announced", design_project, plan=written.plan, **here)
        refused("plan-announced", restate_vision, actor=planner, plan=written.plan, vision="", strategies={})
        refused("plan-announced", add_strategy, actor=planner, plan=written.plan, number="9", name="x")


def test_a_change_is_kept_side_by_side_and_takes_effect_when_announced(
    announced: Any, planner: Actor, leader: Actor
) -> None:
    facts = dataclasses.replace(
        project_facts("รถรับส่งผู้สูงอายุ", {2569: 60_000, 2570: 90_000}), target_output="ผู้สูงอายุ 60 คน"
    )
    with acting(planner):
        begun = begin_edition(actor=planner, plan=announced.plan, kind="changed", reason="มีผู้สูงอายุเพิ่มขึ้น", year=2569)
        assert name_of(begun).th == "เปลี่ยนแปลง ครั้งที่ 1/2569"
        take = {"actor": planner, "edition": begun, "strategy": announced.strategy, "project": announced.ride}
        refused("reason-missing", take_up_project, **take, facts=facts, reason=" ")
        item = take_up_project(**take, facts=facts, reason="ผู้ใช้รถเพิ่มจาก 40 เป็น 60 คน", problems=[announced.problem])
        (change,) = changes(list(items(begun)))
        assert {each.name: (each.before, each.after) for each in change.difference.fields} == {
            "target_output": ("ผู้สูงอายุ 40 คน", "ผู้สูงอายุ 60 คน")
        }
        assert [(each.year, str(each.more)) for each in change.difference.years] == [(2569, "0"), (2570, "30,000")]
        # The plan says what it said until then, and the public reads nothing of the draft.
        assert Project.objects.get(pk=announced.ride.pk).target_output == "ผู้สูงอายุ 40 คน"
        public = Actor.public(planner.municipality_id)
        assert not editions(public, announced.plan).exists()
        with pytest.raises(NotFound):
            edition(public, begun.pk)
        day = TODAY()
        with pytest.raises(NotAllowed):
            approve_edition(actor=planner, edition=begun, announced_on=day)
    with acting(leader):
        refused("joint-meeting-missing", approve_edition, actor=leader, edition=begun, announced_on=day)
    with acting(planner):
        note_meeting(actor=planner, edition=begun, held_on=day, name="ประชุมร่วม", joint=True)
    with acting(leader):
        refused(
            "announced-before-meeting",
            approve_edition,
            actor=leader,
            edition=begun,
            announced_on=day - dt.timedelta(days=3),
        )
        approval = approve_edition(actor=leader, edition=begun, announced_on=day)
        assert approval.clause == "ข้อ 22/1"
        assert not approval.clause_verified
        row = Project.objects.get(pk=announced.ride.pk)
        assert row.target_output == "ผู้สูงอายุ 60 คน"
        assert money_of(row)[2570] == Decimal(90_000)
        assert [each.pk for each in history(row)] == [item.pk]
        assert edition(Actor.public(leader.municipality_id), begun.pk).pk == begun.pk
    with acting(planner):
        # Nothing of an announced edition changes any more.
        refused("edition-closed", take_up_project, **take, facts=facts, reason="อีกครั้ง")
        refused("edition-closed", drop_project, actor=planner, item=item)
        refused("edition-closed", withdraw_edition, actor=planner, edition=begun, reason="x")


def test_an_addition_brings_new_projects_only(announced: Any, planner: Actor, leader: Actor) -> None:
    facts = project_facts("เยี่ยมบ้านผู้ป่วยติดเตียง", {2570: 20_000})
    with acting(planner):
        added = begin_edition(actor=planner, plan=announced.plan, kind="added", reason="ประชาคมเสนอ")
        corrected = begin_edition(actor=planner, plan=announced.plan, kind="corrected", reason="พิมพ์ผิด")
        here = {"actor": planner, "strategy": announced.strategy, "facts": facts, "reason": "มีผู้ป่วยติดเตียง 12 คน"}
        refused("edition-of-another-kind", take_up_project, edition=added, project=announced.ride, **here)
        refused("edition-of-another-kind", take_up_project, edition=corrected, **here)
        take_up_project(edition=added, problems=[announced.problem], **here)
        note_meeting(actor=planner, edition=added, held_on=TODAY(), name="ประชุมร่วม", joint=True)
        assert Project.objects.filter(plan=announced.plan).count() == 2
    with acting(leader):
        refused("edition-empty", approve_edition, actor=leader, edition=corrected, announced_on=TODAY())
        approve_edition(actor=leader, edition=added, announced_on=TODAY())
        made = Project.objects.get(plan=announced.plan, name=facts.name)
        assert made.number == "3"
        assert money_of(made) == {2570: Decimal(20_000)}
        assert announced.problem.answers.first().state == "in_plan"
        assert public_plan(leader.municipality_id, 2570) == announced.plan


def test_two_editions_of_one_project_are_not_laid_over_each_other(
    announced: Any, planner: Actor, leader: Actor
) -> None:
    with acting(planner):
        both = [
            begin_edition(actor=planner, plan=announced.plan, kind="corrected", reason="พิมพ์ผิด", year=2569)
            for _ in range(2)
        ]
        assert [each.number for each in both] == [1, 2]
        for at, each in enumerate(both):
            take_up_project(
                actor=planner,
                edition=each,
                project=announced.youth,
                strategy=announced.strategy,
                facts=project_facts(f"ค่ายเยาวชน {at}", {2570: 50_000}),
                reason="แก้ชื่อ",
            )
    with acting(leader):
        approve_edition(actor=leader, edition=both[0], announced_on=TODAY())
        refused("changed-meanwhile", approve_edition, actor=leader, edition=both[1], announced_on=TODAY())


def test_money_that_is_given_out_is_not_taken_back_by_an_edition(announced: Any, planner: Actor, leader: Actor) -> None:
    with acting(planner):
        YearMoney.objects.filter(project=announced.youth, year=2570).update(allocated=Decimal(50_000))
        begun = begin_edition(actor=planner, plan=announced.plan, kind="corrected", reason="ลดวงเงิน")
        take_up_project(
            actor=planner,
            edition=begun,
            project=announced.youth,
            strategy=announced.strategy,
            facts=project_facts("ค่ายเยาวชน", {2570: 10_000}),
            reason="ลด",
        )
    with acting(leader):
        refused("money-given-out", approve_edition, actor=leader, edition=begun, announced_on=TODAY())


def test_nobody_approves_their_own(announced: Any, planner: Actor, leader: Actor) -> None:
    both = dataclasses.replace(leader, roles=leader.roles | planner.roles)
    with acting(both):
        begun = begin_edition(actor=both, plan=announced.plan, kind="corrected", reason="พิมพ์ผิด")
        take_up_project(
            actor=both,
            edition=begun,
            project=announced.youth,
            strategy=announced.strategy,
            facts=project_facts("ค่ายเยาวชนตำบล", {2570: 50_000}),
            reason="แก้ชื่อ",
        )
        refused("own-edition", approve_edition, actor=both, edition=begun, announced_on=TODAY())


def test_a_number_of_the_regulation_is_set_with_its_clause_and_who_compared_it(
    announced: Any, planner: Actor, leader: Actor
) -> None:
    with acting(planner):
        before = rules_in_force()
        assert before[RuleKey.ANNOUNCEMENT_DAYS].value is None
        assert not any(rule.verified for rule in before.values())
        refused(
            "half-verified",
            set_rule,
            actor=planner,
            key=RuleKey.CORRECTED_JOINT,
            value=1,
            clause="ข้อ 21",
            verified_on=TODAY(),
        )
        set_rule(
            actor=planner,
            key=RuleKey.CORRECTED_JOINT,
            value=1,
            clause="ข้อ 21 วรรคสอง",
            verified_on=TODAY(),
            verified_by="นิติกร",
        )
        held = rules_in_force()[RuleKey.CORRECTED_JOINT]
        assert (held.value, held.clause, held.verified) == (1, "ข้อ 21 วรรคสอง", True)
        begun = begin_edition(actor=planner, plan=announced.plan, kind="corrected", reason="พิมพ์ผิด")
        take_up_project(
            actor=planner,
            edition=begun,
            project=announced.youth,
            strategy=announced.strategy,
            facts=project_facts("ค่ายเยาวชนตำบล", {2570: 50_000}),
            reason="แก้ชื่อ",
        )
    with acting(leader):
        # What the municipality set is what is enforced.
        refused("joint-meeting-missing", approve_edition, actor=leader, edition=begun, announced_on=TODAY())


def test_a_draft_needs_no_edition_and_a_given_up_one_stays_readable(
    written: Any, announced: Any, planner: Actor
) -> None:
    from huangyai.plan.actions.plans import begin_plan

    with acting(planner):
        draft = begin_plan(actor=planner, first_year=2571, last_year=2575)
        refused("plan-is-draft", begin_edition, actor=planner, plan=draft, kind="added", reason="x")
        begun = begin_edition(actor=planner, plan=announced.plan, kind="added", reason="ประชาคมเสนอ")
        withdraw_edition(actor=planner, edition=begun, reason="รวมกับฉบับหน้า")
        assert edition(planner, begun.pk).withdrawal.reason == "รวมกับฉบับหน้า"
