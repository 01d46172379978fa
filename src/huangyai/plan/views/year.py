"""The planning year: deadlines, the year's implementation plan with its twelve months, the evaluation's notices."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import FiscalYear, Role
from huangyai.plan import queries
from huangyai.plan.access import may_approve, may_plan, may_print
from huangyai.plan.actions.implementation import (
    announce_implementation,
    begin_implementation,
    leave_out,
    post_notice,
    report_evaluation,
    tick_months,
    write_undertaking,
)
from huangyai.plan.forms.editions import (
    EditionApprovalForm,
    EvaluationReportForm,
    ImplementationForm,
    PostingForm,
    UndertakingForm,
)
from huangyai.plan.models import ImplementationPlan, Plan
from huangyai.plan.queries import implementation as reads
from huangyai.plan.rules.clocks import evaluated_year
from huangyai.plan.views.listing import PLANNERS, READERS

_LINES = 40


@member_page(*READERS)
def plan_year(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """What is due by when, the implementation plans of the years, and what was posted."""
    plan = queries.plan(request.actor, plan_id)
    if request.method == "POST" and may_plan(request.actor):
        form = ImplementationForm(request.POST, plan=plan)
        if not form.is_valid():
            return _year_page(request, plan, form=form)
        return carry_out(
            request,
            lambda: begin_implementation(actor=request.actor, plan=plan, **form.cleaned_data),
            then=_to,
            done=_("The implementation plan has begun. Tick the months of each project next."),
        )
    return _year_page(request, plan)


@member_page(*PLANNERS)
def evaluation_report(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The evaluation of the last year was laid before council and committee."""
    plan = queries.plan(request.actor, plan_id)
    here = reverse("plan:plan_year", args=[plan.pk])
    form = EvaluationReportForm(request.POST or None)
    if request.method != "POST":
        return redirect(here)
    if not form.is_valid():
        return _year_page(request, plan, report_form=form)
    year = evaluated_year(timezone.localdate())
    return carry_out(
        request,
        lambda: report_evaluation(actor=request.actor, plan=plan, year=year, **form.cleaned_data),
        then=lambda _made: here,
        done=_("Written down. The days to announce it run from that day."),
    )


@member_page(*PLANNERS)
def posting(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """A notice went up on the board."""
    plan = queries.plan(request.actor, plan_id)
    here = reverse("plan:plan_year", args=[plan.pk])
    form = PostingForm(request.POST or None)
    if request.method != "POST":
        return redirect(here)
    if not form.is_valid():
        return _year_page(request, plan, posting_form=form)
    year = evaluated_year(timezone.localdate())
    return carry_out(
        request,
        lambda: post_notice(actor=request.actor, plan=plan, year=year, **form.cleaned_data),
        then=lambda _made: here,
        done=_("The notice is written down."),
    )


@member_page(*READERS)
def implementation_detail(request: RoomRequest, implementation_id: uuid.UUID) -> HttpResponse:
    """The implementation plan of a year: every project with its months, ticked by the officer."""
    found = reads.implementation(request.actor, implementation_id)
    if request.method == "POST" and may_plan(request.actor):
        rows = list(_page_of(request, found).object_list)
        ticked = [
            (row, [int(each) for each in request.POST.getlist(f"months_{row.pk}") if each.isdecimal()]) for row in rows
        ]
        return carry_out(
            request,
            lambda: tick_months(actor=request.actor, implementation=found, months=ticked),
            then=lambda _none: f"{_to(found)}?page={request.GET.get('page', '1')}",
            done=_("The months are written down."),
        )
    return _implementation_page(request, found)


@member_page(Role.LEADER)
def implementation_announcement(request: RoomRequest, implementation_id: uuid.UUID) -> HttpResponse:
    """The head announces the year's implementation plan."""
    found = reads.implementation(request.actor, implementation_id)
    form = EditionApprovalForm(request.POST or None)
    if request.method != "POST":
        return redirect(_to(found))
    if not form.is_valid():
        return _implementation_page(request, found, approval_form=form)
    return carry_out(
        request,
        lambda: announce_implementation(actor=request.actor, implementation=found, **form.cleaned_data),
        then=lambda _made: _to(found),
        done=_("The implementation plan is announced; everybody can read it now."),
    )


@member_page(*PLANNERS)
def undertaking_detail(request: RoomRequest, implementation_id: uuid.UUID, undertaking_id: uuid.UUID) -> HttpResponse:
    """What one project does in the year, where, for how much, in which months."""
    found = reads.implementation(request.actor, implementation_id)
    row = reads.undertaking(found, undertaking_id)
    initial = {
        "activity": row.activity,
        "place": row.place,
        "unit": row.unit,
        "baht": row.baht,
        "months": [each.month for each in row.months.all()],
    }
    form = UndertakingForm(
        request.POST or None, months=reads.months(found), language=get_language() or "th", initial=initial
    )
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: write_undertaking(actor=request.actor, undertaking=row, facts=form.facts()),
            then=lambda _made: _to(found),
            done=_("The project of the year is written down."),
        )
    context = {"form": form, "implementation": found, "undertaking": row, "is_open": not hasattr(found, "announcement")}
    return form_page(request, "plan/undertaking_detail.html", context)


@member_page(*PLANNERS)
def undertaking_removal(request: RoomRequest, implementation_id: uuid.UUID, undertaking_id: uuid.UUID) -> HttpResponse:
    """A project isn't done in this year after all."""
    found = reads.implementation(request.actor, implementation_id)
    if request.method != "POST":
        return redirect(_to(found))
    row = reads.undertaking(found, undertaking_id)
    return carry_out(
        request,
        lambda: leave_out(actor=request.actor, undertaking=row),
        then=lambda _none: _to(found),
        done=_("The project is left out of the year."),
    )


def _year_page(request: RoomRequest, plan: Plan, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {
        "plan": plan,
        "clocks": reads.clocks(plan, today),
        "implementations": reads.implementations(request.actor, plan),
        "postings": reads.postings(plan),
        "evaluated": evaluated_year(today),
        "announced": hasattr(plan, "approval"),
    }
    if may_plan(request.actor) and context["announced"]:
        year = min(max(FiscalYear.of(today).be, plan.first_year), plan.last_year)
        context |= {
            "form": forms.get("form") or ImplementationForm(plan=plan, initial={"year": year}),
            "posting_form": forms.get("posting_form") or PostingForm(initial={"posted_on": today}),
        }
        if reads.awaits_report(plan, context["evaluated"]):
            context["report_form"] = forms.get("report_form") or EvaluationReportForm(initial={"reported_on": today})
    return form_page(request, "plan/plan_year.html", context)


def _page_of(request: RoomRequest, found: ImplementationPlan) -> Any:
    return Paginator(reads.undertakings(found), _LINES).get_page(request.GET.get("page"))


def _implementation_page(request: RoomRequest, found: ImplementationPlan, **forms: Any) -> HttpResponse:
    page = _page_of(request, found)
    open_ = not hasattr(found, "announcement")
    context: dict[str, Any] = {
        "implementation": found,
        "page": page,
        "lines": reads.chart(found, page.object_list),
        "months": reads.months(found),
        "total": reads.total(found),
        "without_months": reads.without_months(found),
        "writes": open_ and may_plan(request.actor),
        "may_print": may_print(request.actor, found.plan),
        "clock": reads.clock_of(found, timezone.localdate()),
    }
    if open_ and may_approve(request.actor):
        context["approval_form"] = forms.get("approval_form") or EditionApprovalForm(
            initial={"announced_on": timezone.localdate()}
        )
    return form_page(request, "plan/implementation_detail.html", context)


def _to(found: ImplementationPlan) -> str:
    return reverse("plan:implementation_detail", args=[found.pk])
