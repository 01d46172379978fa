from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huangyai.assembly.models import Answer
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.plan.actions import add_source, add_strategy, allocate_money, approve_plan, begin_plan, design_project
from huangyai.plan.actions.projects import remove_project
from huangyai.plan.models import Plan, PlanApproval, Project, ProjectProblem, ProjectRemoval, YearMoney
from huangyai.walls.entry import acting

from .conftest import project_facts


def verbs(actor: Actor) -> list[str]:
    entries = Entry.objects.filter(municipality_id=actor.municipality_id).order_by("position")
    return list(entries.values_list("verb", flat=True))


def refused(code: str, action: Any, /, **told: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        action(**told)
    assert refusal.value.code == code
    assert refusal.value.words.th
    assert refusal.value.words.en


def test_a_plan_has_five_years_and_begins_once(planner: Actor) -> None:
    with acting(planner):
        plan = begin_plan(actor=planner, first_year=2571, last_year=2575)
        assert list(plan.years) == [2571, 2572, 2573, 2574, 2575]
        assert verbs(planner)[-1] == "plan.begun"
        refused("not-five-years", begin_plan, actor=planner, first_year=2576, last_year=2579)
        refused("plan-exists", begin_plan, actor=planner, first_year=2571, last_year=2575)


def test_a_project_answers_sentences_and_those_who_said_them_are_told(planner: Actor, written: Any) -> None:
    with acting(planner):
        assert ProjectProblem.objects.get().problem_id == written.problem.pk
        answer = Answer.objects.get(problem=written.problem)
        # Nobody has announced anything yet.
        assert answer.state == Answer.State.STUDYING
        assert "ร่าง" in answer.reason.th
        assert "รถรับส่งผู้สูงอายุ" in answer.reason.th
        assert "รถรับส่งผู้สูงอายุ" in answer.reason.en
        assert dict(YearMoney.objects.filter(project=written.ride).values_list("year", "baht")) == {
            2569: 60_000,
            2570: 60_000,
        }
        entry = Entry.objects.filter(verb="project.designed").order_by("position")[0]
        assert entry.facts["problems"] == [str(written.problem.pk)]


def test_projects_stay_in_their_plan(planner: Actor, written: Any) -> None:
    with acting(planner):
        other = begin_plan(actor=planner, first_year=2571, last_year=2575)
        here = {"actor": planner, "plan": written.plan, "strategy": written.strategy}
        refused("year-outside-plan", design_project, **here, facts=project_facts("นอกแผน", {2571: 5}))
        refused(
            "strategy-of-another-plan",
            design_project,
            **{**here, "plan": other},
            facts=project_facts("ผิดแผน", {2571: 5}),
        )
        refused("strategy-exists", add_strategy, actor=planner, plan=written.plan, number="1", name="ซ้ำ")
        assert Project.objects.count() == 2


def test_the_head_announces_a_plan_once_and_not_ahead_of_time(leader: Actor, planner: Actor, written: Any) -> None:
    with acting(leader):
        day = dt.date(2026, 4, 1)
        with pytest.raises(NotAllowed):
            approve_plan(actor=planner, plan=written.plan, announced_on=day)
        refused("announced-tomorrow", approve_plan, actor=leader, plan=written.plan, announced_on=dt.date(2100, 1, 1))
        approve_plan(actor=leader, plan=written.plan, announced_on=day)
        assert PlanApproval.objects.get().approved_by_id == leader.user_id
        assert "plan.approved" in verbs(leader)
        answers = list(Answer.objects.filter(problem=written.problem).order_by("made_at", "id"))
        assert [answer.state for answer in answers] == [Answer.State.STUDYING, Answer.State.IN_PLAN]
        assert "ร่าง" not in answers[-1].reason.th
        refused("plan-approved", approve_plan, actor=leader, plan=written.plan, announced_on=day)
        empty = begin_plan(actor=planner, first_year=2571, last_year=2575)
        refused("plan-empty", approve_plan, actor=leader, plan=empty, announced_on=day)


def test_money_goes_to_most_voices_first_and_every_project_says_why(planner: Actor, written: Any) -> None:
    with acting(planner):
        source = add_source(actor=planner, code="ordinance", name="เทศบัญญัติ")
        refused("source-exists", add_source, actor=planner, code="ordinance", name="ซ้ำ")
        refused(
            "nothing-to-allocate",
            allocate_money,
            actor=planner,
            plan=written.plan,
            year=2566,
            ceilings={source: Decimal(1)},
        )
        refused("nothing-to-allocate", allocate_money, actor=planner, plan=written.plan, year=2570, ceilings={})
        allocate_money(actor=planner, plan=written.plan, year=2570, ceilings={source: Decimal(70_000)})
        ride = YearMoney.objects.get(project=written.ride, year=2570)
        youth = YearMoney.objects.get(project=written.youth, year=2570)
        assert (ride.allocated, ride.source_id, youth.allocated, youth.source_id) == (60_000, source.pk, 0, None)
        assert "14 เสียง" in ride.reason.th
        assert "14 voices" in ride.reason.en
        assert "เทศบัญญัติ" in ride.reason.th
        assert youth.reason
        # People read names, never the keys of rows.
        known = (str(source.pk), str(written.ride.pk), str(written.youth.pk))
        said = (ride.reason.th, ride.reason.en, youth.reason.th, youth.reason.en)
        assert not any(key in sentence for key in known for sentence in said)
        entry = Entry.objects.get(verb="money.allocated")
        assert (entry.facts["projects"], entry.facts["baht"]) == (1, "60000")


def test_money_given_out_again_never_exceeds_the_ceiling(planner: Actor, written: Any) -> None:
    with acting(planner):
        source = add_source(actor=planner, code="ordinance", name="เทศบัญญัติ")
        for ceiling in (200_000, 50_000, 10):
            allocate_money(actor=planner, plan=written.plan, year=2570, ceilings={source: Decimal(ceiling)})
            given = sum(row.allocated or 0 for row in YearMoney.objects.filter(year=2570))
            assert given <= ceiling
        assert given == 0


def test_only_planners_and_officers_write_plans(leader: Actor, written: Any) -> None:
    with acting(leader):
        for action, told in (
            (begin_plan, {"first_year": 2571, "last_year": 2575}),
            (add_strategy, {"plan": written.plan, "number": "9", "name": "x"}),
            (add_source, {"code": "x", "name": "x"}),
            (allocate_money, {"plan": written.plan, "year": 2570, "ceilings": {}}),
            (design_project, {"plan": written.plan, "strategy": written.strategy, "facts": project_facts("x", {})}),
        ):
            with pytest.raises(NotAllowed):
                action(actor=leader, **told)
        assert Plan.objects.count() == 1


def test_a_project_leaves_a_draft_with_a_reason_and_no_announced_plan(
    planner: Actor, leader: Actor, written: Any, browser_of: Callable[[Role], Client]
) -> None:
    address = reverse("plan:project_removal", args=[written.ride.pk])
    desk = browser_of(Role.PLANNER)
    assert desk.post(address, {"reason": "ซ้ำ"}).status_code == 422
    sent = desk.post(address, {"reason": "ซ้ำกับโครงการของ อบจ. ที่ทำอยู่แล้ว"})
    assert sent["Location"] == reverse("plan:plan_detail", args=[written.plan.pk])
    with acting(planner):
        assert list(Project.objects.all()) == [written.youth]
        assert not YearMoney.objects.filter(year=2569, baht=60_000).exists()
        newest = Answer.objects.filter(problem=written.problem).order_by("-made_at", "-id").first()
        assert newest is not None
        assert newest.state == Answer.State.STUDYING
        assert "อบจ." in newest.reason.th
        removal = ProjectRemoval.objects.get()
        assert (removal.name, removal.plan_id) == ("รถรับส่งผู้สูงอายุ", written.plan.pk)
        page = reverse("plan:plan_detail", args=[written.plan.pk])
        assert "อบจ." in desk.get(page).content.decode()
        assert "อบจ." not in browser_of(Role.PARTNER).get(page).content.decode()
        # The ledger holds no words that could name somebody.
        assert "อบจ." not in str(Entry.objects.get(verb="project.removed").facts)
    with acting(leader):
        approve_plan(actor=leader, plan=written.plan, announced_on=dt.date(2026, 4, 1))
    with acting(planner):
        refused("plan-announced", remove_project, actor=planner, project=written.youth, reason="เปลี่ยนใจหลังประกาศใช้แผน")


def test_a_project_that_something_stands_on_stays(planner: Actor, written: Any) -> None:
    with acting(planner):
        source = add_source(actor=planner, code="ordinance", name="เทศบัญญัติ")
        allocate_money(actor=planner, plan=written.plan, year=2569, ceilings={source: Decimal(100_000)})
        before = Project.objects.count()
        refused("project-held", remove_project, actor=planner, project=written.ride, reason="ซ้ำกับโครงการอื่นที่มีอยู่แล้ว")
        assert Project.objects.count() == before
        assert YearMoney.objects.filter(project=written.ride).exists()
        assert not Entry.objects.filter(verb="project.removed").exists()
