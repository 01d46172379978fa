from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page, public_page
from huangyai.doors.request import RoomRequest
from huangyai.evaluation import queries
from huangyai.evaluation.access import may_evaluate
from huangyai.evaluation.actions import make_report, measure, open_next_assembly, set_indicator
from huangyai.evaluation.forms import IndicatorFilter, IndicatorForm, MeasurementForm, NextAssemblyForm, ReportForm
from huangyai.kernel import Actor, NotFound, Role

READERS = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR)
EVALUATORS = (Role.OFFICER, Role.PLANNER)
PAGE = 50
# The chart shows what a page can hold; the table below it has every project.
_DRAWN = 12


@member_page(*READERS)
def indicator_list(request: RoomRequest) -> HttpResponse:
    """Indicators with before and after, by dimension of life."""
    form = IndicatorFilter(request.GET or None)
    dimension = form.cleaned_data.get("dimension", "") if form.is_valid() else ""
    page = Paginator(queries.indicator_rows(request.actor, dimension=dimension), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "evaluation/indicator_list.html",
        {
            "form": form,
            "page": page,
            "lines": queries.indicator_lines(page.object_list),
            "filtered": bool(dimension),
            "query": urlencode({"dimension": dimension}),
            "may_evaluate": may_evaluate(request.actor),
        },
    )


@member_page(*EVALUATORS)
def indicator_new(request: RoomRequest) -> HttpResponse:
    """Say what will show that a project changed something."""
    form = IndicatorForm(request.POST or None, actor=request.actor, initial={"project": request.GET.get("project")})
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: set_indicator(actor=request.actor, project=form.cleaned_data["project"], facts=form.facts()),
            then=lambda made: reverse("evaluation:indicator_detail", args=[made.pk]),
            done=_("The indicator is set. Write down its value before the project begins."),
        )
    return form_page(request, "evaluation/indicator_new.html", {"form": form})


@member_page(*READERS)
def indicator_detail(request: RoomRequest, indicator_id: uuid.UUID) -> HttpResponse:
    """One indicator: what is measured, how, before and after."""
    line = queries.indicator(request.actor, indicator_id)
    return render(
        request,
        "evaluation/indicator_detail.html",
        {"line": line, "may_measure": may_evaluate(request.actor) and bool(line.next_when)},
    )


@member_page(*EVALUATORS)
def measurement_new(request: RoomRequest, indicator_id: uuid.UUID) -> HttpResponse:
    """Write a value down: the one before, then the one after."""
    line = queries.indicator(request.actor, indicator_id)
    form = MeasurementForm(request.POST or None, initial={"measured_on": timezone.localdate(), "when": line.next_when})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return carry_out(
            request,
            lambda: measure(
                actor=request.actor,
                indicator=line.indicator,
                when=said["when"],
                value=said["value"],
                measured_on=said["measured_on"],
                people=said["people"] or 0,
            ),
            then=lambda _made: reverse("evaluation:indicator_detail", args=[indicator_id]),
            done=_("The value is written down."),
        )
    return form_page(request, "evaluation/measurement_new.html", {"form": form, "line": line})


@member_page(*READERS)
def report_list(request: RoomRequest) -> HttpResponse:
    """Reports, newest first."""
    page = Paginator(queries.reports(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "evaluation/report_list.html", {"page": page, "may_evaluate": may_evaluate(request.actor)})


@member_page(*READERS)
def report_detail(request: RoomRequest, report_id: uuid.UUID) -> HttpResponse:
    """A report: its figures, each with the project that it counts, and what the year taught."""
    report = queries.report(request.actor, report_id)
    return render(
        request, "evaluation/report_detail.html", {"report": report, "may_evaluate": may_evaluate(request.actor)}
    )


@member_page(*READERS)
def report_pdf(request: RoomRequest, report_id: uuid.UUID) -> HttpResponse:
    """The report as it was printed."""
    return _pdf(request.actor, report_id)


@member_page(*EVALUATORS)
def report_new(request: RoomRequest) -> HttpResponse:
    """Make the year's report: choose the projects, say what the year taught."""
    form = ReportForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: make_report(
                actor=request.actor,
                title=form.cleaned_data["title"],
                fiscal_year=form.cleaned_data["fiscal_year"],
                projects=list(form.cleaned_data["projects"]),
                findings=form.cleaned_data["findings"],
            ),
            then=lambda report: reverse("evaluation:report_detail", args=[report.pk]),
            done=_("The report is made and printed. Everybody can read it."),
        )
    return form_page(request, "evaluation/report_new.html", {"form": form})


@member_page(*EVALUATORS)
def next_assembly_new(request: RoomRequest, report_id: uuid.UUID) -> HttpResponse:
    """The circle closes: call the next assembly with the findings as its agenda."""
    report = queries.report(request.actor, report_id)
    form = NextAssemblyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return carry_out(
            request,
            lambda: open_next_assembly(
                actor=request.actor,
                report=report,
                title=said["title"],
                starts_at=timezone.make_aware(dt.datetime.combine(said["day"], said["time"])),
                venue=said["venue"],
            ),
            then=lambda called: reverse("assembly:assembly_detail", args=[called.pk]),
            done=_("The next assembly is called; the findings are its agenda."),
        )
    return form_page(request, "evaluation/next_assembly_new.html", {"form": form, "report": report})


@public_page
def public_results(request: RoomRequest) -> HttpResponse:
    """What changed, for everybody: four dimensions before and after, money, reports."""
    public = Actor.public(request.actor.municipality_id)
    spent = queries.spending(public)
    return render(
        request,
        "evaluation/public_results.html",
        {
            "dimensions": queries.public_results(public),
            "spending": spent,
            "allocated": sum(one.allocated for one in spent),
            "spent": sum(one.spent for one in spent),
            "chart": _spending_chart(spent),
            "page": Paginator(queries.reports(public), PAGE).get_page(request.GET.get("page")),
            "slug": request.municipality.slug if request.municipality else "",
        },
    )


@public_page
def public_report_pdf(request: RoomRequest, report_id: uuid.UUID) -> HttpResponse:
    """A report as it was printed, for everybody."""
    return _pdf(Actor.public(request.actor.municipality_id), report_id)


def _spending_chart(spent: Sequence[queries.Spending]) -> dict[str, object]:
    drawn = spent[:_DRAWN]
    return {
        "kind": "bar",
        "horizontal": True,
        "unit": _("baht"),
        "categories": [one.project.name for one in drawn],
        "series": [
            {"name": _("Allocated"), "data": [float(one.allocated) for one in drawn], "tone": 3},
            {"name": _("Spent"), "data": [float(one.spent) for one in drawn], "tone": 4},
        ],
    }


def _pdf(actor: Actor, report_id: uuid.UUID) -> HttpResponse:
    content = queries.report_pdf(actor, report_id)
    if not content:
        raise NotFound
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="report-{report_id}.pdf"'
    return answer
