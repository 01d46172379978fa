"""Which sessions have cars, and planning those that have none."""

from __future__ import annotations

import datetime as dt
import uuid
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huangyai.activities.queries.sessions import session as find_session
from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.transport import actions, queries
from huangyai.transport.forms import RidePlanForm


@member_page(Role.OFFICER, Role.LEADER, Role.DRIVER)
def ride_plan_list(request: RoomRequest) -> HttpResponse:
    """Ride plans, newest session first, and the cars with what keeps them at home."""
    page = Paginator(queries.ride_plans(request.actor), 30).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_plan": request.actor.is_any(Role.OFFICER),
        "cars": queries.standings(queries.vehicles(request.actor), timezone.localdate()),
    }
    return render(request, "transport/ride_plan_list.html", context)


@member_page(Role.OFFICER)
def ride_plan_new(request: RoomRequest) -> HttpResponse:
    """Plan the cars of one session, or of a whole day in one click."""
    whole = _day(request.POST.get("day", ""))
    if request.method == "POST" and whole is not None:
        return carry_out(
            request,
            lambda: actions.plan_day(actor=request.actor, day=whole),
            then=lambda plans: reverse("transport:ride_plan_detail", args=[plans[0].pk]),
            done=_("The whole day is planned, and everybody is told their time."),
        )
    form = RidePlanForm(
        request.POST or None,
        sessions=queries.sessions_to_fetch(),
        initial={"session": request.GET.get("session", "")},
    )
    if request.method == "POST" and form.is_valid():
        session = form.cleaned_data["session"]
        return carry_out(
            request,
            lambda: actions.plan_rides(actor=request.actor, session=session),
            then=lambda plan: reverse("transport:ride_plan_detail", args=[plan.pk]),
            done=_("The rides are planned."),
        )
    return form_page(request, "transport/ride_plan_form.html", {"form": form, "days": queries.waiting_days()})


@member_page(Role.OFFICER)
def session_rides(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """The cars of one session: their plan, or the page on which they are planned."""
    session = find_session(request.actor, session_id)
    plan = queries.plan_of_session(request.actor, session)
    if plan is not None:
        return HttpResponseRedirect(reverse("transport:ride_plan_detail", args=[plan.pk]))
    return HttpResponseRedirect(f"{reverse('transport:ride_plan_new')}?{urlencode({'session': session.pk})}")


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return None
