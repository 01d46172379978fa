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


@pytest.mark.parametrize("role", list(Role))
def test_the_neighbours_roles_find_nothing(
    role: Role, written: Any, neighbour_browser_of: Callable[[Role], Client]
) -> None:
    browser = neighbour_browser_of(role)
    for name, (address, allowed) in addresses(written).items():
        if name not in {"list", "new", "source"}:
            assert browser.get(address).status_code == (404 if role in allowed else 403), name


def test_a_visitor_signs_in_or_reads_what_is_announced(municipality: Any, announced: Any) -> None:
    for address, _ in addresses(announced).values():
        assert Client().get(address)["Location"].startswith(reverse("account_login"))
    page = Client().get(reverse("plan:public_project_list", args=[municipality.slug]))
    assert "รถรับส่งผู้สูงอายุ" in page.text
    assert "ไม่มีใครพาไปหาหมอตามนัด" in page.text
    file = Client().get(
        reverse("plan:public_official_form", args=[municipality.slug, announced.plan.pk, "p02", "xlsx"])
    )
    assert file.status_code == 200
    assert b"".join([file.content])[:2] == b"PK"


def test_the_public_sees_no_draft(municipality: Any, written: Any) -> None:
    page = Client().get(reverse("plan:public_project_list", args=[municipality.slug]))
    assert page.status_code == 200
    assert "รถรับส่งผู้สูงอายุ" not in page.text
    form = reverse("plan:public_official_form", args=[municipality.slug, written.plan.pk, "p02", "xlsx"])
    assert Client().get(form).status_code == 404


def test_the_neighbours_public_page_shows_nothing_of_ours(neighbour: Any, announced: Any) -> None:
    address = reverse("plan:public_project_list", args=[neighbour.slug])
    page = Client().get(address, {"plan": str(announced.plan.pk)})
    assert "รถรับส่งผู้สูงอายุ" not in page.text
    form = reverse("plan:public_official_form", args=[neighbour.slug, announced.plan.pk, "p02", "xlsx"])
    assert Client().get(form).status_code == 404


def test_odd_questions_are_answered_calmly(
    municipality: Any, announced: Any, browser_of: Callable[..., Client]
) -> None:
    public = reverse("plan:public_project_list", args=[municipality.slug])
    for asked in ({"plan": "x"}, {"q": "ฮ" * 500}, {"strategy": "x"}, {"page": "-4"}, {"page": "๙๙"}):
        assert Client().get(public, asked).status_code == 200, asked
    money = reverse("plan:money_allocation", args=[announced.plan.pk])
    for year, status in (("2569", 200), ("1999", 404), ("๒๕๖๙", 404), ("2569-1", 404), ("", 200)):
        assert browser_of(Role.PLANNER).get(money, {"year": year}).status_code == status, year
    assert (
        browser_of(Role.PLANNER).get(reverse("plan:official_form", args=[announced.plan.pk, "p09", "pdf"])).status_code
        == 404
    )


def test_a_plan_is_written_and_announced_on_the_pages(browser_of: Callable[..., Client], municipality: Any) -> None:
    planner, leader = browser_of(Role.PLANNER), browser_of(Role.LEADER)
    assert planner.post(reverse("plan:plan_new"), {"first_year": "71"}).status_code == 422
    plan = planner.post(reverse("plan:plan_new"), {"first_year": "2566", "vision": "ไม่ทอดทิ้งกัน"})["Location"]
    planner.post(f"{plan}strategies/new/", {"number": "1", "name": "ด้านสังคม"})
    page = planner.get(f"{plan}projects/new/")
    strategy = page.context["form"].fields["strategy"].queryset.get()
    said = {
        "name": "เยาวชนทำขนมขาย",
        "strategy": strategy.pk,
        "programme": "แผนงานสร้างความเข้มแข็งของชุมชน",
        "objective": "ฝึกอาชีพ",
        "target_output": "40 คน",
        "indicator": "รายได้เพิ่ม",
        "expected_result": "มีรายได้",
        "responsible_unit": "สำนักปลัด",
    }
    assert planner.post(f"{plan}projects/new/", said).status_code == 422
    made = planner.post(f"{plan}projects/new/", {**said, "baht_2569": "38,000"})
    assert made.status_code == 302
    assert "38,000" in planner.get(made["Location"]).text
    assert leader.post(f"{plan}approval/", {"announced_on": "1/4/69"}).status_code == 422
    leader.post(f"{plan}approval/", {"announced_on": "1/4/2569"})
    assert "เยาวชนทำขนมขาย" in Client().get(reverse("plan:public_project_list", args=[municipality.slug])).text


def test_money_is_given_out_on_the_page_and_a_second_tap_changes_nothing(
    written: Any, browser_of: Callable[..., Client]
) -> None:
    planner = browser_of(Role.PLANNER)
    planner.post(reverse("plan:source_new"), {"code": "ordinance", "name": "เทศบัญญัติ"})
    address = reverse("plan:money_allocation", args=[written.plan.pk])
    [source] = planner.get(address).context["form"].sources
    assert planner.post(address, {"year": "2570"}).status_code == 422
    sent = {"year": "2570", f"ceiling_{source.pk}": "70,000", "request_key": "01a2039a-19e1-76af-a418-25cc7897baf8"}
    for _ in range(2):
        assert planner.post(address, sent)["Location"] == f"{address}?year=2570"
    page = planner.get(f"{address}?year=2570").text
    assert "14 เสียง" in page
    assert browser_of(Role.LEADER).post(address, sent).status_code == 403


def test_pages_of_any_length_ask_the_same_number_of_questions(
    planner: Any,
    announced: Any,
    municipality: Any,
    browser_of: Callable[..., Client],
    django_assert_max_num_queries: Any,
) -> None:
    from huangyai.plan.actions import design_project
    from huangyai.walls.entry import acting

    from .conftest import project_facts

    browser = browser_of(Role.PLANNER)
    for more in (1, 30):
        with acting(planner):
            for at in range(more):
                facts = project_facts(f"โครงการ {at}", {2570: 1000})
                design_project(
                    actor=planner,
                    plan=announced.plan,
                    strategy=announced.strategy,
                    facts=facts,
                    problems=[announced.problem],
                )
        for address in (
            reverse("plan:plan_list"),
            reverse("plan:plan_detail", args=[announced.plan.pk]),
            reverse("plan:money_allocation", args=[announced.plan.pk]),
            reverse("plan:project_detail", args=[announced.ride.pk]),
            reverse("plan:public_project_list", args=[municipality.slug]),
            reverse("plan:official_form", args=[announced.plan.pk, "p02", "xlsx"]),
        ):
            with django_assert_max_num_queries(26):
                assert browser.get(address).status_code == 200


def test_the_pdf_of_an_announced_plan(announced: Any, browser_of: Callable[..., Client], built_fonts: Any) -> None:
    address = reverse("plan:official_form", args=[announced.plan.pk, "p02", "pdf"])
    answer = browser_of(Role.PARTNER).get(address)
    assert answer.content[:5] == b"%PDF-"
    assert answer["Content-Type"] == "application/pdf"
