"""Pages about a year's money: who gets it and why, and what people decide about it themselves."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, NotFound, Role, Words
from huangyai.plan import queries
from huangyai.plan.access import may_approve, may_plan, may_read_sources
from huangyai.plan.actions import ask_for_allocation, end_ruling, rule_on_money, set_floor, stop_allocation
from huangyai.plan.applying import funding_lines, year_to_fund
from huangyai.plan.forms import AllocationForm
from huangyai.plan.forms.rulings import FloorForm, RulingForm
from huangyai.plan.models import AllocationEnd, AllocationRun, Plan, Project, YearMoney
from huangyai.plan.queries import rulings
from huangyai.plan.rules.funding import GROUPS
from huangyai.plan.views.listing import PAGE, PLANNERS, READERS, as_uuid, asked_year

RULERS = (*PLANNERS, Role.LEADER)
_PROVEN = 1e-9


@member_page(*READERS)
def money_allocation(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """A year's money: who gets it, from which source, and why; planners give it out under the sources' ceilings."""
    plan = queries.plan(request.actor, plan_id)
    year = asked_year(request, plan)
    run = rulings.last_run(plan, year)
    form = AllocationForm(request.POST or None, plan=plan, initial=_as_before(plan, year))
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: ask_for_allocation(actor=request.actor, plan=plan, years=form.years(), ceilings=form.ceilings()),
            then=_to_run,
        )
    context = {
        "plan": plan,
        "year": year,
        "form": form if may_plan(request.actor) else None,
        "floor_form": FloorForm() if may_plan(request.actor) else None,
        "has_sources": bool(form.sources),
        "by_source": queries.by_source(request.actor, plan, year),
        "page": Paginator(queries.allocations(request.actor, plan, year), PAGE).get_page(request.GET.get("page")),
        "floors": rulings.floors_in_force(plan),
        "going_on": rulings.run_going_on(plan),
        "run": run,
        **_how_good(run, year, plan),
    }
    return form_page(request, "plan/money_allocation.html", context)


@member_page(*PLANNERS)
def need_floor(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Set the least need of a group or village that each year's money must meet."""
    plan = queries.plan(request.actor, plan_id)
    here = _to_year(plan, asked_year(request, plan))
    form = FloorForm(request.POST or None)
    if request.method != "POST":
        return redirect(here)
    if not form.is_valid():
        return form_page(request, "plan/money_floor.html", {"plan": plan, "form": form})
    return carry_out(
        request,
        lambda: set_floor(actor=request.actor, plan=plan, **form.floor()),
        then=lambda _made: here,
        done=_("The floor is set; it holds when the money is given out next."),
    )


@member_page(*READERS)
def allocation_run(request: RoomRequest, allocation_id: uuid.UUID) -> HttpResponse:
    """How far giving the money out is, or how it ended; a planner may stop it."""
    run = rulings.allocation_run(request.actor, allocation_id)
    if request.method == "POST":
        return carry_out(
            request,
            lambda: stop_allocation(actor=request.actor, run=run),
            then=lambda _stopped: reverse("plan:allocation_run", args=[run.pk]),
            done=_("Stopped; nothing was changed."),
        )
    context = {"run": run, "may_plan": may_plan(request.actor), **_progress(run)}
    if request.htmx:
        return render(request, "plan/_allocation_run.html", context)
    return render(request, "plan/allocation_run.html", context)


@member_page(*RULERS)
def project_ruling(request: RoomRequest, project_id: uuid.UUID) -> HttpResponse:
    """Rule on a project's money of a year, with the reason, or take a ruling back."""
    project = queries.project(request.actor, project_id)
    here = reverse("plan:project_detail", args=[project.pk])
    if request.method != "POST":
        return redirect(here)
    if request.POST.get("which") == "end":
        return _take_back(request, project, here)
    form = RulingForm(request.POST, money=queries.money_of(project))
    if not form.is_valid():
        return form_page(request, "plan/project_ruling.html", {"project": project, "form": form})
    return carry_out(
        request,
        lambda: rule_on_money(actor=request.actor, project=project, **form.ruling()),
        then=lambda _made: here,
        done=_("Written beside the project; it holds when the money is given out next."),
    )


def funding_context(actor: Actor, project: Project, money: list[YearMoney]) -> dict[str, object]:
    """What a project's page says of its money: the sources that fit and why not the others, rulings and their form."""
    row = year_to_fund(money, timezone.localdate())
    may_rule = (may_plan(actor) or may_approve(actor)) and row is not None
    return {
        "funding_year": row.year if row else None,
        "funding": funding_lines(actor, project, row) if row and may_read_sources(actor) else [],
        "rulings": list(rulings.rulings_of(project)),
        "ruling_form": RulingForm(money=money, initial={"year": row.year}) if may_rule and row else None,
    }


def _take_back(request: RoomRequest, project: Project, here: str) -> HttpResponse:
    ruling_id = as_uuid(request.POST.get("ruling", ""))
    if ruling_id is None:
        raise NotFound
    ruling = rulings.ruling(request.actor, ruling_id)
    if ruling.project_id != project.pk:
        raise NotFound
    return carry_out(
        request,
        lambda: end_ruling(actor=request.actor, ruling=ruling, reason=request.POST.get("reason", "")),
        then=lambda _made: here,
        done=_("The ruling is taken back; it stays to be read."),
    )


def _as_before(plan: Plan, year: int) -> dict[str, object]:
    """The ceilings of the last time, ready to be changed."""
    ceilings = {f"ceiling_{source}": f"{baht:f}" for source, baht in rulings.ceilings_before(plan, year).items()}
    return {"year": year, "reach": "year", **ceilings}


def _how_good(run: AllocationRun | None, year: int, plan: Plan) -> dict[str, object]:
    end = rulings.year_end(run, year) if run else None
    if end is None:
        return {"end": None}
    language = get_language() or "th"
    villages = {str(floor.village_id): str(floor.village) for floor in rulings.floors_in_force(plan) if floor.village}
    return {
        "end": end,
        "proven": end.gap <= _PROVEN,
        "gap": f"{100 * end.gap:.2f}",
        "broken": [(name, Words.of(why).say(language)) for name, why in end.broken],
        "short_floors": [
            (
                GROUPS[floor.who].say(language) if floor.who in GROUPS else villages.get(floor.who, ""),
                floor.least,
                floor.met,
            )
            for floor in end.floors
            if floor.short
        ],
    }


def _progress(run: AllocationRun) -> dict[str, object]:
    stages = {"solving": _("Looking for the best allocation"), "more": _("Working out what more money would do")}
    end = getattr(run, "end", None)
    failed = end is not None and end.outcome == AllocationEnd.Outcome.FAILED
    return {
        "end": end,
        "here": _to_year(run.plan, run.years[0]),
        "doing": stages.get(run.stage, _("Beginning")),
        "done": 100 if end else round(100 * run.part),
        "finished": end.get_outcome_display() if end and not failed else "",
        "failed": end.why.say(get_language() or "th") if end and end.why else "",
    }


def _to_run(run: AllocationRun) -> str:
    """Where the money of a run is seen: at once when it has ended, otherwise how far it is."""
    if AllocationEnd.objects.filter(run=run).exists():
        return _to_year(run.plan, run.years[0])
    return reverse("plan:allocation_run", args=[run.pk])


def _to_year(plan: Plan, year: int) -> str:
    return f"{reverse('plan:money_allocation', args=[plan.pk])}?year={year}"
