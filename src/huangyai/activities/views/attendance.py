"""Who came to a session."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.activities import actions, queries
from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role


@member_page(Role.OFFICER, Role.VOLUNTEER)
def attendance(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Tick who came."""
    session = queries.session(request.actor, session_id)
    expected = list(queries.enrolments(request.actor, session))
    ticked = set(request.POST.getlist("came"))
    came = [enrolment for enrolment in expected if str(enrolment.pk) in ticked]
    if came:
        return carry_out(
            request,
            lambda: actions.record_attendance(actor=request.actor, session=session, enrolments=came),
            then=lambda _count: reverse("activities:session_detail", args=[session_id]),
            done=_("Attendance is recorded."),
        )
    context = {"session": session, "expected": expected, "nobody": request.method == "POST"}
    return render(request, "activities/attendance.html", context, status=422 if context["nobody"] else 200)
