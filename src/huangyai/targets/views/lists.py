from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.people import queries as people
from huangyai.targets import queries
from huangyai.targets.access import may_decide, may_write_lists
from huangyai.targets.actions import (
    add_candidate,
    draw_target_list,
    keep_decision,
    look_at_list,
    renew_agenda,
    reopen_name,
)
from huangyai.targets.forms.lists import CandidateForm, ReopeningForm, TargetListForm
from huangyai.targets.models import Decision, Reconsideration
from huangyai.targets.queries.meetings import is_closed
from huangyai.targets.workbooks import target_list_workbook

STAFF = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR)
READERS = (*STAFF, Role.PARTNER)
WRITERS = (Role.OFFICER, Role.PLANNER)
PAGE = 25
NAMES_PAGE = 50
# The tab with names of whom a register says otherwise since they were decided.
TOLD = "told"


@member_page(*READERS)
def target_list_list(request: RoomRequest) -> HttpResponse:
    """Target lists, newest first, with how far each joint meeting is."""
    page = Paginator(queries.target_lists(request.actor), PAGE).get_page(request.GET.get("page"))
    answers = request.actor.is_any(Role.OFFICER, Role.LEADER)
    context = {
        "page": page,
        "may_write": may_write_lists(request.actor),
        "staff": request.actor.is_staff,
        "may_answer": answers,
        "appeals": queries.appeals(request.actor, waiting=True).count() if answers else 0,
    }
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
    return form_page(request, "targets/target_list_new.html", {"form": form})


@member_page(*READERS)
def target_list_detail(request: RoomRequest, list_id: uuid.UUID) -> HttpResponse:
    """One list: each name with the reasons why it is there, and the meeting's word."""
    found = queries.target_list(request.actor, list_id)
    outcome = request.GET.get("outcome")
    told = queries.told_otherwise(request.actor, found)
    chosen = outcome if outcome in {"", *Decision.Outcome.values, TOLD} else None
    names = queries.candidates(
        request.actor, found, outcome=None if chosen == TOLD else chosen, only=list(told) if chosen == TOLD else None
    )
    page = Paginator(names, NAMES_PAGE).get_page(request.GET.get("page"))
    meeting = queries.latest_meeting(request.actor, found)
    again = queries.names_to_look_at_again(found) if may_write_lists(request.actor) else []
    return render(
        request,
        "targets/target_list_detail.html",
        {
            "list": found,
            "waiting": queries.waiting_names(found),
            "page": page,
            "lines": queries.candidate_lines(page, allowed=queries.sees_on_list(request.actor, found), told=told),
            "told": len(told),
            "outcome": chosen,
            "query": "" if chosen is None else f"outcome={chosen}",
            "meeting": meeting,
            "meeting_open": meeting is not None and not is_closed(meeting),
            "meetings": queries.meetings_on(request.actor, found),
            "again": len(again),
            "fits_no_more": {one.candidate.pk for one in again if one.cause == Reconsideration.Cause.CHANGED},
            "newcomers": len(queries.newly_taken(found)) if may_write_lists(request.actor) else 0,
            "may_write": may_write_lists(request.actor),
            "may_decide": may_decide(request.actor),
            "staff": request.actor.is_staff,
        },
    )


@member_page(*WRITERS)
def target_list_file(request: RoomRequest, list_id: uuid.UUID) -> HttpResponse:
    """Every name of a list as a workbook; making it is recorded."""
    found = queries.target_list(request.actor, list_id)
    look_at_list(actor=request.actor, target_list=found)
    lines = queries.candidate_lines(queries.candidates(request.actor, found))
    answer = HttpResponse(
        target_list_workbook(found, lines),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    answer["Content-Disposition"] = 'attachment; filename="target-list.xlsx"'
    return answer


@member_page(*WRITERS)
def agenda_new(request: RoomRequest, list_id: uuid.UUID) -> HttpResponse:
    """Put on the agenda whose day has come, of whom a register says otherwise, and whom the card takes by now."""
    found = queries.target_list(request.actor, list_id)
    after = reverse("targets:target_list_detail", args=[found.pk]) + "?outcome="
    if request.method != "POST":
        return redirect(after)
    return carry_out(
        request,
        lambda: renew_agenda(actor=request.actor, target_list=found),
        then=lambda _numbers: after,
        done=_("The agenda of the next meeting is up to date."),
    )


@member_page(*WRITERS)
def reconsideration_new(request: RoomRequest, candidate_id: uuid.UUID) -> HttpResponse:
    """Ask that a decided name be looked at again."""
    name = queries.candidate(request.actor, candidate_id)
    told = queries.told_otherwise(request.actor, name.target_list).get(name.pk, [])
    form = ReopeningForm(request.POST or None, told=bool(told))
    if request.method == "POST" and form.is_valid():
        stays = form.cleaned_data.get("answer") == ReopeningForm.STAYS
        act, after, done = (
            (keep_decision, TOLD, _("Written down: the meeting's word stays."))
            if stays
            else (reopen_name, "", _("The name is on the agenda again."))
        )
        return carry_out(
            request,
            lambda: act(actor=request.actor, candidate=name, reason=form.cleaned_data["reason"]),
            then=lambda _made: reverse("targets:target_list_detail", args=[name.target_list_id]) + f"?outcome={after}",
            done=done,
        )
    language = get_language() or "th"
    context = {"name": name, "form": form, "told": [(one.words.say(language), one.made_at) for one in told]}
    return form_page(request, "targets/reconsideration_new.html", context)


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
    context = {"list": found, "form": form, "search": search, "near": near}
    return form_page(request, "targets/candidate_new.html", context)
