"""What several of the room's pages show alike."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, FiscalYear, NotFound, Role, Words
from huangyai.plan import queries
from huangyai.plan.access import may_print
from huangyai.plan.forms import ProjectFilter
from huangyai.plan.models import Edition, Plan
from huangyai.plan.printing import FORMS, SUMMARY, print_form
from huangyai.plan.queries.amending import name_of
from huangyai.plan.queries.indicators import unmeasurable_projects
from huangyai.plan.rules.indicator import read_indicator

READERS = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR, Role.PARTNER)
PLANNERS = (Role.PLANNER, Role.OFFICER)
PAGE = 50


def projects_page(request: RoomRequest, actor: Actor, plan: Plan, *, told: bool = False) -> dict[str, object]:
    """A page of a plan's projects, as the search asks, with the plan's money by year."""
    form = ProjectFilter(request.GET or None, plan=plan)
    if told:
        del form.fields["indicator"]
    asked = form.cleaned_data if form.is_valid() else {}
    search, strategy = asked.get("q", ""), asked.get("strategy")
    unmeasurable = asked.get("indicator") == "unmeasurable"
    found = (queries.told_projects if told else queries.projects)(actor, plan, search=search, strategy=strategy)
    if unmeasurable:
        found = found.filter(pk__in=unmeasurable_projects(actor, plan))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return {
        "plan": plan,
        "form": form,
        "page": page,
        "lines": [
            (line, read_indicator(line.project.indicator) if unmeasurable else None)
            for line in queries.lines(page.object_list, plan)
        ]
        if not told
        else queries.lines(page.object_list, plan),
        "unmeasurable": unmeasurable,
        "years": queries.money_by_year(actor, plan),
        "filtered": bool(search or strategy or unmeasurable),
        "query": urlencode(
            {
                "q": search,
                "strategy": strategy.pk if strategy else "",
                **({"plan": plan.pk} if told else {"indicator": asked.get("indicator", "")}),
            }
        ),
    }


def form_links(actor: Actor, plan: Plan) -> list[tuple[str, str]]:
    """The official forms that may be printed, each with its address."""
    if not may_print(actor, plan):
        return []
    there = queries.forms_in(actor, plan)
    return [(address, name) for address, name in FORMS.items() if name in there or (there and address == SUMMARY)]


def answer_form(actor: Actor, plan: Plan, form: str, file_type: str) -> HttpResponse:
    """An official form as a file that opens in the browser."""
    content, content_type = print_form(actor, plan, form, file_type)
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'inline; filename="{form}-{plan.first_year}-{plan.last_year}.{file_type}"'
    return answer


def to_plan(plan: Plan) -> str:
    """The address of a plan's page."""
    return reverse("plan:plan_detail", args=[plan.pk])


def asked_year(request: RoomRequest, plan: Plan) -> int:
    """The year that the address asks for, or the fiscal year of today, or the plan's nearest."""
    asked = request.GET.get("year", "")
    if asked:
        if not asked.isascii() or not asked.isdigit() or int(asked[:4]) not in plan.years:
            raise NotFound
        return int(asked[:4])
    now = FiscalYear.of(timezone.localdate()).be
    return min(max(now, plan.first_year), plan.last_year)


def as_uuid(text: str) -> uuid.UUID | None:
    """What the address names, if it is a name at all."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def edition_rows(found: Iterable[Edition]) -> list[tuple[Edition, Words]]:
    """Editions, each with its name as the plan book prints it."""
    return [(each, name_of(each)) for each in found]
