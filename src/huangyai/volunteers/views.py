from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import NotFound, Role
from huangyai.volunteers import queries
from huangyai.volunteers.access import may_give_hours, may_welcome, require_own_hours
from huangyai.volunteers.actions import give_hours, welcome_volunteer
from huangyai.volunteers.forms import HoursForm, VolunteerForm

STAFF = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR)
PAGE = 50


@member_page(*STAFF)
def volunteer_list(request: RoomRequest) -> HttpResponse:
    """Volunteers by village, with the hours that they gave."""
    found = queries.volunteers(request.actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    hours = sum(line.hours for line in found)
    context = {"page": page, "hours": hours, "may_welcome": may_welcome(request.actor)}
    return render(request, "volunteers/volunteer_list.html", context)


@member_page(Role.OFFICER, Role.ADMINISTRATOR)
def volunteer_new(request: RoomRequest) -> HttpResponse:
    """Take somebody in as a volunteer of a village."""
    people = queries.not_yet_volunteers(request.actor)
    form = VolunteerForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: welcome_volunteer(
                actor=request.actor,
                user=queries.account_to_welcome(request.actor, uuid.UUID(asked["user"])),
                village=asked["village"],
                kind=asked["kind"],
            ),
            then=lambda volunteer: reverse("volunteers:volunteer_detail", args=[volunteer.pk]),
            done=_("Welcome to the volunteers."),
        )
    status = 422 if request.method == "POST" else 200
    return render(request, "volunteers/volunteer_new.html", {"form": form, "people": people}, status=status)


@member_page(Role.VOLUNTEER)
def volunteer_own(request: RoomRequest) -> HttpResponse:
    """My own page."""
    own = queries.volunteer_of_account(request.actor)
    if own is None:
        raise NotFound
    return redirect("volunteers:volunteer_detail", own.pk)


@member_page(*STAFF, Role.VOLUNTEER)
def volunteer_detail(request: RoomRequest, volunteer_id: uuid.UUID) -> HttpResponse:
    """One volunteer and the time they gave; they add to it here, on their phone."""
    volunteer = queries.volunteer(request.actor, volunteer_id)
    form = HoursForm(request.POST or None)
    if request.method == "POST":
        require_own_hours(request.actor, volunteer)
        if form.is_valid():
            return carry_out(
                request,
                lambda: give_hours(actor=request.actor, volunteer=volunteer, **form.cleaned_data),
                then=lambda given: reverse("volunteers:volunteer_detail", args=[given.volunteer_id]),
                done=_("Thank you. It is written down."),
            )
    page = Paginator(queries.hours_given(request.actor, volunteer), PAGE).get_page(request.GET.get("page"))
    template = "volunteer_detail" if request.actor.is_staff else "volunteer_own"
    return render(
        request,
        f"volunteers/{template}.html",
        {
            "volunteer": volunteer,
            "page": page,
            "total": queries.total_hours(request.actor, volunteer),
            "form": form if may_give_hours(request.actor, volunteer) else None,
        },
        status=422 if request.method == "POST" else 200,
    )
