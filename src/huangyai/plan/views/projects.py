"""A project's pages for staff."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.plan import queries
from huangyai.plan.access import may_plan
from huangyai.plan.actions.projects import design_project, remove_project, rewrite_project
from huangyai.plan.forms import ProjectForm
from huangyai.plan.forms.projects import RemovalForm, as_typed
from huangyai.plan.queries.amending import history, name_of, open_editions
from huangyai.plan.queries.places import map_of, place_of
from huangyai.plan.queries.wordings import standing_document
from huangyai.plan.rules.indicator import EXAMPLE, read_indicator
from huangyai.plan.views.listing import PLANNERS, READERS, edition_rows
from huangyai.plan.views.money import funding_context


@member_page(*PLANNERS)
def project_new(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """A project is designed, with the sentences that it answers and the people it is for."""
    plan = queries.plan(request.actor, plan_id)
    if hasattr(plan, "approval"):
        return redirect("plan:edition_new", plan.pk)
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
                place=form.work_place,
            ),
            then=lambda project: reverse("plan:project_detail", args=[project.pk]),
            done=_("The project is in the plan. Those who said the sentences can see it."),
        )
    context = {
        "form": form,
        "plan": plan,
        "has_strategy": queries.strategies(plan).exists(),
        "reading": read_indicator(str(form["indicator"].value() or "")),
        "example": EXAMPLE,
    }
    return form_page(request, "plan/project_new.html", context)


@member_page(*PLANNERS)
def project_wording(request: RoomRequest, project_id: uuid.UUID) -> HttpResponse:
    """A project of a draft plan is rewritten, all of it; one of an announced plan changes by an edition."""
    project = queries.project(request.actor, project_id)
    plan = queries.plan(request.actor, project.plan_id)
    if hasattr(plan, "approval") and request.method != "POST":
        return redirect("plan:project_detail", project.pk)
    form = ProjectForm(
        request.POST or None, actor=request.actor, plan=plan, initial=as_typed(standing_document(project))
    )
    here = reverse("plan:project_detail", args=[project.pk])
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: rewrite_project(
                actor=request.actor,
                project=project,
                strategy=form.cleaned_data["strategy"],
                facts=form.facts(),
                problems=list(form.cleaned_data["problems"]),
                target_list=form.cleaned_data["target_list"],
                place=form.work_place,
            ),
            then=lambda _made: here,
            done=_("The project is written anew."),
        )
    context = {
        "form": form,
        "plan": plan,
        "project": project,
        "has_strategy": True,
        "reading": read_indicator(str(form["indicator"].value() or "")),
        "example": EXAMPLE,
    }
    return form_page(request, "plan/project_new.html", context)


@member_page(*PLANNERS)
def project_removal(request: RoomRequest, project_id: uuid.UUID) -> HttpResponse:
    """Take a project out of a draft plan."""
    project = queries.project(request.actor, project_id)
    plan = queries.plan(request.actor, project.plan_id)
    here = reverse("plan:project_detail", args=[project.pk])
    if hasattr(plan, "approval") and request.method != "POST":
        return redirect(here)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: remove_project(actor=request.actor, project=project, reason=form.cleaned_data["reason"]),
            then=lambda _none: reverse("plan:plan_detail", args=[plan.pk]),
            done=_("The project has left the draft."),
        )
    context = {"form": form, "project": project, "back": here}
    return form_page(request, "plan/project_removal.html", context)


@member_page(*PLANNERS)
def indicator_reading(request: RoomRequest) -> HttpResponse:
    """What an indicator holds as it stands in the form: the fragment beside it."""
    typed = request.GET.get("indicator", "")[:4000]
    return render(request, "plan/_indicator_reading.html", {"reading": read_indicator(typed), "example": EXAMPLE})


@member_page(*READERS)
def project_detail(request: RoomRequest, project_id: uuid.UUID) -> HttpResponse:
    """A project: what it answers, whom it is for, its money by year and where that comes from."""
    project = queries.project(request.actor, project_id)
    plan = queries.plan(request.actor, project.plan_id)
    money = queries.money_of(project)
    place = place_of(project)
    planner = may_plan(request.actor)
    return render(
        request,
        "plan/project_detail.html",
        {
            "project": project,
            "money": money,
            "planned": sum(row.baht for row in money),
            "allocated": sum(row.allocated or 0 for row in money),
            "problems": queries.problems_answered(project),
            **funding_context(request.actor, project, money),
            "place": place,
            "map": map_of(place, project.name) if place else None,
            "reading": read_indicator(project.indicator),
            "may_rewrite": planner and not hasattr(plan, "approval"),
            "open_editions": edition_rows(open_editions(plan)) if planner and hasattr(plan, "approval") else [],
            "history": [(each, name_of(each.edition)) for each in history(project)],
        },
    )
