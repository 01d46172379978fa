"""Sessions: the list, and one with its people."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from huangyai.activities import queries
from huangyai.activities.access import READERS
from huangyai.activities.forms import ExpenseForm, SettlementForm
from huangyai.activities.views.signing_up import signing_up
from huangyai.doors.pages import member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role


@member_page(*READERS)
def session_list(request: RoomRequest) -> HttpResponse:
    """Sessions: coming ones first, then past ones."""
    when = "past" if request.GET.get("when") == "past" else "coming"
    now = timezone.now()
    found = queries.sessions(request.actor)
    shown = found.filter(starts_at__lt=now) if when == "past" else found.filter(starts_at__gte=now)
    page = Paginator(shown.order_by("-starts_at" if when == "past" else "starts_at"), 30).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "when": when, "may_work": request.actor.is_any(Role.OFFICER)}
    return render(request, "activities/session_list.html", context)


@member_page(*READERS)
def session_detail(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """One session: why it is then, who is expected, who came, what it cost."""
    return show_session(request, session_id)


def show_session(
    request: RoomRequest, session_id: uuid.UUID, expense_form: ExpenseForm | None = None, **shown: Any
) -> HttpResponse:
    """The page of a session, with the form for an expense or for signing up as it was sent."""
    session = queries.session(request.actor, session_id)
    page = Paginator(queries.enrolments(request.actor, session), 60).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "session": session,
        "page": page,
        "expenses": queries.expenses_of(session),
        "expense_form": expense_form or ExpenseForm(initial={"paid_on": timezone.localdate()}),
        "may_work": request.actor.is_any(Role.OFFICER),
        "may_tick": request.actor.is_any(Role.OFFICER, Role.VOLUNTEER),
    }
    if context["may_work"] and any(not hasattr(expense, "payment") for expense in context["expenses"]):
        payments = queries.payments_with_room(session.activity.project)
        context["settlement_form"] = SettlementForm(payments=payments) if payments else None
    context |= signing_up(request, session, shown)
    wrong = any(form.errors for form in (expense_form, *shown.values()) if hasattr(form, "errors"))
    return render(request, "activities/session_detail.html", context, status=422 if wrong else 200)
