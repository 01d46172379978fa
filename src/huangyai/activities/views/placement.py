"""Finding times when people can come."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.activities import actions, queries
from huangyai.activities.forms import PARTS, HeatForm, PlacementForm
from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role


@member_page(Role.OFFICER)
def session_placement(request: RoomRequest) -> HttpResponse:
    """Find times when the confirmed people can come."""
    form = PlacementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.place_sessions(
                actor=request.actor,
                activities=list(found["activities"]),
                venues=queries.venues(),
                first_day=found["first_day"],
                last_day=found["last_day"],
                tell=found["tell"],
            ),
            then=lambda placed: _tell_placed(request, placed),
        )
    context = {"form": form, "venues": queries.venues(), "may_work": True, "parts": PARTS} | _heat(request)
    return render(request, "activities/session_placement.html", context, status=422 if form.errors else 200)


def _tell_placed(request: RoomRequest, placed: actions.PlacedSessions) -> str:
    if placed.sessions:
        words = _("%(sessions)s sessions are placed; %(served)s of %(total)s people have a place in something.")
        messages.success(
            request, words % {"sessions": len(placed.sessions), "served": placed.served, "total": placed.total}
        )
    for why in placed.unplaced.values():
        messages.warning(request, why.say(get_language() or "th"))
    return reverse("activities:session_list")


def _heat(request: RoomRequest) -> dict[str, Any]:
    """How many of an activity's people can come in each part of one week."""
    form = HeatForm(request.GET or None)
    found = form.cleaned_data if form.is_bound and form.is_valid() else {}
    activity = found.get("activity") or form.activities.first()
    if activity is None:
        return {}
    day = found.get("week") or timezone.localdate() + dt.timedelta(days=7)
    monday = day - dt.timedelta(days=day.weekday())
    guests = queries.invited(activity, monday)
    return {
        "heat_form": HeatForm(initial={"activity": activity.pk, "week": monday}),
        "heat_of": activity,
        "heat": queries.heat_map([guest.week for guest in guests], monday),
        "heat_people": len(guests),
        "heat_asked": len(queries.answers_of([guest.person.pk for guest in guests])),
        "why_unplaced": queries.why_unplaced(activity),
    }
