from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from huangyai.kernel import Actor, NotAllowed, NotFound, Role
from huangyai.plan.access import may_approve, may_plan, may_print, visible_plans
from huangyai.plan.actions import design_project
from huangyai.plan.models import Plan
from huangyai.plan.printing import print_form
from huangyai.walls.entry import acting

from .conftest import project_facts

STAFF = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_writes_approves_and_prints(role: Role, written: Any, actor_of: Callable[[Role], Actor]) -> None:
    actor = actor_of(role)
    with acting(actor):
        assert visible_plans(actor).exists() is (role in STAFF | {Role.PARTNER})
        assert may_plan(actor) is (role in {Role.PLANNER, Role.OFFICER})
        assert may_approve(actor) is (role is Role.LEADER)
        assert may_print(actor, written.plan) is (role in STAFF)


def test_everybody_prints_an_announced_plan(announced: Any, planner: Actor) -> None:
    public = Actor.public(planner.municipality_id)
    with acting(planner):
        assert may_print(public, announced.plan)
        content, content_type = print_form(public, announced.plan, "p02", "xlsx")
        assert content[:2] == b"PK"
        assert "spreadsheet" in content_type


def test_a_draft_is_not_printed_for_the_public(written: Any, planner: Actor) -> None:
    with acting(planner):
        with pytest.raises(NotAllowed):
            print_form(Actor.public(planner.municipality_id), written.plan, "p02", "pdf")
        for form, kind in (("p99", "pdf"), ("p02", "exe"), ("../p02", "pdf")):
            with pytest.raises(NotFound):
                print_form(planner, written.plan, form, kind)


@pytest.mark.parametrize("role", list(Role))
def test_the_neighbours_see_nothing(role: Role, announced: Any, neighbour_actor_of: Callable[[Role], Actor]) -> None:
    actor = neighbour_actor_of(role)
    with acting(actor):
        assert not visible_plans(actor).exists()
        assert not Plan.objects.exists()


def test_a_form_printed_again_shows_what_was_changed(written: Any, planner: Actor) -> None:
    with acting(planner):
        first, _ = print_form(planner, written.plan, "p02", "xlsx")
        again, _ = print_form(planner, written.plan, "p02", "xlsx")
        assert again is first
        design_project(
            actor=planner, plan=written.plan, strategy=written.strategy, facts=project_facts("ใหม่", {2570: 1})
        )
        assert print_form(planner, written.plan, "p02", "xlsx")[0] != first
