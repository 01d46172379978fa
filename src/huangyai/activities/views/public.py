"""Sessions for everybody: when and where, signing up, calling off, saying how it was. Never who comes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from huangyai.activities import queries
from huangyai.activities.actions.results import give_feedback
from huangyai.activities.actions.sign_ups import call_off_by_code, sign_up, sign_up_by_code
from huangyai.activities.documents import calendar_feed
from huangyai.activities.forms.sign_ups import CodeForm, OwnAnswersForm, SignUpForm
from huangyai.activities.models import Session
from huangyai.activities.queries.results import feedback
from huangyai.activities.queries.sessions import is_session_full
from huangyai.doors.limits import admit_visitor
from huangyai.doors.pages import carry_out, public_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, Refusal

_PAGE = 30
_FEED = 200
# One household signs up its people; a hall of people may share one network address.
FROM_ONE_ADDRESS = 30
IN_ALL = 300


class TooMany(Exception):
    """More came within the hour than people write."""


@public_page
def public_session_list(request: RoomRequest) -> HttpResponse:
    """What is held from today on, for everybody."""
    page = Paginator(queries.coming_sessions(), _PAGE).get_page(request.GET.get("page"))
    return render(request, "activities/public_session_list.html", {"page": page})


@public_page
@never_cache
def public_session_detail(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """One session for everybody; with the form to sign up until it begins, and to say how it was once it has begun."""
    return _show(request, session_id)


@public_page
@never_cache
def session_sign_up(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Sign up. The answer is the same for everybody, whoever they are and whatever list they stand on."""
    form = SignUpForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, session_id, sign_up_form=form)
    found = form.cleaned_data

    def write(nobody: Actor, session: Session) -> None:
        if found["code"]:
            sign_up_by_code(actor=nobody, session=session, code=found["code"], needs_ride=found["needs_ride"])
        else:
            sign_up(
                actor=nobody,
                session=session,
                name=found["name"],
                phone=found["phone"],
                needs_ride=found["needs_ride"],
            )

    done = _("Thank you. We have written it down and tell you by telephone, LINE or letter whether there is a place.")
    return _carry(request, session_id, write, done, form, "sign_up_form")


@public_page
@never_cache
def session_sign_off(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Call off with the code of one's card. The answer is the same for every code."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, session_id, off_form=form)
    code = form.cleaned_data["code"]

    def write(nobody: Actor, session: Session) -> None:
        call_off_by_code(actor=nobody, session=session, code=code)

    done = _("Thank you for telling us. If the code is right, the place goes to somebody who waits.")
    return _carry(request, session_id, write, done, form, "off_form")


@public_page
@never_cache
def feedback_own(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Say how it was, with the code of one's card."""
    form = OwnAnswersForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, session_id, answers_form=form)
    code = form.cleaned_data["code"]

    def write(nobody: Actor, session: Session) -> None:
        give_feedback(actor=nobody, session=session, code=code, **form.answers)

    done = _("Thank you. Your answers count together with those of the others.")
    return _carry(request, session_id, write, done, form, "answers_form")


@public_page
def sessions_feed(request: RoomRequest) -> HttpResponse:
    """All coming sessions as a calendar to subscribe to."""
    place = request.municipality.name_th if request.municipality else ""
    return _calendar(request, place, list(queries.coming_sessions()[:_FEED]))


@public_page
def session_feed(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """One session (of a course, all its meetings) for one's own calendar."""
    session = queries.session(request.actor, session_id)
    return _calendar(request, session.activity.name, queries.meetings_with(session))


def _calendar(request: RoomRequest, name: str, sessions: list[Session]) -> HttpResponse:
    def address(session: Session) -> str:
        return request.build_absolute_uri(_page_of(request, session.pk))

    content = calendar_feed(name, sessions, address)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _carry(
    request: RoomRequest,
    session_id: uuid.UUID,
    write: Callable[[Actor, Session], None],
    done: str,
    form: Any,
    form_name: str,
) -> HttpResponse:
    session, nobody = queries.session(request.actor, session_id), Actor.public(request.actor.municipality_id)

    def act() -> None:
        if not admit_visitor(request, door="session", each=FROM_ONE_ADDRESS, together=IN_ALL):
            raise TooMany
        write(nobody, session)

    try:
        return carry_out(request, act, then=lambda _none: _page_of(request, session_id), done=done, quiet=True)
    except TooMany:
        form.add_error(None, _("Many people write at this moment. Please try again in an hour, or call us."))
        return _show(request, session_id, status=429, **{form_name: form})
    except Refusal as refusal:
        form.add_error(None, refusal.words.say(get_language() or "th"))
        return _show(request, session_id, **{form_name: form})


def _show(request: RoomRequest, session_id: uuid.UUID, *, status: int = 0, **forms: Any) -> HttpResponse:
    session = queries.session(request.actor, session_id)
    said = feedback(session)
    context = {
        "session": session,
        "begun": session.starts_at <= timezone.now(),
        "full": is_session_full(session),
        "meetings": queries.meetings_with(session) if session.activity.meetings > 1 else [],
        "feedback": said if said.speaks else None,
        "sign_up_form": forms.get("sign_up_form") or SignUpForm(),
        "off_form": forms.get("off_form") or CodeForm(),
        "answers_form": forms.get("answers_form") or OwnAnswersForm(),
        "off_open": "off_form" in forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "activities/public_session_detail.html", context, status=status or (422 if wrong else 200))


def _page_of(request: RoomRequest, session_id: uuid.UUID) -> str:
    slug = request.municipality.slug if request.municipality else ""
    return reverse("activities:public_session_detail", args=[slug, session_id])
