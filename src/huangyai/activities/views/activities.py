"""What is offered, and where it can be held."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.activities import actions
from huangyai.activities.forms import ActivityForm, VenueForm
from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role


@member_page(Role.OFFICER)
def activity_new(request: RoomRequest) -> HttpResponse:
    """Design an activity of a project."""
    form = ActivityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.design_activity(
                actor=request.actor,
                project=found["project"],
                kind=found["kind"],
                name=found["name"],
                capacity=found["capacity"],
            ),
            then=lambda _activity: reverse("activities:session_placement"),
            done=_("The activity is designed. Now find times for it."),
        )
    return render(request, "activities/activity_form.html", {"form": form}, status=422 if form.errors else 200)


@member_page(Role.OFFICER)
def venue_new(request: RoomRequest) -> HttpResponse:
    """Add a place where sessions can be held."""
    form = VenueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.add_venue(
                actor=request.actor,
                name=found["name"],
                capacity=found["capacity"],
                latitude=found["latitude"],
                longitude=found["longitude"],
            ),
            then=lambda _venue: reverse("activities:session_placement"),
            done=_("The place is added."),
        )
    return render(request, "activities/venue_form.html", {"form": form}, status=422 if form.errors else 200)
