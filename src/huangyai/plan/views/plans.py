"""A plan's pages for staff."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.plan import queries
from huangyai.plan.access import may_approve, may_plan
from huangyai.plan.actions.plans import add_strategy, approve_plan, begin_plan, restate_vision
from huangyai.plan.forms.plans import ApprovalForm, PlanForm, StrategyForm, VisionForm
from huangyai.plan.queries.amending import editions
from huangyai.plan.queries.implementation import clocks
from huangyai.plan.queries.indicators import indicator_count
from huangyai.plan.views.listing import PAGE, PLANNERS, READERS, edition_rows, form_links, projects_page, to_plan


@member_page(*READERS)
def plan_list(request: RoomRequest) -> HttpResponse:
    """The plans, newest period first."""
    page = Paginator(queries.plans(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "plan/plan_list.html", {"page": page, "may_plan": may_plan(request.actor)})


@member_page(*PLANNERS)
def plan_new(request: RoomRequest) -> HttpResponse:
    """A plan of five years begins."""
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        first = form.cleaned_data["first_year"]
        return carry_out(
            request,
            lambda: begin_plan(
                actor=request.actor, first_year=first, last_year=first + 4, vision=form.cleaned_data["vision"]
            ),
            then=to_plan,
            done=_("The plan has begun. Add its strategies next."),
        )
    return form_page(request, "plan/plan_new.html", {"form": form})


@member_page(*READERS)
def plan_detail(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """A plan: its projects with five years of money, and what has found a source."""
    plan = queries.plan(request.actor, plan_id)
    return render(
        request,
        "plan/plan_detail.html",
        {
            **projects_page(request, request.actor, plan),
            "strategies": queries.strategies(plan),
            "forms": form_links(request.actor, plan),
            "may_plan": may_plan(request.actor),
            "may_approve": may_approve(request.actor) and not hasattr(plan, "approval"),
            "announced": hasattr(plan, "approval"),
            "indicators": indicator_count(request.actor, plan),
            "editions": edition_rows(editions(request.actor, plan)[:30]),
            "clocks": clocks(plan, timezone.localdate()),
            "removals": queries.removals(request.actor, plan),
        },
    )


@member_page(*PLANNERS)
def strategy_new(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """A strategy is added to a plan."""
    plan = queries.plan(request.actor, plan_id)
    form = StrategyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: add_strategy(actor=request.actor, plan=plan, **form.cleaned_data),
            then=lambda _made: to_plan(plan),
            done=_("The strategy is in the plan."),
        )
    return form_page(request, "plan/strategy_new.html", {"form": form, "plan": plan})


@member_page(*PLANNERS)
def plan_vision(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """A draft plan's vision and the names of its strategies are written anew."""
    plan = queries.plan(request.actor, plan_id)
    form = VisionForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: restate_vision(
                actor=request.actor,
                plan=plan,
                vision=form.cleaned_data["vision"],
                strategies=form.names(),
                alignments=form.alignments(),
            ),
            then=lambda _made: to_plan(plan),
            done=_("The vision and the strategies are written anew."),
        )
    return form_page(request, "plan/plan_vision.html", {"form": form, "plan": plan})


@member_page(Role.LEADER)
def plan_approval(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The head of the municipality approves and announces a plan."""
    plan = queries.plan(request.actor, plan_id)
    form = ApprovalForm(request.POST or None, initial={"announced_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: approve_plan(actor=request.actor, plan=plan, **form.cleaned_data),
            then=lambda _made: to_plan(plan),
            done=_("The plan is announced; everybody can read it now."),
        )
    context = {"form": form, "plan": plan, "years": queries.money_by_year(request.actor, plan)}
    return form_page(request, "plan/plan_approval.html", context)
