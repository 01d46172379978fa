"""An officer sets a session by hand, moves it or calls it off."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.activities import actions, queries
from huangyai.activities.forms import SessionCallOffForm, SessionForm
from huangyai.activities.models import Session
from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role


@member_page(Role.OFFICER)
def session_new(request: RoomRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Hold one more session of an activity at a time that an officer chose."""
    activity = queries.activity(request.actor, activity_id)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.hold_session(
                actor=request.actor,
                activity=activity,
                venue=found["venue"],
                starts_at=form.starts_at,
                ends_at=form.ends_at,
                expect_list=found["expect_list"],
            ),
            then=_page_of,
            done=_("The session is set."),
        )
    context = {
        "form": form,
        "title": _("Set a session by hand"),
        "subtitle": activity.name,
        "submit": _("Set the session"),
        "back": reverse("activities:activity_detail", args=[activity_id]),
    }
    return form_page(request, "activities/session_form.html", context)


@member_page(Role.OFFICER)
def session_move(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Put a session to another time or place."""
    session = queries.session(request.actor, session_id)
    form = SessionForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.move_session(
                actor=request.actor,
                session=session,
                venue=found["venue"],
                starts_at=form.starts_at,
                ends_at=form.ends_at,
                reason=found["reason"],
            ),
            then=_page_of,
            done=_("Moved. Everybody who was expected is told; cars have to be planned for the new time."),
        )
    context = {
        "form": form,
        "title": _("Move the session"),
        "subtitle": session.activity.name,
        "submit": _("Move it"),
        "back": _page_of(session),
    }
    return form_page(request, "activities/session_form.html", context)


@member_page(Role.OFFICER)
def session_call_off(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """The session is not held."""
    session = queries.session(request.actor, session_id)
    form = SessionCallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: actions.call_off_session(actor=request.actor, session=session, reason=form.cleaned_data["reason"]),
            then=lambda _made: _page_of(session),
            done=_("Called off. Everybody who was expected is told."),
        )
    context = {
        "form": form,
        "title": _("Call off the session"),
        "subtitle": session.activity.name,
        "submit": _("Call it off"),
        "back": _page_of(session),
    }
    return form_page(request, "activities/session_form.html", context)


def _page_of(session: Session) -> str:
    return reverse("activities:session_detail", args=[session.pk])
