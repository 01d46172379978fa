from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.activities import actions, queries
from huangyai.activities.forms import ActivityForm, ExpenseForm, PlacementForm, VenueForm
from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role

_READERS = (
    Role.OFFICER,
    Role.PLANNER,
    Role.LEADER,
    Role.CASE_WORKER,
    Role.ADMINISTRATOR,
    Role.VOLUNTEER,
    Role.PARTNER,
)


@member_page(*_READERS)
def session_list(request: RoomRequest) -> HttpResponse:
    """Sessions: coming ones first, then past ones."""
    when = "past" if request.GET.get("when") == "past" else "coming"
    now = timezone.now()
    found = queries.sessions(request.actor)
    shown = found.filter(starts_at__lt=now) if when == "past" else found.filter(starts_at__gte=now)
    page = Paginator(shown.order_by("-starts_at" if when == "past" else "starts_at"), 30).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "when": when, "may_work": request.actor.is_any(Role.OFFICER)}
    return render(request, "activities/session_list.html", context)


@member_page(*_READERS)
def session_detail(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """One session: why it is then, who is expected, who came, what it cost."""
    return _show(request, session_id)


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


@member_page(Role.OFFICER, Role.VOLUNTEER)
def attendance(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Tick who came."""
    session = queries.session(request.actor, session_id)
    expected = list(queries.enrolments(request.actor, session))
    ticked = set(request.POST.getlist("came"))
    came = [enrolment for enrolment in expected if str(enrolment.pk) in ticked]
    if came:
        return carry_out(
            request,
            lambda: actions.record_attendance(actor=request.actor, session=session, enrolments=came),
            then=lambda _count: reverse("activities:session_detail", args=[session_id]),
            done=_("Attendance is recorded."),
        )
    context = {"session": session, "expected": expected, "nobody": request.method == "POST"}
    return render(request, "activities/attendance.html", context, status=422 if context["nobody"] else 200)


@member_page(Role.OFFICER)
def expense_list(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """Write down money spent on a session."""
    form = ExpenseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        session, found = queries.session(request.actor, session_id), form.cleaned_data
        return carry_out(
            request,
            lambda: actions.pay_expense(
                actor=request.actor, session=session, baht=found["baht"], what=found["what"], paid_on=found["paid_on"]
            ),
            then=lambda _expense: reverse("activities:session_detail", args=[session_id]),
            done=_("The expense is written down."),
        )
    return _show(request, session_id, form)


def _tell_placed(request: RoomRequest, placed: actions.PlacedSessions) -> str:
    if placed.sessions:
        words = _("%(sessions)s sessions are placed; %(served)s of %(total)s people can come to something.")
        messages.success(
            request, words % {"sessions": len(placed.sessions), "served": placed.served, "total": placed.total}
        )
    for why in placed.unplaced.values():
        messages.warning(request, why.say(get_language() or "th"))
    return reverse("activities:session_list")


def _show(request: RoomRequest, session_id: uuid.UUID, expense_form: ExpenseForm | None = None) -> HttpResponse:
    session = queries.session(request.actor, session_id)
    page = Paginator(queries.enrolments(request.actor, session), 60).get_page(request.GET.get("page"))
    context = {
        "session": session,
        "page": page,
        "expenses": queries.expenses_of(session),
        "expense_form": expense_form or ExpenseForm(initial={"paid_on": timezone.localdate()}),
        "may_work": request.actor.is_any(Role.OFFICER),
        "may_tick": request.actor.is_any(Role.OFFICER, Role.VOLUNTEER),
    }
    wrong = expense_form is not None and bool(expense_form.errors)
    return render(request, "activities/session_detail.html", context, status=422 if wrong else 200)
