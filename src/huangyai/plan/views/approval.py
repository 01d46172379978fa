"""Requests for a project's money: asked, signed in turn, sent back, taken back, corrected; and the rule behind them."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.office.queries import corrections_of, standing_for
from huangyai.plan.access import may_approve, may_withdraw_request
from huangyai.plan.actions.approval import (
    correct_request,
    send_back,
    set_approval_rule,
    sign_request,
    withdraw_request,
)
from huangyai.plan.documents import request_memo_pdf
from huangyai.plan.forms.approval import (
    ApprovalRuleForm,
    RefusalForm,
    RequestCorrectionForm,
    RequestWithdrawalForm,
)
from huangyai.plan.queries import approval as queries
from huangyai.plan.views.listing import PAGE

STAFF = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR)


@member_page(*STAFF)
def approval_list(request: RoomRequest) -> HttpResponse:
    """What waits for my signature, every request, and whose signatures money needs."""
    return _list(request)


def _list(request: RoomRequest, form: ApprovalRuleForm | None = None) -> HttpResponse:
    page = Paginator(queries.approval_requests(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": queries.waiting_for_signature(request.actor, timezone.localdate()),
        "page": page,
        "lines": queries.request_lines(list(page.object_list)),
        "rules": queries.approval_rules(),
        "rule_now": queries.approval_rule_on(timezone.localdate()),
        "form": (form or ApprovalRuleForm()) if may_approve(request.actor) else None,
        "typing": form is not None,
    }
    return form_page(request, "plan/approval_list.html", context)


@member_page(Role.LEADER)
def approval_rule_new(request: RoomRequest) -> HttpResponse:
    """The head writes down whose signatures money needs from a day on."""
    form = ApprovalRuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: set_approval_rule(
                actor=request.actor,
                valid_from=asked["valid_from"],
                rungs=form.rungs(),
                clause=asked["clause"],
                verified_on=asked["verified_on"],
            ),
            then=lambda _rule: reverse("plan:approval_list"),
            done=_("From that day on requests need these signatures."),
        )
    return _list(request, form)


@member_page(*STAFF)
def approval_detail(request: RoomRequest, approval_id: uuid.UUID) -> HttpResponse:
    """One request: what is asked, who has signed in which standing, whose turn it is."""
    return _detail(request, approval_id)


def _detail(
    request: RoomRequest,
    approval_id: uuid.UUID,
    *,
    refusing: RefusalForm | None = None,
    withdrawing: RequestWithdrawalForm | None = None,
    correcting: RequestCorrectionForm | None = None,
) -> HttpResponse:
    asked = queries.approval_request(request.actor, approval_id)
    line = queries.request_line(asked, tuple(corrections_of([asked])[asked.pk]))
    own = request.actor.user_id in (line.asking.asked_by, *line.asking.signed_by)
    tenure = None
    if line.turn and not own:
        position = queries.position_of(asked.rule, line.turn)
        tenure = standing_for(request.actor.user_id, position, timezone.localdate(), baht=asked.baht)
    may_withdraw = bool(line.turn) and not line.signed and may_withdraw_request(request.actor, asked)
    context = {
        "line": line,
        "asked": asked,
        "as_asked": queries.is_as_asked(asked),
        "tenure": tenure,
        "own": own,
        "refusing": refusing or RefusalForm(auto_id="refusal_%s"),
        "refusal_open": refusing is not None,
        "withdrawing": (withdrawing or RequestWithdrawalForm(auto_id="withdrawal_%s")) if may_withdraw else None,
        "withdrawal_open": withdrawing is not None,
        "correcting": (correcting or RequestCorrectionForm(auto_id="correction_%s")) if own and line.signed else None,
        "correction_open": correcting is not None,
    }
    return form_page(request, "plan/approval_detail.html", context)


@member_page(*STAFF)
def approval_memo(request: RoomRequest, approval_id: uuid.UUID) -> HttpResponse:
    """One request as a memo (บันทึกข้อความ) to print."""
    asked = queries.approval_request(request.actor, approval_id)
    line = queries.request_line(asked, tuple(corrections_of([asked])[asked.pk]))
    answer = HttpResponse(request_memo_pdf(line), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="request-{asked.asked_on:%Y-%m-%d}.pdf"'
    return answer


@member_page(*STAFF)
def approval_signature(request: RoomRequest, approval_id: uuid.UUID) -> HttpResponse:
    """A request is signed, in one's turn."""
    asked = queries.approval_request(request.actor, approval_id)
    if request.method == "POST":
        return carry_out(
            request,
            lambda: sign_request(actor=request.actor, request=asked),
            then=lambda _signature: reverse("plan:approval_detail", args=[approval_id]),
            done=_("You have signed. The next in the chain sees it now."),
        )
    return redirect("plan:approval_detail", approval_id)


@member_page(*STAFF)
def approval_refusal(request: RoomRequest, approval_id: uuid.UUID) -> HttpResponse:
    """A request is sent back, with the reason."""
    asked = queries.approval_request(request.actor, approval_id)
    form = RefusalForm(request.POST or None, auto_id="refusal_%s")
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: send_back(actor=request.actor, request=asked, reason=form.cleaned_data["reason"]),
            then=lambda _refusal: reverse("plan:approval_detail", args=[approval_id]),
            done=_("It is sent back with your reason."),
        )
    return _detail(request, approval_id, refusing=form)


@member_page(*STAFF)
def approval_withdrawal(request: RoomRequest, approval_id: uuid.UUID) -> HttpResponse:
    """A request that nobody has signed is taken back, with the reason."""
    asked = queries.approval_request(request.actor, approval_id)
    form = RequestWithdrawalForm(request.POST or None, auto_id="withdrawal_%s")
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: withdraw_request(actor=request.actor, request=asked, reason=form.cleaned_data["reason"]),
            then=lambda _withdrawal: reverse("plan:approval_detail", args=[approval_id]),
            done=_("It is withdrawn; the money may be asked for anew."),
        )
    return _detail(request, approval_id, withdrawing=form)


@member_page(*STAFF)
def approval_correction(request: RoomRequest, approval_id: uuid.UUID) -> HttpResponse:
    """The words of a signed request are put right beside it."""
    asked = queries.approval_request(request.actor, approval_id)
    form = RequestCorrectionForm(request.POST or None, auto_id="correction_%s")
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: correct_request(actor=request.actor, request=asked, **form.cleaned_data),
            then=lambda _correction: reverse("plan:approval_detail", args=[approval_id]),
            done=_("The correction stands beside what was signed."),
        )
    return _detail(request, approval_id, correcting=form)
