"""Signing up for somebody: at the counter, by a volunteer, from the paper sheet; answering, calling off, reminding."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.activities import queries
from huangyai.activities.actions.enrolments import call_off, leave_waiting_list, sign_up_person
from huangyai.activities.actions.results import issue_certificates, write_feedback
from huangyai.activities.actions.sign_ups import answer_sign_up, key_sign_up_sheet
from huangyai.activities.actions.telling import remind_session
from huangyai.activities.forms.sign_ups import AnswersForm, SignUpSheetForm, WhoForm
from huangyai.activities.models import How
from huangyai.activities.queries.enrolments import enrolment, waiting
from huangyai.activities.queries.sign_ups import people_to_sign_up, person_within_reach, sign_up
from huangyai.activities.views.sessions import show_session
from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role

_ENROLLERS = (Role.OFFICER, Role.VOLUNTEER)


@member_page(*_ENROLLERS)
def enrolment_new(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Find somebody by name and sign them up. Names never stand in an address."""
    session = queries.session(request.actor, session_id)
    if request.method != "POST":
        return redirect("activities:session_detail", session_id=session_id)
    if person_id := request.POST.get("person", ""):
        person = person_within_reach(request.actor, person_id)
        how = How.COUNTER if request.actor.is_any(Role.OFFICER) else How.VOLUNTEER
        return carry_out(
            request,
            lambda: sign_up_person(
                actor=request.actor,
                session=session,
                person=person,
                needs_ride=bool(request.POST.get("needs_ride")),
                how=how,
            ),
            then=lambda _standing: reverse("activities:session_detail", args=[session_id]),
            done=_("Written down. They will be told."),
        )
    form = WhoForm(request.POST)
    if not form.is_valid():
        return show_session(request, session_id, who_form=form)
    found = people_to_sign_up(request.actor, form.cleaned_data["who"])
    return show_session(request, session_id, found=found)


@member_page(*_ENROLLERS)
def enrolment_end(request: RoomRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """Somebody calls off, at the counter or by telephone."""
    found = enrolment(request.actor, enrolment_id)
    if request.method != "POST":
        return redirect("activities:session_detail", session_id=found.session_id)
    return carry_out(
        request,
        lambda: call_off(actor=request.actor, enrolment=found, only_this=bool(request.POST.get("only_this"))),
        then=lambda _moved: reverse("activities:session_detail", args=[found.session_id]),
        done=_("Called off. Whoever waits longest has the place and will be told."),
    )


@member_page(*_ENROLLERS)
def waiting_end(request: RoomRequest, waiting_id: uuid.UUID) -> HttpResponse:
    """Somebody no longer waits."""
    found = waiting(request.actor, waiting_id)
    if request.method != "POST":
        return redirect("activities:session_detail", session_id=found.session_id)
    return carry_out(
        request,
        lambda: leave_waiting_list(actor=request.actor, waiting=found),
        then=lambda _none: reverse("activities:session_detail", args=[found.session_id]),
        done=_("Taken off the waiting list."),
    )


@member_page(Role.OFFICER)
def sign_up_answer(request: RoomRequest, sign_up_id: uuid.UUID) -> HttpResponse:
    """Say who wrote this, or decline it."""
    asked = sign_up(request.actor, sign_up_id)
    back = reverse("activities:session_detail", args=[asked.session_id])
    if request.method != "POST":
        return redirect(back)
    person_id = request.POST.get("person", "")
    person = person_within_reach(request.actor, person_id) if person_id else None
    return carry_out(
        request,
        lambda: answer_sign_up(
            actor=request.actor, sign_up=asked, person=person, reason=request.POST.get("reason", "")
        ),
        then=lambda _answer: back,
        done=_("Answered."),
    )


@member_page(Role.OFFICER)
def sign_up_sheet_new(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Key in the paper sheet."""
    session = queries.session(request.actor, session_id)
    if request.method != "POST":
        return redirect("activities:session_detail", session_id=session_id)
    form = SignUpSheetForm(request.POST)
    if not form.is_valid():
        return show_session(request, session_id, sheet_form=form)
    return carry_out(
        request,
        lambda: key_sign_up_sheet(actor=request.actor, session=session, text=form.cleaned_data["lines"]),
        then=lambda _counts: reverse("activities:session_detail", args=[session_id]),
        done=_("The sheet is keyed in. Lines that nobody can be sure of wait for your answer."),
    )


@member_page(Role.OFFICER)
def session_reminder(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Remind everybody who is expected."""
    session = queries.session(request.actor, session_id)
    if request.method != "POST":
        return redirect("activities:session_detail", session_id=session_id)
    return carry_out(
        request,
        lambda: remind_session(actor=request.actor, session=session),
        then=lambda _count: reverse("activities:session_detail", args=[session_id]),
        done=_("Reminders are on their way. Whoever has no phone is on the list to be rung or written to."),
    )


@member_page(Role.OFFICER)
def feedback_new(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Key in one answer sheet."""
    session = queries.session(request.actor, session_id)
    if request.method != "POST":
        return redirect("activities:session_detail", session_id=session_id)
    form = AnswersForm(request.POST)
    if not form.is_valid():
        return show_session(request, session_id, answers_form=form)
    return carry_out(
        request,
        lambda: write_feedback(actor=request.actor, session=session, **form.answers),
        then=lambda _sheet: reverse("activities:session_detail", args=[session_id]) + "#answers",
        done=_("The sheet is written down. The next one, please."),
    )


@member_page(Role.OFFICER)
def certificate_new(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Certificates for everybody who came often enough."""
    session = queries.session(request.actor, session_id)
    if request.method != "POST":
        return redirect("activities:session_detail", session_id=session_id)
    return carry_out(
        request,
        lambda: issue_certificates(actor=request.actor, session=session),
        then=lambda _made: reverse("activities:session_detail", args=[session_id]),
        done=_("Certificates are numbered and ready to print."),
    )
