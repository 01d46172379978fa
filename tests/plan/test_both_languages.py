from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from huangyai.kernel import Actor, Role
from huangyai.plan.actions import add_source, allocate_money
from huangyai.plan.models import YearMoney
from huangyai.walls.entry import acting


def test_each_page_says_in_its_language_why_a_project_got_money(
    written: Any, planner: Actor, browser_of: Callable[..., Client]
) -> None:
    with acting(planner):
        source = add_source(actor=planner, code="ordinance", name="เทศบัญญัติ")
        allocate_money(actor=planner, plan=written.plan, year=2570, ceilings={source: Decimal(70_000)})
        given = YearMoney.objects.get(project=written.ride, year=2570).reason
        left_out = YearMoney.objects.get(project=written.youth, year=2570).reason
    money = reverse("plan:money_allocation", args=[written.plan.pk]) + "?year=2570"
    project = reverse("plan:project_detail", args=[written.ride.pk])
    for language in ("th", "en"):
        browser = browser_of(Role.PLANNER)
        browser.cookies["django_language"] = language
        other = "en" if language == "th" else "th"
        for address, reasons in ((money, (given, left_out)), (project, (given,))):
            page = browser.get(address).text
            for reason in reasons:
                assert reason.say(language) in page
                assert reason.say(other) not in page
