from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.people import queries as people
from huangyai.targets import queries
from huangyai.targets.access import may_decide, may_write_lists
from huangyai.targets.actions import add_candidate, draw_target_list
from huangyai.targets.forms import CandidateForm, TargetListForm
from huangyai.targets.models import Decision

STAFF = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR)
READERS = (*STAFF, Role.PARTNER)
WRITERS = (Role.OFFICER, Role.PLANNER)
PAGE = 25
NAMES_PAGE = 50


@member_page(*READERS)
def target_list_list(request: RoomRequest) -> HttpResponse:
    """Target lists, newest first, with how far each joint meeting is."""
    page = Paginator(queries.target_lists(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_write": may_write_lists(request.actor), "staff": request.actor.is_staff}
    return render(request, "targets/target_list_list.html", context)


@member_page(*WRITERS)
def target_list_new(request: RoomRequest) -> HttpResponse:
    """Draw the candidates whom a card takes."""
    form = TargetListForm(
        request.POST or None, actor=request.actor, initial={"criterion": request.GET.get("criterion")}
    )
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: draw_target_list(actor=request.actor, **form.cleaned_data),
            then=lambda drawn: reverse("targets:target_list_detail", args=[drawn.pk]),
            done=_("The list is drawn. The joint meeting decides on every name."),
        )
    status = 422 if request.method == "POST" else 200
    return render(request, "targets/target_list_new.html", {"form": form}, status=status)


@member_page(*READERS)
def target_list_detail(request: RoomRequest, list_id: uuid.UUID) -> HttpResponse:
    """One list: each name with the reasons why it is there, and the meeting's word."""
    found = queries.target_list(request.actor, list_id)
    outcome = request.GET.get("outcome")
    chosen = outcome if outcome in {"", *Decision.Outcome.values} else None
    names = queries.candidates(request.actor, found, outcome=chosen)
    page = Paginator(names, NAMES_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "targets/target_list_detail.html",
        {
            "list": found,
            "waiting": queries.waiting_names(found),
            "page": page,
            "lines": queries.candidate_lines(page),
            "outcome": chosen,
            "query": "" if chosen is None else f"outcome={chosen}",
            "meeting": queries.latest_meeting(request.actor, found),
            "may_write": may_write_lists(request.actor),
            "may_decide": may_decide(request.actor),
            "staff": request.actor.is_staff,
        },
    )


@member_page(Role.OFFICER)
def candidate_new(request: RoomRequest, list_id: uuid.UUID) -> HttpResponse:
    """The meeting adds somebody whom no register named: search first, then the reason."""
    found = queries.target_list(request.actor, list_id)
    form = CandidateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = people.person(request.actor, form.cleaned_data["person"])
        return carry_out(
            request,
            lambda: add_candidate(
                actor=request.actor, target_list=found, person=person, reason=form.cleaned_data["reason"]
            ),
            then=lambda made: reverse("targets:target_list_detail", args=[made.target_list_id]) + "?outcome=",
            done=_("The name is on the list; the meeting decides on it like on every other."),
        )
    search = request.GET.get("q", "")[:120]
    near = people.residents(people.people(request.actor, search=search), most=10) if search else []
    status = 422 if request.method == "POST" else 200
    context = {"list": found, "form": form, "search": search, "near": near}
    return render(request, "targets/candidate_new.html", context, status=status)
