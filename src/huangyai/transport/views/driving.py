"""The driver's page on a phone, the sheet on paper, and what the driver says on the way."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.transport import actions, queries
from huangyai.transport.access import may_drive, may_see_phones
from huangyai.transport.models import Stop

_WORKER = Path(__file__).parents[1] / "static" / "transport" / "route-worker.js"


@member_page(Role.OFFICER, Role.LEADER, Role.DRIVER)
def route_detail(request: RoomRequest, route_id: uuid.UUID) -> HttpResponse:
    """The driver's page on a phone: the next stop, and everybody in order; it goes on without network."""
    return _show_route(request, route_id)


@member_page(Role.OFFICER, Role.LEADER, Role.DRIVER)
def route_news(request: RoomRequest, route_id: uuid.UUID) -> HttpResponse:
    """Whether the office has changed the route since the phone's page was made: 200 if so, 204 if not."""
    run = queries.run_of(request.actor, queries.route(request.actor, route_id))
    changed = request.GET.get("seen", "") != queries.route_mark(run.stops)
    return HttpResponse("changed" if changed else "", status=200 if changed else 204, content_type="text/plain")


@member_page(Role.OFFICER, Role.LEADER, Role.DRIVER)
def route_sheet(request: RoomRequest, route_id: uuid.UUID) -> HttpResponse:
    """The car's day on paper, in big type."""
    route = queries.route(request.actor, route_id)
    run = queries.run_of(request.actor, route)
    phones = may_see_phones(request.actor)
    return render(request, "transport/route_sheet.html", {"route": route, "stops": run.stops, "phones": phones})


@member_page(Role.OFFICER, Role.DRIVER)
def boarding(request: RoomRequest, stop_id: uuid.UUID) -> HttpResponse:
    """On board, or nobody came out."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    stop = queries.stop(request.actor, stop_id)
    if request.POST.get("on_board") not in {"yes", "no"}:
        return _show_route(request, stop.route_id, unclear=True)
    on_board = request.POST["on_board"] == "yes"
    return _said(
        request,
        lambda: actions.record_boarding(actor=request.actor, stop=stop, on_board=on_board, at=_said_at(request)),
        stop,
    )


@member_page(Role.OFFICER, Role.DRIVER)
def arrival(request: RoomRequest, stop_id: uuid.UUID) -> HttpResponse:
    """The car stands at the stop."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    stop = queries.stop(request.actor, stop_id)
    return _said(request, lambda: actions.record_arrival(actor=request.actor, stop=stop, at=_said_at(request)), stop)


def _said(request: RoomRequest, action: Callable[[], object], stop: Stop) -> HttpResponse:
    """The phone's own script hears only that it was taken; it opens the page again when all it kept is sent."""
    answer = carry_out(request, action, then=lambda _: reverse("transport:route_detail", args=[stop.route_id]))
    return HttpResponse(status=204) if request.headers.get("HX-Request") and answer.status_code == 302 else answer


@member_page(Role.OFFICER, Role.LEADER, Role.DRIVER)
def route_worker(request: RoomRequest) -> HttpResponse:
    """The script that keeps the driver's page on the phone while there is no network."""
    return HttpResponse(_WORKER.read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8")


def _show_route(request: RoomRequest, route_id: uuid.UUID, *, unclear: bool = False) -> HttpResponse:
    route = queries.route(request.actor, route_id)
    run = queries.run_of(request.actor, route)
    upcoming = queries.open_stops(run.stops)
    context = {
        "route": route,
        "stops": run.stops,
        "next": upcoming[0] if upcoming else None,
        # Without network the phone goes on through these by itself.
        "upcoming": upcoming,
        "may_drive": may_drive(request.actor),
        "phones": may_see_phones(request.actor),
        "unclear": unclear,
        "mark": queries.route_mark(run.stops),
    }
    return render(request, "transport/route_detail.html", context, status=422 if unclear else 200)


def _said_at(request: RoomRequest) -> dt.datetime | None:
    """When the driver tapped, where the phone kept it until there was network."""
    try:
        moment = parse_datetime(request.POST.get("at", ""))
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
