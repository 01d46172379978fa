"""What the page of a session shows of signing up, waiting and answering."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone

from huangyai.activities.forms.sign_ups import AnswersForm, SignUpSheetForm, WhoForm
from huangyai.activities.models import Session
from huangyai.activities.queries.enrolments import waitings
from huangyai.activities.queries.results import certificates, feedback
from huangyai.activities.queries.sign_ups import open_sign_ups, own_homes_people, who_it_may_be
from huangyai.activities.rules.telling import reminder_key
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.outbox.queries import told

_PAGE = 20


def signing_up(request: RoomRequest, session: Session, shown: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of the page for whoever reads it: officers all of it, volunteers their own homes, others the answers."""
    actor = request.actor
    context: dict[str, Any] = {
        "begun": session.starts_at <= timezone.now() or hasattr(session, "call_off"),
        "feedback": feedback(session),
        "reminded": told(actor, [reminder_key(session.pk)]).get(reminder_key(session.pk)),
    }
    if actor.is_any(Role.OFFICER, Role.VOLUNTEER):
        context["waiting"] = Paginator(waitings(actor, session), _PAGE).get_page(request.GET.get("waiting"))
    if actor.is_any(Role.OFFICER):
        asked = open_sign_ups(actor, session)
        first = asked.first()
        context |= {
            "asked_count": asked.count(),
            "asked": first,
            "candidates": who_it_may_be(actor, first) if first else [],
            "certificates": len(certificates(actor, session)),
            "who_form": shown.get("who_form") or WhoForm(),
            "sheet_form": shown.get("sheet_form") or SignUpSheetForm(),
            "answers_form": shown.get("answers_form") or AnswersForm(),
            "found": shown.get("found"),
            "sheet_open": "sheet_form" in shown,
        }
    elif actor.is_any(Role.VOLUNTEER):
        context["found"] = shown.get("found") or own_homes_people(actor)
    return context
