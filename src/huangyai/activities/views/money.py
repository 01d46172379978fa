"""What a session cost."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.activities import actions, queries
from huangyai.activities.forms import ExpenseForm, SettlementForm
from huangyai.activities.views.sessions import show_session
from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role


@member_page(Role.OFFICER)
def expense_list(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Write down money spent on a session."""
    form = ExpenseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        session, found = queries.session(request.actor, session_id), form.cleaned_data
        return carry_out(
            request,
            lambda: actions.pay_expense(
                actor=request.actor, session=session, baht=found["baht"], what=found["what"], paid_on=found["paid_on"]
            ),
            then=lambda _expense: reverse("activities:session_detail", args=[session_id]),
            done=_("The expense is written down."),
        )
    return show_session(request, session_id, form)


@member_page(Role.OFFICER)
def expense_settlement(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Say which payment of the finance office covers what a session cost."""
    session = queries.session(request.actor, session_id)
    payments = queries.payments_with_room(session.activity.project)
    form = SettlementForm(request.POST or None, payments=payments)
    if request.method == "POST" and form.is_valid():
        step = next(one.step for one in payments if str(one.step.pk) == form.cleaned_data["step"])
        return carry_out(
            request,
            lambda: actions.settle_expenses(actor=request.actor, step=step, expenses=queries.expenses_of(session)),
            then=lambda _made: reverse("activities:session_detail", args=[session_id]),
            done=_("The expenses are covered by this payment; their money counts once."),
        )
    return show_session(request, session_id)
