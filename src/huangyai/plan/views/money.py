"""Pages about sources and a year's money."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.plan import queries
from huangyai.plan.access import may_plan
from huangyai.plan.actions import add_source, allocate_money
from huangyai.plan.forms import AllocationForm, SourceForm
from huangyai.plan.views.listing import PAGE, PLANNERS, READERS, asked_year


@member_page(*READERS)
def money_allocation(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """A year's money: who gets it, from which source, and why; planners give it out under the sources' ceilings."""
    plan = queries.plan(request.actor, plan_id)
    year = asked_year(request, plan)
    form = AllocationForm(request.POST or None, plan=plan, initial={"year": year})
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        return carry_out(
            request,
            lambda: allocate_money(actor=request.actor, plan=plan, year=year, ceilings=form.ceilings()),
            then=lambda _money: f"{reverse('plan:money_allocation', args=[plan.pk])}?year={year}",
            done=_("The money of %(year)s is given out; each project says why.") % {"year": year},
        )
    context = {
        "plan": plan,
        "year": year,
        "form": form if may_plan(request.actor) else None,
        "has_sources": bool(form.sources),
        "by_source": queries.by_source(request.actor, plan, year),
        "page": Paginator(queries.allocations(request.actor, plan, year), PAGE).get_page(request.GET.get("page")),
    }
    return form_page(request, "plan/money_allocation.html", context)


@member_page(*PLANNERS)
def source_new(request: RoomRequest) -> HttpResponse:
    """A source of money is added."""
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: add_source(actor=request.actor, **form.cleaned_data),
            then=lambda _made: reverse("plan:plan_list"),
            done=_("The source of money is added."),
        )
    page = Paginator(queries.sources(), PAGE).get_page(request.GET.get("page"))
    return form_page(request, "plan/source_new.html", {"form": form, "page": page})
