"""A car: its papers, its log, its fuel, and the official forms about it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import NotFound, Role
from huangyai.transport import actions, queries
from huangyai.transport.documents import car_log_pdf, car_request_pdf
from huangyai.transport.forms import DriverForm, FuelForm, PaperForm, TripForm, VehicleForm
from huangyai.transport.models import Vehicle


@member_page(Role.OFFICER)
def vehicle_new(request: RoomRequest) -> HttpResponse:
    """Add a car."""
    form = VehicleForm(request.POST or None, drivers=queries.drivers())
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.add_vehicle(actor=request.actor, **found),
            then=lambda _vehicle: reverse("transport:ride_plan_list"),
            done=_("The car is added."),
        )
    context = {
        "form": form,
        "title": _("Add a car"),
        "subtitle": _("It starts at the place of the session, until it is said where it stands."),
        "submit": _("Save the car"),
        "back": reverse("transport:ride_plan_list"),
    }
    return form_page(request, "transport/vehicle_form.html", context)


@member_page(Role.OFFICER)
def vehicle_change(request: RoomRequest, vehicle_id: uuid.UUID) -> HttpResponse:
    """Put right what a car holds, where it stands and when its driver drives."""
    vehicle = queries.vehicle(request.actor, vehicle_id)
    form = VehicleForm(request.POST or None, vehicle=vehicle)
    back = reverse("transport:vehicle_detail", args=[vehicle.pk])
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: actions.change_vehicle(actor=request.actor, vehicle=vehicle, **form.cleaned_data),
            then=lambda _vehicle: back,
            done=_("Saved. Days that are planned stay planned; plan a new day to use it."),
        )
    context = {
        "form": form,
        "title": _("Change the car"),
        "subtitle": vehicle.name,
        "submit": _("Save the car"),
        "back": back,
    }
    return form_page(request, "transport/vehicle_form.html", context)


@member_page(Role.OFFICER)
def vehicle_detail(request: RoomRequest, vehicle_id: uuid.UUID) -> HttpResponse:
    """A car with its papers, its log and its fuel; each is written down here."""
    vehicle = queries.vehicle(request.actor, vehicle_id)
    sessions = queries.sessions_of_vehicle(vehicle)
    what = request.POST.get("what", "")
    forms: dict[str, Any] = {
        "driver": DriverForm(
            request.POST if what == "driver" else None,
            drivers=queries.drivers(),
            initial={"driver": vehicle.driver_id},
            auto_id="driver_%s",
        ),
        "paper": PaperForm(request.POST if what == "paper" else None, auto_id="paper_%s"),
        "trip": TripForm(request.POST if what == "trip" else None, sessions=sessions),
        "fuel": FuelForm(request.POST if what == "fuel" else None, sessions=sessions),
    }
    if request.method == "POST":
        here = reverse("transport:vehicle_detail", args=[vehicle.pk])
        if what == "mended":
            return carry_out(
                request,
                lambda: actions.mend_vehicle(actor=request.actor, vehicle=vehicle),
                then=lambda _done: here,
                done=_("The car goes again."),
            )
        if what in forms and forms[what].is_valid():
            found = forms[what].cleaned_data
            return carry_out(
                request, lambda: _WRITE[what](request, vehicle, found), then=lambda _done: here, done=_("Written down.")
            )
    (car,) = queries.standings([vehicle], timezone.localdate())
    context = {
        "car": car,
        "papers": car.paper_lines,
        "broken": queries.is_broken(vehicle),
        "route_id": queries.last_route(vehicle),
        "log": queries.car_log(vehicle),
        **{f"{name}_form": form for name, form in forms.items()},
    }
    return form_page(request, "transport/vehicle_detail.html", context)


@member_page(Role.OFFICER)
def car_form(request: RoomRequest, route_id: uuid.UUID, car_form: str) -> HttpResponse:
    """The official request for the car of this route, or the log of its use, as PDF."""
    route = queries.route(request.actor, route_id)
    if car_form == "request":
        content = car_request_pdf(request.actor, route)
    elif car_form == "log":
        content = car_log_pdf(request.actor, route.vehicle)
    else:
        raise NotFound
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="car-{car_form}.pdf"'
    return answer


def _write_paper(request: RoomRequest, vehicle: Vehicle, found: dict[str, Any]) -> object:
    return actions.note_paper(actor=request.actor, vehicle=vehicle, **found)


def _write_trip(request: RoomRequest, vehicle: Vehicle, found: dict[str, Any]) -> object:
    day = timezone.localtime(found["session"].starts_at).date()

    def at(clock: dt.time) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(day, clock))

    found = found | {"left_at": at(found["left_at"]), "back_at": at(found["back_at"])}
    return actions.note_trip(actor=request.actor, vehicle=vehicle, **found)


def _write_fuel(request: RoomRequest, vehicle: Vehicle, found: dict[str, Any]) -> object:
    return actions.buy_fuel(actor=request.actor, vehicle=vehicle, **found)


def _name_driver(request: RoomRequest, vehicle: Vehicle, found: dict[str, Any]) -> object:
    return actions.name_driver(actor=request.actor, vehicle=vehicle, **found)


_WRITE = {"driver": _name_driver, "paper": _write_paper, "trip": _write_trip, "fuel": _write_fuel}
