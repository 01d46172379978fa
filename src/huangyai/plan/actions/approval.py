"""A project's money is asked for, signed by as many as it needs, or sent back or taken back with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, Money, NotAllowed, Refusal
from huangyai.ledger.actions import record
from huangyai.office.actions import issue_number, not_their_position, write_correction
from huangyai.office.models import Correction, Position, Tenure, Unit
from huangyai.office.queries import block_of, corrections_of, standing_for
from huangyai.office.rules import require_withdrawal_reason
from huangyai.plan.access import may_withdraw_request, require_approval, require_plan_work
from huangyai.plan.models import (
    ApprovalRefusal,
    ApprovalRequest,
    ApprovalRule,
    ApprovalRung,
    ApprovalSignature,
    ApprovalWithdrawal,
    Project,
    YearMoney,
)
from huangyai.plan.queries.approval import (
    approval_request,
    approval_rule_on,
    asked_baht,
    is_as_asked,
    position_of,
    request_fingerprint,
    request_line,
)
from huangyai.plan.rules.approval import request_subject, require_turn, require_untouched


def set_approval_rule(
    *,
    actor: Actor,
    valid_from: dt.date,
    rungs: Mapping[Position, Decimal],
    clause: str,
    verified_on: dt.date | None = None,
) -> ApprovalRule:
    """Write down whose signatures money needs from a day on: for each position, above which amount (0: always).

    Requests that were asked before keep the rule under which they were asked.
    """
    require_approval(actor)
    if not any(over == 0 for over in rungs.values()):
        raise Refusal(
            "nobody-signs-always",
            th="ต้องมีอย่างน้อยหนึ่งตำแหน่งที่ลงนามทุกจำนวนเงิน โปรดใส่ 0 ให้ตำแหน่งนั้น",
            en="At least one position has to sign every amount; write 0 for it.",
        )
    with transaction.atomic():
        rule = ApprovalRule.objects.create(
            municipality_id=actor.municipality_id,
            valid_from=valid_from,
            clause=clause,
            verified_on=verified_on,
            written_by_id=actor.user_id,
        )
        for position, over in rungs.items():
            ApprovalRung.objects.create(
                municipality_id=actor.municipality_id, rule=rule, position=position, over_baht=over
            )
        record(actor=actor, verb="approval-rule.set", subject=rule, positions=len(rungs))
    return rule


def ask_for_approval(
    *,
    actor: Actor,
    project: Project,
    year: int,
    baht: Decimal,
    what: str,
    unit: Unit,
    day: dt.date | None = None,
) -> ApprovalRequest:
    """Ask that a project may be carried out with so much of a year's planned money; the request gets a memo's number.

    What was sent back comes again as a new request, which names the old one.
    """
    require_plan_work(actor)
    day = day or timezone.localdate()
    rule = approval_rule_on(day)
    if rule is None:
        raise Refusal(
            "no-approval-rule",
            th="ยังไม่ได้กำหนดว่าใครต้องลงนามอนุมัติ โปรดให้ผู้บริหารกำหนดก่อน",
            en="Nobody has written down yet who has to sign; the head of the municipality has to do that first.",
        )
    if baht <= 0:
        raise Refusal("amount-not-positive", th="จำนวนเงินต้องมากกว่าศูนย์", en="The amount must be more than zero.")
    with transaction.atomic():
        # Held until the request is written, so that two people can't ask for the same money.
        Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
        planned = YearMoney.objects.filter(project=project, year=year).values_list("baht", flat=True).first()
        left = (planned or Decimal(0)) - asked_baht(project, year)
        if baht > left:
            raise Refusal(
                "more-than-planned",
                th=f"ปี {year} โครงการนี้เหลือวงเงินในแผนที่ยังไม่ได้ขอ {Money.baht(left)} บาท โปรดลดจำนวนเงิน หรือแก้แผนก่อน",
                en=f"In {year} this project has {Money.baht(left)} planned baht left that nobody asked for; "
                "ask for less, or change the plan first.",
            )
        request = ApprovalRequest(
            municipality_id=actor.municipality_id,
            project=project,
            year=year,
            baht=baht,
            what=what,
            unit=unit,
            number=issue_number(actor=actor, unit=unit, subject=request_subject(project.name), day=day),
            rule=rule,
            asked_on=day,
            asked_by_id=actor.user_id,
            again=_sent_back_before(project, year),
        )
        request.digest = request_fingerprint(request, project)
        request.save(force_insert=True)
        record(actor=actor, verb="approval.asked", subject=request, project=project.pk, year=year, baht=baht)
    return request


def _sent_back_before(project: Project, year: int) -> ApprovalRequest | None:
    """The request that comes again with this one: the newest that was sent back and was not asked anew since."""
    found = ApprovalRequest.objects.filter(project=project, year=year, refusal__isnull=False)
    answered = ApprovalRequest.objects.filter(project=project, again__isnull=False).values("again_id")
    return found.exclude(pk__in=answered).order_by("-made_at", "-pk").first()


def sign_request(*, actor: Actor, request: ApprovalRequest, day: dt.date | None = None) -> ApprovalSignature:
    """Sign a request in one's turn, in the standing that one has today; what is signed is kept as a digest."""
    day = day or timezone.localdate()
    with transaction.atomic():
        request, place, tenure = _turn(actor, request, day)
        if not is_as_asked(request):
            raise Refusal(
                "changed-since-asked",
                th="โครงการนี้ถูกแก้หลังจากขออนุมัติ จึงลงนามไม่ได้ โปรดส่งคืนให้ขอใหม่ตามที่แก้",
                en="The project was changed after this was asked, so it can't be signed; send it back to be asked anew.",
            )
        signature = ApprovalSignature.objects.create(
            municipality_id=actor.municipality_id,
            request=request,
            place=place,
            position_id=tenure.position_id,
            tenure=tenure,
            signed_by_id=actor.user_id,
            signed_on=day,
            block=list(block_of(tenure, day)),
            digest=request.digest,
        )
        record(
            actor=actor, verb="approval.signed", subject=request, place=place, tenure=tenure.pk, digest=request.digest
        )
    return signature


def send_back(*, actor: Actor, request: ApprovalRequest, reason: str, day: dt.date | None = None) -> ApprovalRefusal:
    """Refuse a request in one's turn, with the reason; whoever asked can ask again."""
    day = day or timezone.localdate()
    if not reason.strip():
        raise Refusal(
            "refusal-without-reason",
            th="โปรดบอกเหตุผลที่ส่งคืน เพื่อให้ผู้ขอแก้ได้ตรงจุด",
            en="Say why you send it back, so that it can be mended.",
        )
    with transaction.atomic():
        request, _place, tenure = _turn(actor, request, day)
        refusal = ApprovalRefusal.objects.create(
            municipality_id=actor.municipality_id,
            request=request,
            tenure=tenure,
            refused_by_id=actor.user_id,
            refused_on=day,
            reason=reason.strip(),
        )
        record(actor=actor, verb="approval.sent-back", subject=request, tenure=tenure.pk)
    return refusal


def withdraw_request(
    *, actor: Actor, request: ApprovalRequest, reason: str, day: dt.date | None = None
) -> ApprovalWithdrawal:
    """Take a request back that nobody has signed, with the reason; its money may be asked for anew."""
    if not may_withdraw_request(actor, request):
        raise NotAllowed
    require_withdrawal_reason(reason)
    with transaction.atomic():
        request = _held(actor, request)
        require_untouched(request_line(request).asking)
        withdrawal = ApprovalWithdrawal.objects.create(
            municipality_id=actor.municipality_id,
            request=request,
            reason=reason.strip(),
            withdrawn_by_id=actor.user_id,
            withdrawn_on=day or timezone.localdate(),
        )
        record(actor=actor, verb="approval.withdrawn", subject=request)
    return withdrawal


def _held(actor: Actor, request: ApprovalRequest) -> ApprovalRequest:
    """The request as it stands, held for this transaction."""
    ApprovalRequest.objects.select_for_update(of=("self",)).filter(pk=request.pk).first()
    return approval_request(actor, request.pk)


def _turn(actor: Actor, request: ApprovalRequest, day: dt.date) -> tuple[ApprovalRequest, int, Tenure]:
    """The request, held; the place whose turn it is, and the actor's standing for it."""
    request = _held(actor, request)
    line = request_line(request)
    rung = require_turn(line.chain, line.asking, actor.user_id)
    position = position_of(request.rule, rung)
    tenure = standing_for(actor.user_id, position, day, baht=request.baht)
    if tenure is None:
        raise not_their_position(position)
    return request, line.signed + 1, tenure


def correct_request(*, actor: Actor, request: ApprovalRequest, right: str, reason: str) -> Correction:
    """Put right the words of a signed request; its amount can't be corrected, because another amount is another request."""
    request = approval_request(actor, request.pk)
    signers = {each.signed_by_id for each in request.signatures.all()}
    if actor.user_id not in signers | {request.asked_by_id}:
        raise NotAllowed
    if not signers:
        raise Refusal(
            "request-not-signed",
            th="เรื่องนี้ยังไม่มีใครลงนาม หากเขียนผิด โปรดถอนเรื่อง แล้วขอใหม่",
            en="Nobody has signed this yet; if it is wrong, take it back and ask anew.",
        )
    before = [each.right for each in corrections_of([request])[request.pk] if each.part == "what"]
    wrong = before[-1] if before else request.what
    return write_correction(actor=actor, subject=request, part="what", wrong=wrong, right=right, reason=reason)
