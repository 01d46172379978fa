"""Finding times when people can come."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.activities import actions, queries
from huangyai.activities.forms import PlacementForm
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
            ),
            then=lambda placed: _tell_placed(request, placed),
        )
    context = {"form": form, "venues": queries.venues()}
    return render(request, "activities/session_placement.html", context, status=422 if form.errors else 200)


def _tell_placed(request: RoomRequest, placed: actions.PlacedSessions) -> str:
    if placed.sessions:
        words = _("%(sessions)s sessions are placed; %(served)s of %(total)s people can come to something.")
        messages.success(
            request, words % {"sessions": len(placed.sessions), "served": placed.served, "total": placed.total}
        )
    for why in placed.unplaced.values():
        messages.warning(request, why.say(get_language() or "th"))
    return reverse("activities:session_list")
