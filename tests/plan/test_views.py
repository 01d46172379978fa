from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huangyai.kernel import Role

READERS = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR, Role.PARTNER}
PLANNERS = {Role.OFFICER, Role.PLANNER}


def addresses(written: Any) -> dict[str, tuple[str, set[Role]]]:
    plan, project = written.plan.pk, written.ride.pk
    return {
        "list": (reverse("plan:plan_list"), READERS),
        "new": (reverse("plan:plan_new"), PLANNERS),
        "source": (reverse("plan:source_new"), PLANNERS),
        "plan": (reverse("plan:plan_detail", args=[plan]), READERS),
        "approval": (reverse("plan:plan_approval", args=[plan]), {Role.LEADER}),
        "strategy": (reverse("plan:strategy_new", args=[plan]), PLANNERS),
        "project_new": (reverse("plan:project_new", args=[plan]), PLANNERS),
        "money": (reverse("plan:money_allocation", args=[plan]), READERS),
        "form": (reverse("plan:official_form", args=[plan, "p02", "xlsx"]), READERS),
        "project": (reverse("plan:project_detail", args=[project]), READERS),
    }


@pytest.mark.parametrize("role", list(Role))
def test_every_role_at_every_page(role: Role, written: Any, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(role)
    for name, (address, allowed) in addresses(written).items():
        # A draft's official form stays in the town hall: a partner reads the draft, but prints nothing.
        may = role in allowed and not (role is Role.PARTNER and name == "form")
        assert browser.get(address).status_code == (200 if may else 403), name
