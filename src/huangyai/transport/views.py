from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.transport import actions, queries
from huangyai.transport.access import may_drive
from huangyai.transport.forms import RidePlanForm, VehicleForm


@member_page(Role.OFFICER, Role.LEADER, Role.DRIVER)
def ride_plan_list(request: RoomRequest) -> HttpResponse:
    """Ride plans, newest session first."""
    page = Paginator(queries.ride_plans(request.actor), 30).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_plan": request.actor.is_any(Role.OFFICER),
        "vehicles": queries.vehicles(request.actor),
    }
    return render(request, "transport/ride_plan_list.html", context)


@member_page(Role.OFFICER)
def ride_plan_new(request: RoomRequest) -> HttpResponse:
    """Plan the cars of a session."""
    form = RidePlanForm(request.POST or None, sessions=queries.sessions_without_rides())
    if request.method == "POST" and form.is_valid():
        session = form.cleaned_data["session"]
        return carry_out(
            request,
            lambda: actions.plan_rides(actor=request.actor, session=session),
            then=lambda plan: reverse("transport:ride_plan_detail", args=[plan.pk]),
            done=_("The rides are planned."),
        )
    return render(request, "transport/ride_plan_form.html", {"form": form}, status=422 if form.errors else 200)


@member_page(Role.OFFICER)
def vehicle_new(request: RoomRequest) -> HttpResponse:
    """Add a car."""
    form = VehicleForm(request.POST or None, drivers=queries.drivers())
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.add_vehicle(
                actor=request.actor,
                name=found["name"],
                plate=found["plate"],
                seats=found["seats"],
                wheelchair_places=found["wheelchair_places"],
                driver=found["driver"],
            ),
            then=lambda _vehicle: reverse("transport:ride_plan_list"),
            done=_("The car is added."),
        )
    return render(request, "transport/vehicle_form.html", {"form": form}, status=422 if form.errors else 200)


@member_page(Role.OFFICER, Role.LEADER, Role.DRIVER)
def ride_plan_detail(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The board: each car's run on the map and in the list, and who can't be fetched."""
    plan = queries.ride_plan(request.actor, plan_id)
    routes = queries.routes(request.actor, plan)
    context = {
        "plan": plan,
        "routes": routes,
        "places": queries.route_places(plan, routes),
        "unserved": queries.unserved(request.actor, plan),
        "told": queries.told_of(request.actor, plan),
    }
    return render(request, "transport/ride_plan_detail.html", context)


@member_page(Role.OFFICER, Role.LEADER, Role.DRIVER)
def route_detail(request: RoomRequest, route_id: uuid.UUID) -> HttpResponse:
    """The driver's page on a phone: the next stop, and everybody in order."""
    return _show_route(request, route_id)


@member_page(Role.OFFICER, Role.LEADER, Role.DRIVER)
def route_sheet(request: RoomRequest, route_id: uuid.UUID) -> HttpResponse:
    """The route on paper, in big type."""
    route = queries.route(request.actor, route_id)
    return render(request, "transport/route_sheet.html", {"route": route, "stops": list(route.stops.all())})


@member_page(Role.OFFICER, Role.DRIVER)
def boarding(request: RoomRequest, stop_id: uuid.UUID) -> HttpResponse:
    """On board, or nobody came out."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    stop = queries.stop(request.actor, stop_id)
    if request.POST.get("on_board") not in {"yes", "no"}:
        return _show_route(request, stop.route_id, unclear=True)
    on_board = request.POST["on_board"] == "yes"
    return carry_out(
        request,
        lambda: actions.record_boarding(actor=request.actor, stop=stop, on_board=on_board),
        then=lambda _boarding: reverse("transport:route_detail", args=[stop.route_id]),
    )


def _show_route(request: RoomRequest, route_id: uuid.UUID, *, unclear: bool = False) -> HttpResponse:
    route = queries.route(request.actor, route_id)
    stops = list(route.stops.all())
    context = {
        "route": route,
        "stops": stops,
        "next": queries.next_pickup(stops),
        "may_drive": may_drive(request.actor),
        "unclear": unclear,
    }
    return render(request, "transport/route_detail.html", context, status=422 if unclear else 200)
