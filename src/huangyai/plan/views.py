from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page, public_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, FiscalYear, NotFound, Role
from huangyai.plan import queries
from huangyai.plan.access import may_approve, may_plan, may_print
from huangyai.plan.actions import add_source, add_strategy, allocate_money, approve_plan, begin_plan, design_project
from huangyai.plan.forms import (
    AllocationForm,
    ApprovalForm,
    PlanForm,
    ProjectFilter,
    ProjectForm,
    SourceForm,
    StrategyForm,
)
from huangyai.plan.models import Plan
from huangyai.plan.printing import FORMS, print_form

READERS = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR, Role.PARTNER)
PLANNERS = (Role.PLANNER, Role.OFFICER)
PAGE = 50


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
            then=_to_plan,
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
            **_projects_page(request, request.actor, plan),
            "strategies": queries.strategies(plan),
            "forms": _form_links(request.actor, plan),
            "may_plan": may_plan(request.actor),
            "may_approve": may_approve(request.actor) and not hasattr(plan, "approval"),
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
            then=lambda _made: _to_plan(plan),
            done=_("The strategy is in the plan."),
        )
    return form_page(request, "plan/strategy_new.html", {"form": form, "plan": plan})


@member_page(Role.LEADER)
def plan_approval(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The head of the municipality approves and announces a plan."""
    plan = queries.plan(request.actor, plan_id)
    form = ApprovalForm(request.POST or None, initial={"announced_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: approve_plan(actor=request.actor, plan=plan, **form.cleaned_data),
            then=lambda _made: _to_plan(plan),
            done=_("The plan is announced; everybody can read it now."),
        )
    context = {"form": form, "plan": plan, "years": queries.money_by_year(request.actor, plan)}
    return form_page(request, "plan/plan_approval.html", context)


@member_page(*PLANNERS)
def project_new(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """A project is designed, with the sentences that it answers and the people it is for."""
    plan = queries.plan(request.actor, plan_id)
    form = ProjectForm(request.POST or None, actor=request.actor, plan=plan)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: design_project(
                actor=request.actor,
                plan=plan,
                strategy=form.cleaned_data["strategy"],
                facts=form.facts(),
                problems=list(form.cleaned_data["problems"]),
                target_list=form.cleaned_data["target_list"],
            ),
            then=lambda project: reverse("plan:project_detail", args=[project.pk]),
            done=_("The project is in the plan. Those who said the sentences can see it."),
        )
    context = {"form": form, "plan": plan, "has_strategy": queries.strategies(plan).exists()}
    return form_page(request, "plan/project_new.html", context)


@member_page(*READERS)
def project_detail(request: RoomRequest, project_id: uuid.UUID) -> HttpResponse:
    """A project: what it answers, whom it is for, its money by year and where that comes from."""
    project = queries.project(request.actor, project_id)
    money = queries.money_of(project)
    return render(
        request,
        "plan/project_detail.html",
        {
            "project": project,
            "money": money,
            "planned": sum(row.baht for row in money),
            "allocated": sum(row.allocated or 0 for row in money),
            "problems": queries.problems_answered(project),
        },
    )


@member_page(*READERS)
def money_allocation(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """A year's money: who gets it, from which source, and why; planners give it out under the sources' ceilings."""
    plan = queries.plan(request.actor, plan_id)
    year = _asked_year(request, plan)
    form = AllocationForm(request.POST or None, plan=plan, initial={"year": year})
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        return carry_out(
            request,
            lambda: allocate_money(actor=request.actor, plan=plan, year=year, ceilings=form.ceilings()),
            then=lambda _money: f"{reverse('plan:money_allocation', args=[plan.pk])}?year={year}",
            done=_("The money of %(year)s is given out; each project says why.") % {"year": year},
        )
    context = {
        "plan": plan,
        "year": year,
        "form": form if may_plan(request.actor) else None,
        "has_sources": bool(form.sources),
        "by_source": queries.by_source(request.actor, plan, year),
        "page": Paginator(queries.allocations(request.actor, plan, year), PAGE).get_page(request.GET.get("page")),
    }
    return form_page(request, "plan/money_allocation.html", context)


@member_page(*PLANNERS)
def source_new(request: RoomRequest) -> HttpResponse:
    """A source of money is added."""
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: add_source(actor=request.actor, **form.cleaned_data),
            then=lambda _made: reverse("plan:plan_list"),
            done=_("The source of money is added."),
        )
    page = Paginator(queries.sources(), PAGE).get_page(request.GET.get("page"))
    return form_page(request, "plan/source_new.html", {"form": form, "page": page})


@member_page(*READERS)
def official_form(request: RoomRequest, plan_id: uuid.UUID, form: str, file_type: str) -> HttpResponse:
    """An official form as a file: of an announced plan, or of a draft for the town hall."""
    return _answer_form(request.actor, queries.plan(request.actor, plan_id), form, file_type)


@public_page
def public_project_list(request: RoomRequest) -> HttpResponse:
    """The announced plan for everybody: projects, what they answer, their money."""
    public = Actor.public(request.actor.municipality_id)
    chosen = queries.public_plan(
        public.municipality_id, FiscalYear.of(timezone.localdate()).be, _as_uuid(request.GET.get("plan", ""))
    )
    slug = request.municipality.slug if request.municipality else ""
    context: dict[str, object] = {"plans": list(queries.plans(public)), "plan": chosen, "slug": slug}
    if chosen:
        context |= _projects_page(request, public, chosen, told=True)
        context |= {"forms": _form_links(public, chosen)}
    return render(request, "plan/public_project_list.html", context)


@public_page
def public_official_form(request: RoomRequest, plan_id: uuid.UUID, form: str, file_type: str) -> HttpResponse:
    """An official form of an announced plan as a file, for everybody."""
    public = Actor.public(request.actor.municipality_id)
    return _answer_form(public, queries.plan(public, plan_id), form, file_type)


def _projects_page(request: RoomRequest, actor: Actor, plan: Plan, *, told: bool = False) -> dict[str, object]:
    form = ProjectFilter(request.GET or None, plan=plan)
    asked = form.cleaned_data if form.is_valid() else {}
    search, strategy = asked.get("q", ""), asked.get("strategy")
    found = (queries.told_projects if told else queries.projects)(actor, plan, search=search, strategy=strategy)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return {
        "plan": plan,
        "form": form,
        "page": page,
        "lines": queries.lines(page.object_list, plan),
        "years": queries.money_by_year(actor, plan),
        "filtered": bool(search or strategy),
        "query": urlencode(
            {"q": search, "strategy": strategy.pk if strategy else "", **({"plan": plan.pk} if told else {})}
        ),
    }


def _form_links(actor: Actor, plan: Plan) -> list[tuple[str, str]]:
    if not may_print(actor, plan):
        return []
    there = queries.forms_in(actor, plan)
    return [(address, name) for address, name in FORMS.items() if name in there]


def _answer_form(actor: Actor, plan: Plan, form: str, file_type: str) -> HttpResponse:
    content, content_type = print_form(actor, plan, form, file_type)
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'inline; filename="{form}-{plan.first_year}-{plan.last_year}.{file_type}"'
    return answer


def _to_plan(plan: Plan) -> str:
    return reverse("plan:plan_detail", args=[plan.pk])


def _asked_year(request: RoomRequest, plan: Plan) -> int:
    asked = request.GET.get("year", "")
    if asked:
        if not asked.isascii() or not asked.isdigit() or int(asked[:4]) not in plan.years:
            raise NotFound
        return int(asked[:4])
    now = FiscalYear.of(timezone.localdate()).be
    return min(max(now, plan.first_year), plan.last_year)


def _as_uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
