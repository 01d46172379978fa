"""A project's money from the request to the payment, with the people who hold the positions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.office.actions import Order, appoint, create_position, found_unit
from huangyai.office.rules import Term
from huangyai.plan.actions.approval import (
    ask_for_approval,
    correct_request,
    send_back,
    set_approval_rule,
    sign_request,
    withdraw_request,
)
from huangyai.plan.actions.following import Evidence, add_payment_paper, correct_step, take_step
from huangyai.plan.models import ApprovalRequest, MoneyStep, PaymentPaper, Project
from huangyai.plan.queries.approval import approval_request, request_line, waiting_for_signature
from huangyai.plan.queries.following import amounts, missing_of, money_flow, payee_of, step_lines
from huangyai.plan.rules.following import Stage
from huangyai.walls.entry import acting

FIRST_DAY = dt.date(2026, 1, 5)
DAY = dt.date(2026, 11, 3)
YEAR = 2570
SCAN = ("ฎีกา.pdf", b"%PDF-1.7 " + b"x" * 40)
pytestmark = pytest.mark.django_db


@dataclass
class Chain:
    """Who signs: the clerk always (the case worker's account), the mayor above 30,000 baht."""

    unit: Any
    clerk: Any
    mayor: Any
    ride: Any
    clerk_actor: Actor


@pytest.fixture
def chain(announced: Any, leader: Actor, actor_of: Callable[[Role], Actor], user_of: Callable[[Role], Any]) -> Chain:
    administrator, clerk_actor = actor_of(Role.ADMINISTRATOR), actor_of(Role.CASE_WORKER)
    with acting(administrator):
        unit = found_unit(actor=administrator, name="สำนักปลัดเทศบาล", letter_prefix="จบ 52301")
        mayor = create_position(actor=administrator, name="นายกเทศมนตรี", rank=1)
        clerk = create_position(actor=administrator, name="ปลัดเทศบาล", rank=2, unit=unit)
        for position, role in ((mayor, Role.LEADER), (clerk, Role.CASE_WORKER)):
            _appoint(administrator, position, user_of(role), "holds", Term(FIRST_DAY))
        set_approval_rule(
            actor=leader,
            valid_from=FIRST_DAY,
            rungs={clerk: Decimal(0), mayor: Decimal(30_000)},
            clause="คำสั่งมอบอำนาจของเทศบาล",
        )
    return Chain(unit, clerk, mayor, announced.ride, clerk_actor)


def _appoint(actor: Actor, position: Any, user: Any, kind: str, term: Term, up_to: Decimal | None = None) -> Any:
    return appoint(
        actor=actor,
        position=position,
        user=user,
        kind=kind,
        term=term,
        order=Order("12/2569", FIRST_DAY),
        up_to_baht=up_to,
    )


def _ask(actor: Actor, chain: Chain, baht: int = 60_000) -> ApprovalRequest:
    return ask_for_approval(
        actor=actor,
        project=chain.ride,
        year=YEAR,
        baht=Decimal(baht),
        what="ขออนุมัติดำเนินโครงการและเบิกจ่าย",
        unit=chain.unit,
        day=DAY,
    )


def _approved(actor: Actor, chain: Chain, leader: Actor, baht: int = 60_000) -> ApprovalRequest:
    request = _ask(actor, chain, baht)
    sign_request(actor=chain.clerk_actor, request=request, day=DAY)
    if baht > 30_000:
        sign_request(actor=leader, request=request, day=DAY)
    return approval_request(actor, request.pk)


def _step(actor: Actor, chain: Chain, stage: Stage, baht: int, number: str = "1/2570") -> MoneyStep:
    return take_step(
        actor=actor,
        project=chain.ride,
        year=YEAR,
        stage=stage,
        baht=Decimal(baht),
        evidence=Evidence(number, DAY, SCAN),
    )


def test_two_signatures_in_order_each_with_what_was_signed(officer: Actor, leader: Actor, chain: Chain) -> None:
    with acting(officer):
        request = _ask(officer, chain)
        assert str(request.number) == "จบ 52301/1"
        with pytest.raises(Refusal, match="not-in-position"):
            sign_request(actor=leader, request=request, day=DAY)
        sign_request(actor=chain.clerk_actor, request=request, day=DAY)
        with pytest.raises(Refusal, match="signed-twice"):
            sign_request(actor=chain.clerk_actor, request=request, day=DAY)
        signature = sign_request(actor=leader, request=request, day=DAY)
        line = request_line(approval_request(officer, request.pk))
        assert line.approved
        assert [place.signature.digest for place in line.places if place.signature] == [request.digest] * 2
        assert signature.block[-1] == "นายกเทศมนตรี"


def test_a_small_amount_needs_fewer(officer: Actor, leader: Actor, chain: Chain) -> None:
    with acting(officer):
        assert request_line(_approved(officer, chain, leader, 30_000)).approved


def test_whoever_asks_does_not_sign_even_when_acting(
    officer: Actor, chain: Chain, actor_of: Callable[[Role], Actor], user_of: Callable[[Role], Any]
) -> None:
    administrator = actor_of(Role.ADMINISTRATOR)
    with acting(officer):
        _appoint(administrator, chain.clerk, user_of(Role.OFFICER), "acting", Term(DAY, DAY))
        request = _ask(officer, chain)
        with pytest.raises(Refusal, match="own-request"):
            sign_request(actor=officer, request=request, day=DAY)
        assert waiting_for_signature(officer, DAY) == []
        assert [line.request for line in waiting_for_signature(chain.clerk_actor, DAY)] == [request]


def test_somebody_acting_or_delegated_signs_and_the_block_says_so(
    officer: Actor, chain: Chain, actor_of: Callable[[Role], Actor], user_of: Callable[[Role], Any]
) -> None:
    administrator, planner = actor_of(Role.ADMINISTRATOR), actor_of(Role.PLANNER)
    with acting(officer):
        _appoint(administrator, chain.mayor, user_of(Role.PLANNER), "delegated", Term(DAY, DAY), Decimal(50_000))
        too_much, enough = _ask(officer, chain, 55_000), None
        sign_request(actor=chain.clerk_actor, request=too_much, day=DAY)
        with pytest.raises(Refusal, match="not-in-position"):
            sign_request(actor=planner, request=too_much, day=DAY)
        send_back(actor=actor_of(Role.LEADER), request=too_much, reason="แบ่งทำสองครั้ง", day=DAY)
        enough = _ask(officer, chain, 50_000)
        sign_request(actor=chain.clerk_actor, request=enough, day=DAY)
        assert "ปฏิบัติราชการแทน นายกเทศมนตรี" in sign_request(actor=planner, request=enough, day=DAY).block
        later = _ask(officer, chain, 10_000)
        with pytest.raises(Refusal, match="not-in-position"):
            sign_request(actor=planner, request=later, day=DAY + dt.timedelta(1))


def test_sent_back_has_a_reason_ends_it_and_frees_the_money(officer: Actor, leader: Actor, chain: Chain) -> None:
    with acting(officer):
        request = _ask(officer, chain)
        with pytest.raises(Refusal, match="refusal-without-reason"):
            send_back(actor=chain.clerk_actor, request=request, reason=" ", day=DAY)
        with pytest.raises(Refusal, match="more-than-planned"):
            _ask(officer, chain, 1)
        send_back(actor=chain.clerk_actor, request=request, reason="ยังไม่แนบกำหนดการ", day=DAY)
        with pytest.raises(Refusal, match="request-ended"):
            sign_request(actor=chain.clerk_actor, request=request, day=DAY)
        anew = _approved(officer, chain, leader)
        assert request_line(anew).approved
        assert anew.again_id == request.pk


def test_taken_back_before_anybody_signed_it_frees_the_money_and_stays_readable(
    officer: Actor, planner: Actor, leader: Actor, chain: Chain
) -> None:
    with acting(officer):
        theirs = _ask(planner, chain)
        with pytest.raises(NotAllowed):
            withdraw_request(actor=chain.clerk_actor, request=theirs, reason="ไม่ใช่เรื่องของตน", day=DAY)
        with pytest.raises(Refusal, match="withdrawal-without-reason"):
            withdraw_request(actor=planner, request=theirs, reason=" ", day=DAY)
        assert waiting_for_signature(chain.clerk_actor, DAY)
        withdraw_request(actor=planner, request=theirs, reason="ใส่จำนวนเงินผิด", day=DAY)
        line = request_line(approval_request(officer, theirs.pk))
        assert (line.asking.withdrawn, line.turn, line.approved) == (True, None, False)
        assert line.request.withdrawal.reason == "ใส่จำนวนเงินผิด"
        assert waiting_for_signature(chain.clerk_actor, DAY) == []
        with pytest.raises(Refusal, match="request-ended"):
            sign_request(actor=chain.clerk_actor, request=theirs, day=DAY)
        with pytest.raises(Refusal, match="request-given-up"):
            withdraw_request(actor=officer, request=theirs, reason="อีกครั้ง", day=DAY)
        anew = _ask(planner, chain)
        assert str(anew.number) != str(theirs.number)
        sign_request(actor=chain.clerk_actor, request=anew, day=DAY)
        with pytest.raises(Refusal, match="request-signed"):
            withdraw_request(actor=officer, request=anew, reason="สายไป", day=DAY)


def test_whoever_asked_takes_it_back_on_its_page(
    browser_of: Callable[..., Client], officer: Actor, chain: Chain
) -> None:
    with acting(officer):
        request = _ask(officer, chain)
    page = reverse("plan:approval_detail", args=[request.pk])
    address = reverse("plan:approval_withdrawal", args=[request.pk])
    writer = browser_of(Role.OFFICER)
    assert address in writer.get(page).text
    assert address not in browser_of(Role.LEADER).get(page).text
    assert writer.post(address, {"reason": ""}).status_code == 422
    assert writer.post(address, {"reason": "ใส่จำนวนเงินผิด"}).status_code == 302
    shown = writer.get(page).text
    assert "ใส่จำนวนเงินผิด" in shown
    assert address not in shown


def test_a_project_changed_after_it_was_asked_is_not_signed(officer: Actor, chain: Chain) -> None:
    with acting(officer):
        request = _ask(officer, chain)
        Project.objects.filter(pk=chain.ride.pk).update(objective="อย่างอื่น")
        with pytest.raises(Refusal, match="changed-since-asked"):
            sign_request(actor=chain.clerk_actor, request=request, day=DAY)


def test_only_the_head_sets_the_rule_and_somebody_always_signs(officer: Actor, leader: Actor, chain: Chain) -> None:
    with acting(officer):
        with pytest.raises(NotAllowed):
            set_approval_rule(actor=officer, valid_from=DAY, rungs={chain.clerk: Decimal(0)}, clause="ก")
        with pytest.raises(Refusal, match="nobody-signs-always"):
            set_approval_rule(actor=leader, valid_from=DAY, rungs={chain.clerk: Decimal(5)}, clause="ก")
        before = _ask(officer, chain)
        set_approval_rule(actor=leader, valid_from=DAY, rungs={chain.clerk: Decimal(0)}, clause="คำสั่งใหม่")
        assert len(request_line(approval_request(officer, before.pk)).chain) == 2


def test_money_goes_step_by_step_and_never_more_than_the_step_before(
    officer: Actor, leader: Actor, chain: Chain
) -> None:
    with acting(officer):
        with pytest.raises(Refusal, match="more-than-step-before"):
            _step(officer, chain, Stage.COMMITTED, 1)
        _step(officer, chain, Stage.ORDINANCE, 60_000)
        with pytest.raises(Refusal, match="not-approved"):
            _step(officer, chain, Stage.COMMITTED, 20_000)
        _approved(officer, chain, leader)
        _step(officer, chain, Stage.COMMITTED, 50_000)
        with pytest.raises(Refusal, match="more-than-step-before"):
            _step(officer, chain, Stage.PAID, 50_001)
        _step(officer, chain, Stage.PAID, 12_000)
        (flow,) = [flow for flow in money_flow(chain.ride) if flow.moved]
        assert [int(stage.baht) for stage in flow.stages] == [60_000, 60_000, 50_000, 12_000]
        assert [int(stage.left) for stage in flow.stages] == [0, 10_000, 38_000, 0]


def test_a_corrected_step_shows_both_and_the_balance_follows(officer: Actor, leader: Actor, chain: Chain) -> None:
    with acting(officer):
        _step(officer, chain, Stage.ORDINANCE, 60_000)
        _approved(officer, chain, leader)
        _step(officer, chain, Stage.COMMITTED, 50_000)
        paid = _step(officer, chain, Stage.PAID, 12_000)
        with pytest.raises(Refusal, match="correction-breaks-steps"):
            correct_step(actor=officer, step=paid, part="baht", right="50000.01", reason="ลองเกิน")
        correct_step(actor=officer, step=paid, part="baht", right="1200", reason="พิมพ์ศูนย์เกิน")
        correct_step(actor=officer, step=paid, part="document_number", right="2/2570", reason="เลขที่ผิด")
        assert amounts(chain.ride, YEAR)[Stage.PAID] == Decimal("1200.00")
        line = next(line for line in step_lines(chain.ride) if line.step.pk == paid.pk)
        assert (line.step.baht, line.baht, line.number) == (Decimal(12_000), Decimal(1_200), "2/2570")
        assert [(each.wrong, each.right) for each in line.corrections] == [
            ("12000.00", "1200.00"),
            ("1/2570", "2/2570"),
        ]


def test_words_are_corrected_beside_a_signed_request_by_those_who_signed_it(
    officer: Actor, leader: Actor, planner: Actor, chain: Chain
) -> None:
    with acting(officer):
        request = _ask(officer, chain)
        with pytest.raises(Refusal, match="request-not-signed"):
            correct_request(actor=officer, request=request, right="ใหม่", reason="ผิด")
        sign_request(actor=chain.clerk_actor, request=request, day=DAY)
        with pytest.raises(NotAllowed):
            correct_request(actor=planner, request=request, right="ใหม่", reason="ผิด")
        correct_request(actor=officer, request=request, right="ขออนุมัติจัดรถรับส่ง", reason="เขียนไม่ครบ")
        assert approval_request(officer, request.pk).what == "ขออนุมัติดำเนินโครงการและเบิกจ่าย"


def test_a_payees_name_is_sealed_and_missing_papers_are_named(officer: Actor, leader: Actor, chain: Chain) -> None:
    with acting(officer):
        ordinance = _step(officer, chain, Stage.ORDINANCE, 60_000)
        _approved(officer, chain, leader)
        _step(officer, chain, Stage.COMMITTED, 50_000)
        paid = _step(officer, chain, Stage.PAID, 12_000)
        with pytest.raises(Refusal, match="papers-of-payments"):
            add_payment_paper(actor=officer, step=ordinance, kind="receipt", what="ก", evidence=Evidence("1", DAY))
        paper = add_payment_paper(
            actor=officer,
            step=paid,
            kind="speaker_fee",
            what="ค่าวิทยากร 3 ชั่วโมง",
            evidence=Evidence("วท.1", DAY, ("วิทยากร.jpg", b"\xff\xd8\xff\xe0")),
            baht=Decimal(1_800),
            payee="นางตัวอย่าง สอนดี",
        )
        paper = PaymentPaper.objects.get(pk=paper.pk)
        assert "ตัวอย่าง".encode() not in bytes(paper.payee_sealed)
        assert payee_of(paper) == "นางตัวอย่าง สอนดี"
        assert [words.en for words in missing_of(officer, chain.ride)] == [
            "12,000 baht paid on 3 Nov 2026 CE: 10,200 baht without a receipt or voucher"
        ]


def test_queries_do_not_grow_with_requests_and_steps(
    officer: Actor, leader: Actor, chain: Chain, django_assert_max_num_queries: Any
) -> None:
    from huangyai.plan.queries.approval import approval_requests, request_lines

    with acting(officer):
        _step(officer, chain, Stage.ORDINANCE, 60_000)
        for _ in range(6):
            _approved(officer, chain, leader, 5_000)
            _step(officer, chain, Stage.COMMITTED, 5_000)
        with django_assert_max_num_queries(7):
            assert len([place for line in request_lines(approval_requests(officer)) for place in line.places]) == 6
        with django_assert_max_num_queries(4):
            assert len(money_flow(chain.ride)) == 2
