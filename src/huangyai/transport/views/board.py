"""The board of a day: where the cars are, who is moved, and what changes at seven in the morning."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Refusal, Role
from huangyai.people.models import Person
from huangyai.transport import actions, queries
from huangyai.transport.access import may_plan
from huangyai.transport.forms import BreakdownForm, CancellationForm, MoveForm, RiderForm
from huangyai.transport.models import RidePlan


@member_page(Role.OFFICER, Role.LEADER, Role.DRIVER)
def ride_plan_detail(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The board: each car's day on the map and in the list, how far it is, what moved, and who can't be fetched."""
    plan = queries.ride_plan(request.actor, plan_id)
    return render(request, "transport/ride_plan_detail.html", _board(request, plan))


@member_page(Role.OFFICER, Role.LEADER, Role.DRIVER)
def live_state(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """How each car stands now, as the board asks for it again on the day itself."""
    return render(request, "transport/_live.html", _live(request, queries.ride_plan(request.actor, plan_id)))


@member_page(Role.OFFICER)
def cancellation(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Somebody does not come."""
    plan = _posted(request, plan_id)
    if plan is None:
        return HttpResponseNotAllowed(["POST"])
    form = CancellationForm(request.POST, people=queries.riding(plan))
    return _change(
        request,
        plan,
        form,
        lambda found: actions.cancel_ride(actor=request.actor, plan=plan, person=found["person"], why=found["why"]),
        _("The car passes this house now; everybody else keeps their time."),
    )


@member_page(Role.OFFICER)
def addition(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Somebody comes too."""
    plan = _posted(request, plan_id)
    if plan is None:
        return HttpResponseNotAllowed(["POST"])
    form = RiderForm(request.POST, people=queries.could_ride(plan))
    return _change(
        request,
        plan,
        form,
        lambda found: actions.add_ride(actor=request.actor, plan=plan, person=found["person"]),
        _("Planned again. What moved, and who can’t be fetched, is written on this page."),
    )


@member_page(Role.OFFICER)
def breakdown(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """A car breaks down: the others take its people over."""
    plan = _posted(request, plan_id)
    if plan is None:
        return HttpResponseNotAllowed(["POST"])
    form = BreakdownForm(request.POST, vehicles=queries.vehicles(request.actor))
    return _change(
        request,
        plan,
        form,
        lambda found: actions.replan_without(
            actor=request.actor, plan=plan, vehicle=found["vehicle"], why=found["why"]
        ),
        _("Planned again without this car; what moved is written below."),
    )


@member_page(Role.OFFICER)
def move(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Put somebody into another car: first what breaks and what moves, then saved."""
    plan = queries.ride_plan(request.actor, plan_id)
    form = MoveForm(
        request.POST or request.GET or None, people=queries.riding(plan), vehicles=queries.vehicles(request.actor)
    )
    if not form.is_valid():
        context = _board(request, plan) | {"move_form": form}
        return render(request, "transport/ride_plan_detail.html", context, status=422 if form.is_bound else 200)
    person, to = form.cleaned_data["person"], form.cleaned_data["vehicle"]
    if request.method == "POST":
        return carry_out(
            request,
            lambda: actions.move_rider(actor=request.actor, plan=plan, person=person, to=to),
            then=lambda _done: reverse("transport:ride_plan_detail", args=[plan.pk]),
            done=_("Moved to the other car."),
        )
    weighed, refusal = None, None
    try:
        weighed = actions.weigh_move(actor=request.actor, plan=plan, person=person, to=to)
    except Refusal as refused:
        refusal = refused.words
    names = Person.objects.in_bulk([one.person_id for one in weighed.changes]) if weighed else {}
    context = {
        "plan": plan,
        "person": person,
        "to": to,
        "weighed": weighed,
        "refusal": refusal,
        "changes": [(names[one.person_id], one) for one in weighed.changes] if weighed else [],
    }
    return render(request, "transport/move.html", context)


@member_page(Role.OFFICER)
def attendance(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Whoever came by car was there."""
    plan = _posted(request, plan_id)
    if plan is None:
        return HttpResponseNotAllowed(["POST"])
    return carry_out(
        request,
        lambda: actions.take_attendance(actor=request.actor, plan=plan),
        then=lambda _came: reverse("transport:ride_plan_detail", args=[plan.pk]),
        done=_("Whoever came by car is on the attendance list."),
    )


def _board(request: RoomRequest, plan: RidePlan) -> dict[str, Any]:
    day = queries.day_of(plan)
    runs = queries.visible_runs_on(request.actor, day)
    office = may_plan(request.actor)
    whole = office or request.actor.is_any(Role.LEADER)
    plans = queries.plans_on(day) if whole else [plan]
    forms: dict[str, Any] = {}
    if office:
        vehicles = queries.vehicles(request.actor)
        forms = {
            "cancel_form": CancellationForm(people=queries.riding(plan)),
            "add_form": RiderForm(people=queries.could_ride(plan)),
            "breakdown_form": BreakdownForm(vehicles=vehicles),
            "move_form": MoveForm(people=queries.riding(plan), vehicles=vehicles),
        }
    cars = queries.cars_on(day) if whole else []
    return (
        forms
        | _live(request, plan)
        | {
            "plans": plans,
            "overlooked": queries.overlooked(plan) if whole else [],
            "expected_no_more": queries.expected_no_more(plan) if whole else [],
            "places": queries.route_places(runs),
            "unserved": queries.unserved_on(plans) if whole else [],
            "changes": queries.changes_on(request.actor, day) if whole else [],
            "told": queries.told_of(request.actor, plan),
            "stay_home": [words for car in cars for words in car.faults.stops],
            "asked": queries.asked_about(cars) if office else [],
            "kilometres": sum(one.kilometres for one in plans),
            "longest": max((one.longest_ride_minutes for one in plans), default=0),
        }
    )


def _live(request: RoomRequest, plan: RidePlan) -> dict[str, Any]:
    day = queries.day_of(plan)
    return {
        "plan": plan,
        "live": queries.live_state(queries.visible_runs_on(request.actor, day), timezone.now()),
        "may_plan": may_plan(request.actor),
        "is_today": day == timezone.localdate(),
    }


def _posted(request: RoomRequest, plan_id: uuid.UUID) -> RidePlan | None:
    return queries.ride_plan(request.actor, plan_id) if request.method == "POST" else None


def _change(
    request: RoomRequest, plan: RidePlan, form: Any, action: Callable[[dict[str, Any]], object], done: str
) -> HttpResponse:
    if not form.is_valid():
        context = _board(request, plan) | {form.name: form}
        return render(request, "transport/ride_plan_detail.html", context, status=422)
    return carry_out(
        request,
        lambda: action(form.cleaned_data),
        then=lambda _done: reverse("transport:ride_plan_detail", args=[plan.pk]) + "#changes",
        done=done,
    )
