from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
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
        "wording": (reverse("plan:project_wording", args=[project]), PLANNERS),
        "vision": (reverse("plan:plan_vision", args=[plan]), PLANNERS),
        "year": (reverse("plan:plan_year", args=[plan]), READERS),
        "rules": (reverse("plan:rule_list"), READERS),
        "indicator": (reverse("plan:indicator_reading"), PLANNERS),
        "edition_new": (reverse("plan:edition_new", args=[plan]), PLANNERS),
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
        if name not in {"list", "new", "source", "rules", "indicator"}:
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
    sent = {
        "year": "2570",
        "reach": "year",
        f"ceiling_{source.pk}": "70,000",
        "request_key": "01a2039a-19e1-76af-a418-25cc7897baf8",
    }
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
    from huangyai.plan.actions.editions import begin_edition, take_up_project
    from huangyai.plan.actions.entering import enter_project
    from huangyai.plan.actions.implementation import begin_implementation
    from huangyai.walls.entry import acting

    from .conftest import project_facts

    browser = browser_of(Role.PLANNER)
    with acting(planner):
        edition = begin_edition(actor=planner, plan=announced.plan, kind="added", reason="ประชาคมเสนอ")
        year = begin_implementation(
            actor=planner, plan=announced.plan, year=2570, cause="budget", counted_from=dt.date(2026, 10, 1)
        )
    for more in (1, 30):
        with acting(planner):
            for at in range(more):
                facts = project_facts(f"โครงการ {at}", {2570: 1000})
                here = {"actor": planner, "strategy": announced.strategy, "facts": facts}
                enter_project(plan=announced.plan, problems=[announced.problem], **here)
                take_up_project(edition=edition, reason="มีผู้รอ", **here)
        for address in (
            reverse("plan:plan_list"),
            reverse("plan:plan_detail", args=[announced.plan.pk]),
            reverse("plan:money_allocation", args=[announced.plan.pk]),
            reverse("plan:project_detail", args=[announced.ride.pk]),
            reverse("plan:edition_detail", args=[edition.pk]),
            reverse("plan:plan_year", args=[announced.plan.pk]),
            reverse("plan:implementation_detail", args=[year.pk]),
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


def test_an_indicator_is_read_while_it_is_typed(browser_of: Callable[..., Client], written: Any) -> None:
    planner = browser_of(Role.PLANNER)
    address = reverse("plan:indicator_reading")
    piece = planner.get(address, {"indicator": "ประชาชนได้รับประโยชน์ร้อยละ ๘๐"}).text
    assert "ภายในเมื่อไร" in piece
    assert "วัดจากอะไร" in piece
    assert "หน่วยนับ" not in piece
    listed = planner.get(reverse("plan:plan_detail", args=[written.plan.pk]), {"indicator": "unmeasurable"})
    # ร้อยละ 90 ไปตามนัด วัดจากสมุดนัด says no day.
    assert listed.text.count("ภายในเมื่อไร") >= 2


def test_a_draft_project_is_rewritten_on_its_page(browser_of: Callable[..., Client], written: Any) -> None:
    planner = browser_of(Role.PLANNER)
    address = reverse("plan:project_wording", args=[written.ride.pk])
    form = planner.get(address).context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    assert said["baht_2569"] == "60,000"
    assert planner.post(address, {**said, "coordinates": "12.6"}).status_code == 422
    sent = {**said, "name": "รถรับส่งทุกวัน", "coordinates": "๑๒.๖, 102.1", "place": "ศาลาประชาคม"}
    page = planner.get(planner.post(address, sent)["Location"]).text
    assert "รถรับส่งทุกวัน" in page
    assert "ศาลาประชาคม" in page


def test_an_edition_goes_from_the_form_to_the_public_page(
    browser_of: Callable[..., Client], announced: Any, municipality: Any
) -> None:
    planner, leader = browser_of(Role.PLANNER), browser_of(Role.LEADER)
    assert planner.get(reverse("plan:project_new", args=[announced.plan.pk])).status_code == 302
    begin = reverse("plan:edition_new", args=[announced.plan.pk])
    assert planner.post(begin, {"kind": "changed"}).status_code == 422
    here = planner.post(begin, {"kind": "changed", "reason": "ผู้สูงอายุเพิ่มขึ้น"})["Location"]
    take = f"{here}project/?project={announced.ride.pk}"
    form = planner.get(take).context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    assert planner.post(take, {**said, "target_output": "ผู้สูงอายุ 60 คน"}).status_code == 422
    planner.post(take, {**said, "target_output": "ผู้สูงอายุ 60 คน", "reason": "มีผู้รอ 20 คน", "baht_2570": "90,000"})
    for address in (here, f"{here}forms/p02.xlsx", f"{here}forms/p02.docx"):
        assert leader.get(address).status_code == 200
    page = leader.get(here).text
    for words in ("ผู้สูงอายุ 40 คน", "ผู้สูงอายุ 60 คน", "90,000", "30,000", "มีผู้รอ 20 คน", "ข้อ 22/1"):
        assert words in page, words
    assert planner.post(f"{here}meeting/", {"held_on": "1/2"}).status_code == 422
    planner.post(f"{here}meeting/", {"held_on": "1/11/2569", "name": "ประชุมร่วม", "joint": "on"})
    assert planner.post(f"{here}approval/", {"announced_on": "2/11/2569"}).status_code == 403
    assert leader.post(f"{here}approval/", {"announced_on": "2/11/2569"}).status_code == 302
    public = Client()
    listed = public.get(reverse("plan:public_project_list", args=[municipality.slug])).text
    assert "เปลี่ยนแปลง ครั้งที่ 1/2569" in listed
    edition = here.rstrip("/").split("/")[-1]
    shown = public.get(reverse("plan:public_edition", args=[municipality.slug, edition]))
    assert "มีผู้รอ 20 คน" in shown.text
    form_address = reverse("plan:public_edition_official_form", args=[municipality.slug, edition, "p02", "xlsx"])
    assert public.get(form_address).content[:2] == b"PK"


def test_the_months_of_a_year_are_ticked_on_its_page(
    browser_of: Callable[..., Client], announced: Any, municipality: Any
) -> None:
    planner, leader = browser_of(Role.PLANNER), browser_of(Role.LEADER)
    year = reverse("plan:plan_year", args=[announced.plan.pk])
    assert planner.post(year, {"year": "2570"}).status_code == 422
    here = planner.post(year, {"year": "2570", "cause": "budget", "counted_from": "1/10/2569"})["Location"]
    lines = planner.get(here).context["lines"]
    ticks = {f"months_{line.undertaking.pk}": ["10", "11", "13", "x"] for line in lines}
    planner.post(here, ticks)
    assert planner.get(here).text.count("checked") == 4
    assert leader.post(f"{here}announcement/", {"announced_on": "25/10/2569"}).status_code == 302
    implementation = here.rstrip("/").split("/")[-1]
    address = reverse("plan:public_year_official_form", args=[municipality.slug, implementation, "xlsx"])
    assert Client().get(address).content[:2] == b"PK"
    assert planner.post(f"{year}posting/", {"subject": "evaluation", "posted_on": "1/11/2569"}).status_code == 302
    assert planner.post(f"{year}evaluation/", {"reported_on": "30/10/2569"}).status_code == 302


def test_a_rule_is_set_on_its_page(browser_of: Callable[..., Client], municipality: Any) -> None:
    planner = browser_of(Role.PLANNER)
    address = reverse("plan:rule_list")
    assert "ยังไม่ทราบ" in planner.get(address).text
    assert planner.post(f"{address}?key=evaluation-month", {"value": "13"}).status_code == 422
    planner.post(f"{address}?key=announcement-days", {"value": "15", "clause": "ข้อ 24"})
    assert "15 วัน" in planner.get(address).text
    assert planner.get(f"{address}?key=nonsense").status_code == 200


def test_the_summary_adds_up_what_the_plan_holds(announced: Any, browser_of: Callable[..., Client]) -> None:
    address = reverse("plan:official_form", args=[announced.plan.pk, "p01", "xlsx"])
    planner = browser_of(Role.PLANNER)
    assert address in planner.get(reverse("plan:plan_detail", args=[announced.plan.pk])).text
    sheet = openpyxl.load_workbook(io.BytesIO(planner.get(address).content)).worksheets[0]
    [line] = [row for row in sheet.iter_rows(values_only=True) if "แผนงานสาธารณสุข" in str(row[0])]
    # Two projects; 60,000 in 2569, 110,000 in 2570, 170,000 in all.
    assert (line[-6:]) == (1, 60_000, 2, 110_000, 3, 170_000)
