"""Who came to a session."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.activities import actions, queries
from huangyai.activities.forms.sign_ups import CodeForm
from huangyai.activities.models import Attendance
from huangyai.activities.queries.enrolments import enrolment_by_code
from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import NotFound, Role


@member_page(Role.OFFICER, Role.VOLUNTEER)
def attendance(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """At the door: type or scan a code, or tick who came; or enter the paper list afterwards."""
    session = queries.session(request.actor, session_id)
    if code := request.POST.get("code", ""):
        return _by_code(request, session_id, code)
    expected = list(queries.enrolments(request.actor, session))
    ticked = set(request.POST.getlist("came"))
    came = [enrolment for enrolment in expected if str(enrolment.pk) in ticked]
    how = Attendance.How.PAPER if request.POST.get("paper") else Attendance.How.LIST
    if came:
        return carry_out(
            request,
            lambda: actions.record_attendance(actor=request.actor, session=session, enrolments=came, how=how),
            then=lambda _count: reverse("activities:session_detail", args=[session_id]),
            done=_("Attendance is recorded."),
        )
    context = {
        "session": session,
        "expected": expected,
        "nobody": request.method == "POST",
        "form": CodeForm(),
    }
    return render(request, "activities/attendance.html", context, status=422 if context["nobody"] else 200)


@member_page(Role.OFFICER, Role.VOLUNTEER)
def code_arrival(request: RoomRequest, card_code: str) -> HttpResponse:
    """A phone's camera opened the code of a card: one button says that this person came."""
    found = enrolment_by_code(request.actor, card_code)
    back = reverse("activities:attendance", args=[found.session_id])
    if request.method == "POST":
        return carry_out(
            request,
            lambda: actions.record_attendance(
                actor=request.actor, session=found.session, enrolments=[found], how=Attendance.How.CODE
            ),
            then=lambda _count: back,
            done=_("Came. Welcome."),
        )
    return render(request, "activities/code_arrival.html", {"enrolment": found, "back": back})


def _by_code(request: RoomRequest, session_id: uuid.UUID, code: str) -> HttpResponse:
    here = reverse("activities:attendance", args=[session_id])
    try:
        found = enrolment_by_code(request.actor, code)
    except NotFound:
        found = None
    if found is None or found.session_id != session_id:
        messages.error(request, _("This code is not of this session. Look for the name in the list below."))
        return HttpResponseRedirect(here)
    return carry_out(
        request,
        lambda: actions.record_attendance(
            actor=request.actor, session=found.session, enrolments=[found], how=Attendance.How.CODE
        ),
        then=lambda _count: here,
        done=_("Came. Welcome."),
    )
