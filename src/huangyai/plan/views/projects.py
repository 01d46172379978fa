"""A project's pages for staff."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.plan import queries
from huangyai.plan.actions import design_project
from huangyai.plan.forms import ProjectForm
from huangyai.plan.views.listing import PLANNERS, READERS


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
