"""The chain and the money in a browser: asked, signed, committed, paid, corrected, printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huangyai.kernel import Actor, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.office.actions import Order, appoint, create_position, found_unit
from huangyai.office.documents import Memo
from huangyai.office.models import KeptFile
from huangyai.office.rules import Term
from huangyai.plan.documents.request_memo import request_memo
from huangyai.plan.models import ApprovalRequest, MoneyStep
from huangyai.plan.queries.approval import approval_request, request_line
from huangyai.walls.entry import acting

FIRST_DAY = dt.date(2026, 1, 5)
pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


@pytest.fixture
def unit(announced: Any, actor_of: Callable[[Role], Actor], user_of: Callable[[Role], Any]) -> Any:
    """One unit; the planner's account is the clerk, the leader's the mayor."""
    administrator = actor_of(Role.ADMINISTRATOR)
    with acting(administrator):
        unit = found_unit(actor=administrator, name="สำนักปลัดเทศบาล", letter_prefix="จบ 52301")
        for name, rank, role in (("นายกเทศมนตรี", 1, Role.LEADER), ("ปลัดเทศบาล", 2, Role.PLANNER)):
            position = create_position(actor=administrator, name=name, rank=rank, unit=unit)
            appoint(
                actor=administrator,
                position=position,
                user=user_of(role),
                kind="holds",
                term=Term(FIRST_DAY),
                order=Order("12/2569", FIRST_DAY),
                name=f"นายตัวอย่าง {name}",
            )
    return unit


def _set_rule(mayor: Client) -> Any:
    from huangyai.office.models import Position

    over = {f"over_{position.pk}": "0" for position in Position.objects.all()}
    return mayor.post(reverse("plan:approval_rule_new"), {"valid_from": "1/10/2568", "clause": "คำสั่งมอบอำนาจ", **over})


def _ask(browser: Client, project: Any, unit: Any) -> Any:
    return browser.post(
        reverse("plan:approval_new", args=[project.pk]),
        {"year": "2570", "baht": "60,000", "what": "ขออนุมัติจัดรถรับส่ง", "unit": str(unit.pk)},
    )


def _step(browser: Client, project: Any, stage: str, baht: str) -> Any:
    return browser.post(
        reverse("plan:money_step_new", args=[project.pk]),
        {
            "stage": stage,
            "year": "2570",
            "baht": baht,
            "day": "2/11/2569",
            "number": f"{stage} 1/2570",
            "file": SimpleUploadedFile("ฎีกา.pdf", b"%PDF-1.7 paper"),
        },
    )


def test_from_the_request_to_the_corrected_payment_and_the_public_page(
    browser_of: Browser, officer: Actor, announced: Any, unit: Any, municipality: Any
) -> None:
    writer, clerk, mayor = (browser_of(role) for role in (Role.OFFICER, Role.PLANNER, Role.LEADER))
    project, here = announced.ride, reverse("plan:project_money", args=[announced.ride.pk])
    with acting(officer):
        assert _set_rule(mayor).status_code == 302
    assert _ask(writer, project, unit).status_code == 302
    with acting(officer):
        request = ApprovalRequest.objects.get()
    signing = reverse("plan:approval_signature", args=[request.pk])
    detail = reverse("plan:approval_detail", args=[request.pk])
    assert signing not in writer.get(detail).content.decode()
    assert signing in clerk.get(detail).content.decode()
    assert str(request.pk) in clerk.get(reverse("web:today")).content.decode()
    assert clerk.post(signing).status_code == 302
    assert mayor.post(signing).status_code == 302
    assert "นายตัวอย่าง นายกเทศมนตรี" in writer.get(detail).content.decode()
    for stage, baht in (("ordinance", "60,000"), ("committed", "50,000"), ("paid", "12,000")):
        assert _step(writer, project, stage, baht)["location"] == here
    with acting(officer):
        paid, kept = MoneyStep.objects.get(stage="paid"), KeptFile.objects.count()
    assert kept == 3
    paper = writer.post(
        reverse("plan:payment_paper_new", args=[project.pk]),
        {
            "step": str(paid.pk),
            "kind": "speaker_fee",
            "what": "ค่าวิทยากร",
            "baht": "1,800",
            "payee": "นางตัวอย่าง สอนดี",
            "day": "2/11/2569",
        },
    )
    assert paper.status_code == 302
    correcting = reverse("plan:money_step_correction", args=[project.pk, paid.pk])
    assert writer.post(correcting, {"part": "baht", "baht": "", "reason": "ผิด"}).status_code == 422
    assert writer.post(correcting, {"part": "baht", "baht": "1,200", "reason": "พิมพ์ศูนย์เกิน"}).status_code == 302
    shown = writer.get(here).content.decode()
    for words in ("12,000.00", "1,200.00", "พิมพ์ศูนย์เกิน", "60,000", "50,000"):
        assert words in shown
    assert "สอนดี" not in shown
    public = Client().get(reverse("web:public_project_thread", args=[municipality.slug, project.pk])).content.decode()
    for words in ("60,000", "50,000", "1,200"):
        assert words in public
    for private in ("สอนดี", "ฎีกา", "paid 1/2570", "นายตัวอย่าง"):
        assert private not in public


def test_sent_back_needs_a_reason_and_shows_it(browser_of: Browser, officer: Actor, announced: Any, unit: Any) -> None:
    with acting(officer):
        _set_rule(browser_of(Role.LEADER))
    _ask(browser_of(Role.OFFICER), announced.ride, unit)
    with acting(officer):
        request = ApprovalRequest.objects.get()
    address = reverse("plan:approval_refusal", args=[request.pk])
    clerk = browser_of(Role.PLANNER)
    assert clerk.post(address, {"reason": ""}).status_code == 422
    assert clerk.post(address, {"reason": "ยังไม่แนบกำหนดการ"}).status_code == 302
    assert (
        "ยังไม่แนบกำหนดการ"
        in browser_of(Role.OFFICER).get(reverse("plan:approval_detail", args=[request.pk])).content.decode()
    )


def test_a_request_is_a_memo_with_its_signatures(
    browser_of: Browser, officer: Actor, announced: Any, unit: Any, built_fonts: Path
) -> None:
    def memo() -> Memo:
        with acting(officer):
            return request_memo(request_line(approval_request(officer, request.pk)))

    with acting(officer):
        _set_rule(browser_of(Role.LEADER))
    writer = browser_of(Role.OFFICER)
    _ask(writer, announced.ride, unit)
    with acting(officer):
        request = ApprovalRequest.objects.get()
    address = reverse("plan:approval_memo", args=[request.pk])
    assert address in writer.get(reverse("plan:approval_detail", args=[request.pk])).text
    asked = memo()
    assert (asked.number, asked.addressee, asked.stamp) == ("จบ 52301/1", "นายกเทศมนตรี", "ยังลงนามไม่ครบ")
    assert asked.subject == "ขออนุมัติดำเนินโครงการรถรับส่งผู้สูงอายุ"
    assert "วงเงินที่ขออนุมัติ 60,000 บาท (หกหมื่นบาทถ้วน)" in asked.paragraphs
    assert [each.opinion for each in asked.endorsements] == ["รอลงนาม", "รอลงนาม"]
    for role in (Role.PLANNER, Role.LEADER):
        browser_of(role).post(reverse("plan:approval_signature", args=[request.pk]))
    signed = memo()
    assert signed.stamp == ""
    assert [(each.opinion, each.block[0]) for each in signed.endorsements] == [
        ("เห็นควรอนุมัติ", "(นายตัวอย่าง ปลัดเทศบาล)"),
        ("อนุมัติ", "(นายตัวอย่าง นายกเทศมนตรี)"),
    ]
    assert writer.get(address).content.startswith(b"%PDF")
    assert browser_of(Role.PARTNER).get(address).status_code == 403


def test_the_auditors_papers_are_one_file_and_opening_them_is_written_down(
    browser_of: Browser, officer: Actor, announced: Any
) -> None:
    from huangyai.design.documents import find_fonts

    try:
        find_fonts()
    except Refusal as refusal:
        pytest.skip(f"Sarabun is not built here: {refusal}")
    answer = browser_of(Role.OFFICER).get(reverse("plan:disbursement_file", args=[announced.ride.pk]))
    assert answer.content.startswith(b"%PDF")
    with acting(officer):
        assert Entry.objects.filter(verb="looked-at", subject_id=announced.ride.pk).count() == 1


def test_a_scan_opens_only_for_the_town_hall_and_of_its_own_project(
    browser_of: Browser, officer: Actor, announced: Any
) -> None:
    from huangyai.plan.actions.following import Evidence, take_step
    from huangyai.plan.rules.following import Stage

    with acting(officer):
        step = take_step(
            actor=officer,
            project=announced.ride,
            year=2570,
            stage=Stage.ORDINANCE,
            baht=Decimal(100),
            evidence=Evidence("1/2570", timezone.localdate(), ("ก.pdf", b"%PDF-1.7 paper")),
        )
    own = reverse("plan:evidence_file", args=[announced.ride.pk, step.document_id])
    other = reverse("plan:evidence_file", args=[announced.youth.pk, step.document_id])
    writer = browser_of(Role.OFFICER)
    assert writer.get(own).content == b"%PDF-1.7 paper"
    assert writer.get(other).status_code == 404
    assert browser_of(Role.PARTNER).get(own).status_code == 403
