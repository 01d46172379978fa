from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from huangyai.doors.limits import admit_visitor
from huangyai.doors.pages import carry_out, member_page, public_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, Role
from huangyai.watch import actions, queries
from huangyai.watch.access import may_open_homes, may_visit
from huangyai.watch.forms import DangerForm, HelpForm, ReceiptForm, SignalForm, VisitForm, VisitRoundForm
from huangyai.watch.rules import REPORTS_FROM_ONE_ADDRESS, REPORTS_IN_ALL, TooManyReports

_RECEIPT = "receipt"


@member_page(Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR, Role.VOLUNTEER)
def visit_round_list(request: RoomRequest) -> HttpResponse:
    """Visit rounds, newest first; a volunteer's own."""
    page = Paginator(queries.rounds(request.actor), 30).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_arrange": request.actor.is_any(Role.OFFICER),
        "may_open": may_open_homes(request.actor),
    }
    return render(request, "watch/visit_round_list.html", context)


@member_page(Role.OFFICER, Role.LEADER, Role.CASE_WORKER, Role.VOLUNTEER)
def visit_round_detail(request: RoomRequest, round_id: uuid.UUID) -> HttpResponse:
    """The homes of one round, in walking order."""
    visit_round = queries.visit_round(request.actor, round_id)
    homes = queries.planned_visits(request.actor, visit_round)
    template = (
        "watch/visit_round_phone.html" if request.actor.is_any(Role.VOLUNTEER) else "watch/visit_round_detail.html"
    )
    context = {"round": visit_round, "homes": homes, "may_visit": may_visit(request.actor)}
    return render(request, template, context)


@member_page(Role.OFFICER)
def visit_round_new(request: RoomRequest) -> HttpResponse:
    """Send a volunteer to those of their village whom nobody has visited this year."""
    form = VisitRoundForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.send_to_unvisited(
                actor=request.actor,
                volunteer=found["volunteer"],
                day=found["day"],
                homes=found["homes"],
            ),
            then=lambda made: reverse("watch:visit_round_detail", args=[made.pk]),
            done=_("The round is arranged."),
        )
    return render(request, "watch/visit_round_form.html", {"form": form}, status=422 if form.errors else 200)


@member_page(Role.OFFICER, Role.VOLUNTEER)
def planned_visit_detail(request: RoomRequest, planned_id: uuid.UUID) -> HttpResponse:
    """One home on the volunteer's phone: who lives there, how it was last time, and what was found today."""
    planned = queries.planned_visit(request.actor, planned_id)
    form = VisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.record_visit(
                actor=request.actor, planned=planned, outcome=found["outcome"], note=found["note"], adl=found["adl"]
            ),
            then=lambda _visit: reverse("watch:visit_round_detail", args=[planned.round_id]),
            done=_("The visit is recorded."),
        )
    homes = queries.planned_visits(request.actor, planned.round)
    following = queries.next_home(homes, planned)
    before = queries.last_visit_before(planned)
    if before:
        actions.look_at_note(actor=request.actor, visit=before)
    context = {
        "planned": planned,
        "form": form,
        "total": len(homes),
        "next": following,
        "walk": queries.minutes_on_foot(planned, following) if following else None,
        "lives_alone": queries.lives_alone(planned.person),
        "writing": "write" in request.GET or bool(form.errors),
        # Asked by whoever sits at the table anyway; only of homes that one watches over.
        "asks_times": planned.person.household_id in queries.homes_of_account(request.actor),
        "before": before,
        "before_note": queries.note_of(before) if before else "",
        "days_since": (timezone.localdate() - timezone.localtime(before.visited_at).date()).days if before else None,
        "age": queries.age_of(planned.person),
    }
    return render(request, "watch/planned_visit_detail.html", context, status=422 if form.errors else 200)


@member_page(Role.OFFICER, Role.VOLUNTEER)
def home_signal_new(request: RoomRequest, planned_id: uuid.UUID) -> HttpResponse:
    """Something worrying at this home: goes to the case workers only."""
    planned = queries.planned_visit(request.actor, planned_id)
    form = DangerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        # The mark of a form that was carried out may tell neither who reported nor, by where it led, about which home.
        carry_out(
            request,
            lambda: actions.send_signal(
                actor=request.actor,
                kind=found["kind"],
                urgency=found["urgency"],
                words=found["words"],
                about=planned.person,
            ),
            then=lambda _received: reverse("watch:visit_round_list"),
            done=_("Sent to the case workers. Thank you for watching over them."),
            quiet=True,
        )
        return redirect("watch:visit_round_detail", round_id=planned.round_id)
    context = {"form": form, "planned": planned}
    return render(request, "watch/home_signal_form.html", context, status=422 if form.errors else 200)


@public_page
@never_cache
def public_danger_new(request: RoomRequest) -> HttpResponse:
    """Report danger without fear: no name asked, nothing kept that tells who it was."""
    return _receive(request, DangerForm(request.POST or None), "watch/public_danger_form.html")


@public_page
@never_cache
def public_help_new(request: RoomRequest) -> HttpResponse:
    """Ask for help."""
    return _receive(request, HelpForm(request.POST or None), "watch/public_help_form.html")


@public_page
@never_cache
def public_received(request: RoomRequest) -> HttpResponse:
    """The code to come back with; shown once."""
    receipt = request.session.pop(_RECEIPT, "")
    if not request.user.is_authenticated:
        # A visitor's session held nothing but the code: neither the browser nor the database keeps it.
        request.session.flush()
    return render(request, "watch/public_received.html", {"receipt": receipt})


@public_page
@never_cache
def public_receipt(request: RoomRequest) -> HttpResponse:
    """What became of a report, for whoever holds its code."""
    form = ReceiptForm(request.POST or None)
    context = {"form": form, "asked": False, "signal": None}
    if request.method == "POST" and form.is_valid():
        signal = queries.signal_of_receipt(request.actor.municipality_id, form.cleaned_data["receipt"])
        context |= {"asked": True, "signal": signal}
    return render(request, "watch/public_receipt.html", context, status=422 if form.errors else 200)


def _receive(request: RoomRequest, form: SignalForm, template: str) -> HttpResponse:
    slug = request.municipality.slug if request.municipality else ""
    if request.method == "POST" and form.is_valid():
        found, nobody = form.cleaned_data, Actor.public(request.actor.municipality_id)

        def keep(received: actions.ReceivedSignal) -> str:
            request.session[_RECEIPT] = received.receipt
            return reverse("watch:public_received", args=[slug])

        def send() -> actions.ReceivedSignal:
            if not admit_visitor(request, door="signal", each=REPORTS_FROM_ONE_ADDRESS, together=REPORTS_IN_ALL):
                raise TooManyReports
            return actions.send_signal(
                actor=nobody,
                kind=found["kind"],
                urgency=found.get("urgency", "normal"),
                words=found["words"],
            )

        try:
            return carry_out(request, send, then=keep, quiet=True)
        except TooManyReports as refusal:
            # The words stay in the form: nobody in fear has to write them twice.
            form.add_error(None, refusal.words.say(get_language() or "th"))
            return render(request, template, {"form": form}, status=429)
    return render(request, template, {"form": form}, status=422 if form.errors else 200)
