"""Villages, and communities with their households and committees."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.people import queries
from huangyai.people.access import may_keep_register
from huangyai.people.actions import join_community, leave_community, leave_seat, take_seat
from huangyai.people.forms import CommunityForm, HouseholdFilter, SeatForm, VillageForm
from huangyai.people.views.roles import KEEPERS, READERS
from huangyai.places.actions import (
    CommunityFacts,
    VillageFacts,
    add_village,
    correct_community,
    correct_village,
    found_community,
)
from huangyai.places.queries import village as village_of

PAGE = 50


@member_page(*READERS)
def place_list(request: RoomRequest) -> HttpResponse:
    """The villages and communities of the municipality."""
    return render(
        request,
        "people/place_list.html",
        {
            "villages": queries.village_lines(request.actor),
            "communities": queries.community_lines(request.actor),
            "may_keep": may_keep_register(request.actor),
        },
    )


@member_page(*KEEPERS)
def village_new(request: RoomRequest) -> HttpResponse:
    """A village that the municipality began without."""
    form = VillageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: add_village(actor=request.actor, facts=VillageFacts(**form.cleaned_data)),
            then=lambda _made: reverse("people:place_list"),
            done=_("Saved."),
        )
    return _form_page(request, form, _("A village more"))


@member_page(*KEEPERS)
def village_detail(request: RoomRequest, village_id: uuid.UUID) -> HttpResponse:
    """Put right a village's number, name or place."""
    village = village_of(village_id)
    known = {name: getattr(village, name) for name in ("number", "name", "latitude", "longitude")}
    form = VillageForm(request.POST or None, village=village, initial=known)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: correct_village(actor=request.actor, village=village, facts=VillageFacts(**form.cleaned_data)),
            then=lambda _made: reverse("people:place_list"),
            done=_("Saved."),
        )
    return _form_page(request, form, str(village))


@member_page(*KEEPERS)
def community_new(request: RoomRequest) -> HttpResponse:
    """A community begins."""
    form = CommunityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: found_community(actor=request.actor, facts=CommunityFacts(**form.cleaned_data)),
            then=lambda made: reverse("people:community_detail", args=[made.pk]),
            done=_("Saved."),
        )
    return _form_page(request, form, _("A new community"))


@member_page(*KEEPERS)
def community_correction(request: RoomRequest, community_id: uuid.UUID) -> HttpResponse:
    """Put right a community's number, name or place."""
    community = queries.community(request.actor, community_id)
    known = {name: getattr(community, name) for name in ("number", "name", "founded_on", "latitude", "longitude")}
    form = CommunityForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: correct_community(
                actor=request.actor, community=community, facts=CommunityFacts(**form.cleaned_data)
            ),
            then=lambda made: reverse("people:community_detail", args=[made.pk]),
            done=_("Saved."),
        )
    return _form_page(request, form, str(community))


@member_page(*READERS)
def community_detail(request: RoomRequest, community_id: uuid.UUID) -> HttpResponse:
    """A community: its committee and its households."""
    community = queries.community(request.actor, community_id)
    seats = queries.seats(request.actor, community)
    page = Paginator(queries.households_of_community(request.actor, community), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "people/community_detail.html",
        {
            "community": community,
            "seats": [seat for seat in seats if seat.ends_on is None],
            "past": [seat for seat in seats if seat.ends_on is not None],
            "page": page,
            "may_keep": may_keep_register(request.actor),
        },
    )


@member_page(*KEEPERS)
def community_households(request: RoomRequest, community_id: uuid.UUID) -> HttpResponse:
    """Tick the households that belong to a community."""
    community = queries.community(request.actor, community_id)
    form = HouseholdFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    village = asked.get("village")
    if request.method == "POST":
        homes = queries.households_named(request.actor, request.POST.getlist("household"))
        return carry_out(
            request,
            lambda: join_community(actor=request.actor, community=community, households=homes),
            then=lambda _came: reverse("people:community_detail", args=[community.pk]),
            done=_("Saved."),
        )
    found = queries.households_outside(request.actor, village.pk if village else None)
    if house_no := asked.get("house_no", "").strip():
        found = found.filter(house_no__startswith=house_no)
    page = Paginator(found, 2 * PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "people/community_households.html",
        {"community": community, "form": form, "page": page, "village": village},
    )


@member_page(*KEEPERS)
def community_leaving(request: RoomRequest, community_id: uuid.UUID, membership_id: uuid.UUID) -> HttpResponse:
    """A household belongs to the community no longer."""
    community = queries.community(request.actor, community_id)
    membership = queries.community_membership(request.actor, community, membership_id)
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    return carry_out(
        request,
        lambda: leave_community(actor=request.actor, membership=membership),
        then=lambda _left: reverse("people:community_detail", args=[community.pk]),
        done=_("Saved."),
    )


@member_page(*KEEPERS)
def community_seats(request: RoomRequest, community_id: uuid.UUID) -> HttpResponse:
    """Search for who takes a seat in the committee."""
    community = queries.community(request.actor, community_id)
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = queries.person(request.actor, form.cleaned_data["person"])
        return carry_out(
            request,
            lambda: take_seat(actor=request.actor, community=community, person=person, duty=form.cleaned_data["duty"]),
            then=lambda _seat: reverse("people:community_detail", args=[community.pk]),
            done=_("Saved."),
        )
    search = request.GET.get("q", "")[:120]
    near = queries.residents(queries.people(request.actor, search=search), most=10) if search.strip() else []
    return render(
        request,
        "people/community_seats.html",
        {"community": community, "form": form, "near": near, "search": search},
        status=422 if request.method == "POST" else 200,
    )


@member_page(*KEEPERS)
def seat_end(request: RoomRequest, community_id: uuid.UUID, seat_id: uuid.UUID) -> HttpResponse:
    """Somebody's time in the committee ends."""
    community = queries.community(request.actor, community_id)
    seat = queries.seat_of(request.actor, community, seat_id)
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    return carry_out(
        request,
        lambda: leave_seat(actor=request.actor, seat=seat),
        then=lambda _left: reverse("people:community_detail", args=[community.pk]),
        done=_("Saved."),
    )


def _form_page(request: RoomRequest, form: CommunityForm | VillageForm, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "places": queries.places_to_choose_from(request.actor)}
    return form_page(request, "people/place_form.html", context)
