from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.targets import queries
from huangyai.targets.access import may_decide
from huangyai.targets.actions import Verdict, decide_names, hold_joint_meeting
from huangyai.targets.forms import DecisionsForm, MeetingForm
from huangyai.targets.views.lists import WRITERS

NAMES_AT_ONCE = 10


@member_page(*WRITERS)
def meeting_new(request: RoomRequest, list_id: uuid.UUID) -> HttpResponse:
    """Begin the joint meeting of all parties on a list."""
    found = queries.target_list(request.actor, list_id)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        after = "targets:decision_list" if may_decide(request.actor) else "targets:target_list_detail"
        return carry_out(
            request,
            lambda: hold_joint_meeting(actor=request.actor, target_list=found, **form.cleaned_data),
            then=lambda meeting: reverse(after, args=[meeting.target_list_id]),
            done=_("The meeting has begun."),
        )
    status = 422 if request.method == "POST" else 200
    return render(request, "targets/meeting_new.html", {"list": found, "form": form}, status=status)


@member_page(Role.OFFICER, Role.PARTNER)
def decision_list(request: RoomRequest, list_id: uuid.UUID) -> HttpResponse:
    """The joint meeting, a few names at a time: confirm or decline each, with the reason."""
    found = queries.target_list(request.actor, list_id)
    meeting = queries.latest_meeting(request.actor, found)
    if meeting is None:
        return redirect("targets:target_list_detail", found.pk)
    asked = request.POST.getlist("candidate") if request.method == "POST" else None
    lines = queries.names_for_meeting(request.actor, found, only=asked, most=NAMES_AT_ONCE)
    form = DecisionsForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        named = {line.candidate.pk: line.candidate for line in lines}
        return carry_out(
            request,
            lambda: decide_names(
                actor=request.actor,
                meeting=meeting,
                verdicts=[Verdict(named[word.candidate_id], word.confirmed, word.reason) for word in form.said],
            ),
            then=lambda _number: reverse("targets:decision_list", args=[found.pk]),
            done=_("The meeting's decisions are written down."),
        )
    return render(
        request,
        "targets/decision_list.html",
        {"list": found, "meeting": meeting, "form": form, "waiting": queries.waiting_names(found)},
        status=422 if request.method == "POST" else 200,
    )
