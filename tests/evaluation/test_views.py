from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huangyai.evaluation.actions import set_indicator
from huangyai.kernel import Actor, Role
from huangyai.walls.entry import acting

from .conftest import indicator_facts, write_both

READERS = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR}
EVALUATORS = {Role.OFFICER, Role.PLANNER}


def addresses(measured: Any, report: Any) -> dict[str, tuple[str, set[Role]]]:
    indicator = [measured.indicator.pk]
    return {
        "indicators": (reverse("evaluation:indicator_list"), READERS),
        "indicator_new": (reverse("evaluation:indicator_new"), EVALUATORS),
        "indicator": (reverse("evaluation:indicator_detail", args=indicator), READERS),
        "measurement": (reverse("evaluation:measurement_new", args=indicator), EVALUATORS),
        "reports": (reverse("evaluation:report_list"), READERS),
        "report_new": (reverse("evaluation:report_new"), EVALUATORS),
        "report": (reverse("evaluation:report_detail", args=[report.pk]), READERS),
        "pdf": (reverse("evaluation:report_pdf", args=[report.pk]), READERS),
        "next": (reverse("evaluation:next_assembly_new", args=[report.pk]), EVALUATORS),
    }


@pytest.mark.parametrize("role", list(Role))
def test_every_role_at_every_page(role: Role, measured: Any, report: Any, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(role)
    for name, (address, allowed) in addresses(measured, report).items():
        assert browser.get(address).status_code == (200 if role in allowed else 403), name


@pytest.mark.parametrize("role", list(Role))
def test_the_neighbours_roles_find_nothing(
    role: Role, measured: Any, report: Any, neighbour_browser_of: Callable[[Role], Client]
) -> None:
    browser = neighbour_browser_of(role)
    for name, (address, allowed) in addresses(measured, report).items():
        if name not in {"indicators", "indicator_new", "reports", "report_new"}:
            assert browser.get(address).status_code == (404 if role in allowed else 403), name


def test_a_visitor_signs_in_or_reads_the_results(municipality: Any, neighbour: Any, measured: Any, report: Any) -> None:
    for address, _ in addresses(measured, report).values():
        assert Client().get(address)["Location"].startswith(reverse("account_login"))
    page = Client().get(reverse("evaluation:public_results", args=[municipality.slug])).text
    assert "ไปหาหมอตามนัด" in page
    assert "รายงานผล ปี 2569" in page
    pdf = reverse("evaluation:public_report_pdf", args=[municipality.slug, report.pk])
    assert Client().get(pdf).content[:5] == b"%PDF-"
    assert "รายงานผล" not in Client().get(reverse("evaluation:public_results", args=[neighbour.slug])).text
    assert Client().get(reverse("evaluation:public_report_pdf", args=[neighbour.slug, report.pk])).status_code == 404


def test_an_indicator_is_set_and_measured_on_the_pages(measured: Any, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.OFFICER)
    said = {
        "project": str(measured.project.pk),
        "name": "รายได้ต่อเดือน",
        "unit": "บาท",
        "method": "สอบถามทุกคนก่อนและหลัง",
        "dimension": "economy",
        "more_is_better": "on",
    }
    address = reverse("evaluation:indicator_new")
    assert browser.post(address, {**said, "dimension": "luck"}).status_code == 422
    indicator = browser.post(address, said)["Location"]
    there = f"{indicator}measurements/new/"
    assert browser.post(there, {"value": "many", "measured_on": "1/3/2569", "when": "before"}).status_code == 422
    assert browser.post(there, {"value": "6800", "measured_on": "1/3/2569", "when": "before"})["Location"] == indicator
    assert browser.post(there, {"value": "8350", "measured_on": "1/9/2569", "when": "after"})["Location"] == indicator
    page = browser.get(indicator).text
    assert "6,800" in page
    assert "8,350" in page
    assert browser.post(there, {"value": "1", "measured_on": "1/9/2569", "when": "sometime"}).status_code == 422


def test_a_report_is_made_and_opens_the_next_assembly(
    measured: Any, fonts: None, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.PLANNER)
    address = reverse("evaluation:report_new")
    assert browser.post(address, {"title": "รายงาน", "fiscal_year": "2569"}).status_code == 422
    made = browser.post(
        address,
        {
            "title": "รายงาน",
            "fiscal_year": "2569",
            "projects": [str(measured.project.pk)],
            "findings": "- หนึ่ง\n\n• สอง",
        },
    )
    page = browser.get(made["Location"])
    assert [finding.sentence for finding in page.context["report"].findings.all()] == ["หนึ่ง", "สอง"]
    assert "58 → 91" in page.text
    there = f"{made['Location']}next-assembly/"
    assert browser.post(there, {"title": "x", "day": "9/1/70", "time": "09:00", "venue": "ศาลา"}).status_code == 422


def test_pages_of_any_length_ask_the_same_number_of_questions(
    officer: Actor,
    measured: Any,
    municipality: Any,
    browser_of: Callable[..., Client],
    django_assert_max_num_queries: Any,
) -> None:
    browser = browser_of(Role.OFFICER)
    for more in (1, 30):
        with acting(officer):
            for at in range(more):
                made = set_indicator(actor=officer, project=measured.project, facts=indicator_facts(f"ตัวชี้วัด {at}"))
                write_both(officer, made, "1", "2")
        for address in (
            reverse("evaluation:indicator_list"),
            reverse("evaluation:report_list"),
            reverse("evaluation:public_results", args=[municipality.slug]),
        ):
            with django_assert_max_num_queries(26):
                assert browser.get(address).status_code == 200
