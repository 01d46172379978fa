"""What a session cost."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.activities import actions, queries
from huangyai.activities.forms import ExpenseForm
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
