"""Households: the list, one of them with its members over time, and where it stands."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.people import queries
from huangyai.people.access import may_keep_register, may_read_changes
from huangyai.people.actions import note_part, place_household
from huangyai.people.forms import HouseholdFilter, PlaceForm
from huangyai.people.models import HouseholdMember
from huangyai.people.views.roles import KEEPERS, READERS

PAGE = 50


@member_page(*READERS)
def household_list(request: RoomRequest) -> HttpResponse:
    """Households by village and house number."""
    form = HouseholdFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    village, house_no = asked.get("village"), asked.get("house_no", "").strip()
    found = queries.households(request.actor, village_id=village.pk if village else None, house_no=house_no)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "people/household_list.html",
        {
            "form": form,
            "page": page,
            "query": urlencode({"village": village.pk if village else "", "house_no": house_no}),
            "filtered": bool(village or house_no),
        },
    )


@member_page(*READERS)
def household_detail(request: RoomRequest, household_id: uuid.UUID) -> HttpResponse:
    """A house: who lives there as what and since when, who lived there, where it stands, what was changed."""
    household = queries.household_of(request.actor, household_id)
    members = queries.members_over_time(request.actor, household)
    return render(
        request,
        "people/household_detail.html",
        {
            "household": household,
            "members": [member for member in members if member.ends_on is None],
            "past": [member for member in members if member.ends_on is not None],
            "communities": queries.communities_of_household(request.actor, household),
            "changes": queries.changes_of_household(request.actor, household.pk)[:20]
            if may_read_changes(request.actor)
            else [],
            "places": queries.household_on_map(request.actor, household),
            "may_keep": may_keep_register(request.actor),
            "parts": [choice for choice in HouseholdMember.Part.choices if choice[0] != HouseholdMember.Part.HEAD],
        },
    )


@member_page(*KEEPERS)
def household_place(request: RoomRequest, household_id: uuid.UUID) -> HttpResponse:
    """Put a house on the map."""
    household = queries.household_of(request.actor, household_id)
    known = {"latitude": household.latitude, "longitude": household.longitude}
    form = PlaceForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: place_household(actor=request.actor, household=household, **form.cleaned_data),
            then=lambda placed: reverse("people:household_detail", args=[placed.pk]),
            done=_("Saved."),
        )
    context = {
        "household": household,
        "form": form,
        "places": queries.places_to_choose_from(request.actor, household),
    }
    return form_page(request, "people/household_place.html", context)


@member_page(*KEEPERS)
def member_part(request: RoomRequest, household_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """Somebody is a dependant, a carer or a plain member of the house from today."""
    household = queries.household_of(request.actor, household_id)
    member = queries.member_of(request.actor, household, member_id)
    part = request.POST.get("part", "")
    if request.method != "POST" or part not in HouseholdMember.Part.values:
        return HttpResponse(status=405, headers={"Allow": "POST"})
    return carry_out(
        request,
        lambda: note_part(actor=request.actor, member=member, part=part),
        then=lambda _noted: reverse("people:household_detail", args=[household.pk]),
        done=_("Saved."),
    )
