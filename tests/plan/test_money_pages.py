"""The pages of sources, rulings, floors and the year's money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huangyai.kernel import Actor, Role
from huangyai.plan.actions import copy_source, rule_on_money
from huangyai.plan.models import AllocationRun, FundingSource, MoneyRuling, NeedFloor, SourceRule
from huangyai.walls.entry import acting

READERS = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR, Role.PARTNER}
TODAY = "22/11/2569"


@pytest.fixture
def sources(planner: Actor) -> dict[str, Any]:
    """The health fund and the child protection fund, as the catalogue has them."""
    with acting(planner):
        day = timezone.localdate() - dt.timedelta(days=900)
        codes = ("ordinance", "health-fund", "child-protection-fund")
        return {code: copy_source(actor=planner, code=code, valid_from=day) for code in codes}


@pytest.mark.parametrize("role", list(Role))
def test_every_role_at_every_page(
    role: Role, written: Any, sources: dict[str, Any], browser_of: Callable[..., Client], built_fonts: Any
) -> None:
    browser = browser_of(role)
    fund = sources["health-fund"].pk
    pages = {
        reverse("plan:source_detail", args=[fund]): READERS,
        reverse("plan:project_application", args=[written.ride.pk, fund, "docx"]): READERS,
        reverse("plan:project_ruling", args=[written.ride.pk]): {Role.OFFICER, Role.PLANNER, Role.LEADER},
        reverse("plan:need_floor", args=[written.plan.pk]): {Role.OFFICER, Role.PLANNER},
    }
    for address, allowed in pages.items():
        assert browser.get(address).status_code in ((200, 302) if role in allowed else (403,)), address


def test_sources_are_taken_from_the_catalogue_and_their_rules_changed(browser_of: Callable[..., Client]) -> None:
    planner = browser_of(Role.PLANNER)
    here = reverse("plan:source_new")
    assert "กองทุนคุ้มครองเด็ก" in planner.get(here).text
    chosen = {"which": "copy", "codes": ["health-fund", "older-persons-fund"], "valid_from": TODAY}
    assert planner.post(here, chosen)["Location"] == here
    page = planner.get(here).text
    assert page.count("not verified yet") + page.count("ยังไม่ได้ตรวจกับตัวบท") >= 2
    assert planner.post(here, {"which": "copy", "valid_from": TODAY}).status_code == 422
    assert planner.post(here, {"code": "x y", "name": ""}).status_code == 422
    source = FundingSource.objects.get(code="health-fund")
    detail = reverse("plan:source_detail", args=[source.pk])
    rule = {"valid_from": TODAY, "basis": "ประกาศ ข้อ 10", "most_per_project": "100,000", "form": "kpt7"}
    assert planner.post(detail, {**rule, "deadline_day": "31"}).status_code == 422
    assert planner.post(detail, {**rule, "deadline_day": "31", "deadline_month": "3"})["Location"] == detail
    newest: Any = SourceRule.objects.filter(source=source).first()
    assert (newest.most_per_project, newest.deadline_month) == (100_000, 3)
    checked = {"which": "check", "rule": newest.pk, "text_read": "ประกาศ 2567 ข้อ 10", "agrees": "yes"}
    assert planner.post(detail, checked)["Location"] == detail
    assert "ประกาศ 2567 ข้อ 10" in planner.get(detail).text
    assert planner.post(detail, {**checked, "rule": "x"}).status_code == 404
    assert planner.post(detail, {"which": "check"}).status_code == 422


def test_a_projects_page_says_which_sources_fit_and_why_not_the_others(
    written: Any, sources: dict[str, Any], browser_of: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    browser = browser_of(Role.PLANNER)
    address = reverse("plan:project_detail", args=[written.ride.pk])
    browser.get(address)
    with django_assert_max_num_queries(40):
        page = browser.get(address).text
    assert "แหล่งนี้ให้เฉพาะงานเพื่อ เด็กและเยาวชน" in page
    assert "รหัสกองทุน (L ตามด้วยตัวเลข 4 หลัก)" in page
    application = reverse("plan:project_application", args=[written.ride.pk, sources["health-fund"].pk, "docx"])
    assert application in page
    assert browser.get(application).content[:2] == b"PK"
    for source, file_type in (("ordinance", "docx"), ("health-fund", "exe")):
        address = reverse("plan:project_application", args=[written.ride.pk, sources[source].pk, file_type])
        assert browser.get(address).status_code == 404
    assert browser.get(application, {"year": "2566"}).status_code == 404


def test_a_person_rules_with_a_reason_and_takes_it_back(written: Any, browser_of: Callable[..., Client]) -> None:
    planner = browser_of(Role.PLANNER)
    here = reverse("plan:project_ruling", args=[written.ride.pk])
    project = reverse("plan:project_detail", args=[written.ride.pk])
    assert planner.get(here)["Location"] == project
    assert planner.post(here, {"kind": "pin", "year": "2570"}).status_code == 422
    assert planner.post(here, {"kind": "pin", "year": "2570", "reason": "สัญญาไว้"})["Location"] == project
    assert "สัญญาไว้" in planner.get(project).text
    ruling = MoneyRuling.objects.get()
    taken_back = {"which": "end", "ruling": ruling.pk, "reason": "เลื่อนไปปีหน้า"}
    other = reverse("plan:project_ruling", args=[written.youth.pk])
    assert planner.post(other, taken_back).status_code == 404
    assert planner.post(here, {**taken_back, "ruling": "x"}).status_code == 404
    assert planner.post(here, taken_back)["Location"] == project
    assert "เลื่อนไปปีหน้า" in planner.get(project).text


def test_the_years_money_shows_how_good_it_is_and_what_more_would_do(
    written: Any, sources: dict[str, Any], browser_of: Callable[..., Client]
) -> None:
    planner = browser_of(Role.PLANNER)
    here = reverse("plan:money_allocation", args=[written.plan.pk])
    floor = reverse("plan:need_floor", args=[written.plan.pk])
    assert planner.post(floor, {"who": "elderly", "least": "x", "reason": ""}).status_code == 422
    said = {"who": "elderly", "least": "20", "reason": "ผู้สูงอายุไม่ถูกลืม"}
    assert planner.post(f"{floor}?year=2570", said)["Location"] == f"{here}?year=2570"
    assert NeedFloor.objects.get().least == 20
    ceiling = {f"ceiling_{sources['ordinance'].pk}": "60,000", "year": "2570", "reach": "year"}
    assert planner.post(here, {**ceiling, "year": "2500"}).status_code == 422
    assert planner.post(here, ceiling)["Location"] == f"{here}?year=2570"
    page = planner.get(here, {"year": "2570"})
    assert "ค่ายเยาวชน" in page.text
    assert page.context["proven"]
    assert [(least, met) for _, least, met in page.context["short_floors"]] == [(20, 14)]
    assert page.context["end"].more[0].enter == ["ค่ายเยาวชน"]
    run = AllocationRun.objects.get()
    progress = reverse("plan:allocation_run", args=[run.pk])
    assert planner.get(progress).status_code == 200
    # It has ended: there is nothing left to stop.
    assert planner.post(progress).status_code == 409
    assert run.end.outcome == "done"


def test_residents_read_what_was_ruled_and_why(
    announced: Any, municipality: Any, planner: Actor, django_assert_max_num_queries: Any
) -> None:
    with acting(planner):
        told: dict[str, Any] = {"actor": planner, "year": 2570, "kind": MoneyRuling.Kind.BAN}
        for project, reason in ((announced.ride, "รถเสียรอซ่อม"), (announced.youth, "เลื่อนไปปีหน้า")):
            rule_on_money(project=project, reason=reason, **told)
    with django_assert_max_num_queries(30):
        page = Client().get(reverse("plan:public_project_list", args=[municipality.slug])).text
    assert "รถเสียรอซ่อม" in page
    assert "เลื่อนไปปีหน้า" in page
