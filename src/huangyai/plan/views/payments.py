"""A project's money on its way: each step with its document, the papers behind payments, what is missing."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import BuddhistDate, Money
from huangyai.office.queries import file_content, units
from huangyai.plan import queries as plan_queries
from huangyai.plan.access import may_plan
from huangyai.plan.actions.approval import ask_for_approval
from huangyai.plan.actions.following import add_payment_paper, correct_step, open_disbursement_papers, take_step
from huangyai.plan.forms.approval import (
    PART_LABELS,
    ApprovalRequestForm,
    PaymentPaperForm,
    StepCorrectionForm,
    StepForm,
)
from huangyai.plan.models import Project
from huangyai.plan.queries import approval as approval_queries
from huangyai.plan.queries import following as queries
from huangyai.plan.rules.following import Stage
from huangyai.plan.views.approval import STAFF
from huangyai.plan.views.listing import PLANNERS


@member_page(*STAFF)
def project_money(request: RoomRequest, project_id: uuid.UUID) -> HttpResponse:
    """A project's money: what was approved, where each baht stands, its documents, and what is missing for the auditor."""
    return _money(request, plan_queries.project(request.actor, project_id))


def _money(request: RoomRequest, project: Project, **typed: Any) -> HttpResponse:
    flows = queries.money_flow(project)
    steps = [line for flow in flows for stage in flow.stages for line in stage.steps]
    forms = None
    if may_plan(request.actor):
        forms = {
            "asking": ApprovalRequestForm(plan=project.plan, units=units(request.actor), auto_id="asking_%s"),
            "step": StepForm(plan=project.plan, auto_id="step_%s"),
            "paper": PaymentPaperForm(payments=_payments(steps), auto_id="paper_%s") if _payments(steps) else None,
        } | typed
    context = {
        "project": project,
        "flows": flows,
        "steps": steps,
        "part_labels": PART_LABELS,
        "requests": approval_queries.request_lines(approval_queries.approval_requests(request.actor, project=project)),
        "papers": queries.payment_papers(request.actor, project),
        "missing": queries.missing_of(request.actor, project),
        "forms": forms,
        "open": next(iter(typed), ""),
    }
    return form_page(request, "plan/project_money.html", context)


def _payments(steps: list[queries.StepLine]) -> list[tuple[str, str]]:
    language = get_language() or "th"
    return [
        (str(line.step.pk), f"{line.number} · {BuddhistDate(line.day).short(language)} · {Money.baht(line.baht)}")
        for line in steps
        if line.step.stage == Stage.PAID
    ]


def _here(project_id: uuid.UUID) -> str:
    return reverse("plan:project_money", args=[project_id])


@member_page(*PLANNERS)
def approval_new(request: RoomRequest, project_id: uuid.UUID) -> HttpResponse:
    """A project's money is asked for."""
    project = plan_queries.project(request.actor, project_id)
    form = ApprovalRequestForm(request.POST or None, plan=project.plan, units=units(request.actor), auto_id="asking_%s")
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: ask_for_approval(actor=request.actor, project=project, **form.cleaned_data),
            then=lambda asked: reverse("plan:approval_detail", args=[asked.pk]),
            done=_("It is asked for and has its number; those who sign see it now."),
        )
    return _money(request, project, asking=form)


@member_page(*PLANNERS)
def money_step_new(request: RoomRequest, project_id: uuid.UUID) -> HttpResponse:
    """An amount goes into the ordinance, is committed, or is paid."""
    project = plan_queries.project(request.actor, project_id)
    form = StepForm(request.POST or None, request.FILES or None, plan=project.plan, auto_id="step_%s")
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: take_step(
                actor=request.actor,
                project=project,
                year=asked["year"],
                stage=form.stage(),
                baht=asked["baht"],
                evidence=form.evidence(),
            ),
            then=lambda _step: _here(project_id),
            done=_("It is written down. Everybody sees the amount and the day."),
        )
    return _money(request, project, step=form)


@member_page(*PLANNERS)
def money_step_correction(request: RoomRequest, project_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """A mistake in a step is put right beside it."""
    project = plan_queries.project(request.actor, project_id)
    step = queries.money_step(request.actor, project, step_id)
    form = StepCorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: correct_step(
                actor=request.actor, step=step, part=asked["part"], right=form.right(), reason=asked["reason"]
            ),
            then=lambda _correction: _here(project_id),
            done=_("The correction stands beside what was written first."),
        )
    line = next(line for line in queries.step_lines(project) if line.step.pk == step.pk)
    return form_page(request, "plan/money_step_correction.html", {"project": project, "line": line, "form": form})


@member_page(*PLANNERS)
def payment_paper_new(request: RoomRequest, project_id: uuid.UUID) -> HttpResponse:
    """A receipt, a speaker's fee, an attendance sheet or photos are put to a payment."""
    project = plan_queries.project(request.actor, project_id)
    form = PaymentPaperForm(
        request.POST or None,
        request.FILES or None,
        payments=_payments(queries.step_lines(project)),
        auto_id="paper_%s",
    )
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: add_payment_paper(
                actor=request.actor,
                step=queries.money_step(request.actor, project, uuid.UUID(asked["step"])),
                kind=asked["kind"],
                what=asked["what"],
                evidence=form.evidence(),
                baht=asked["baht"],
                payee=asked["payee"],
            ),
            then=lambda _paper: _here(project_id),
            done=_("The paper is with its payment."),
        )
    return _money(request, project, paper=form)


@member_page(*STAFF)
def disbursement_file(request: RoomRequest, project_id: uuid.UUID) -> HttpResponse:
    """Everything behind a project's spending as one PDF for the auditor."""
    project = plan_queries.project(request.actor, project_id)
    content = open_disbursement_papers(actor=request.actor, project=project)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="disbursement.pdf"'
    return answer


@member_page(*STAFF)
def evidence_file(request: RoomRequest, project_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """A scan out of its seal."""
    kept = queries.document_of(request.actor, plan_queries.project(request.actor, project_id), file_id)
    answer = HttpResponse(file_content(kept), content_type=kept.content_type)
    # Only pictures and PDFs are kept; none may pretend to be a page.
    answer["Content-Security-Policy"] = "sandbox"
    answer["Content-Disposition"] = "inline"
    return answer
