"""A plan book comes in: file, columns, check, yes. Each page works without a script."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import BadInput, Fault, FiscalYear
from huangyai.plan import queries
from huangyai.plan.actions.books import bring_book, drop_book, keep_book, map_book
from huangyai.plan.forms.books import BookColumnsForm, BookForm, BookHeadingForm, BringBookForm
from huangyai.plan.models import BookDraft
from huangyai.plan.queries import books
from huangyai.plan.views.listing import PAGE, PLANNERS

_MOST_FAULTS_SHOWN = 200
_SHOWN_AT_ONCE = 25
_SHOWN = ("faults", "remarks", "projects")
# Plans of five years began in this year; earlier ones had four.
_FIRST_PERIOD = 2561


def stages() -> list[str]:
    """The four pages of bringing a plan book in."""
    return [_("File"), _("Columns"), _("Check"), _("Result")]


@member_page(*PLANNERS)
def book_new(request: RoomRequest) -> HttpResponse:
    """Send a plan book. A file that can't be opened leaves nothing."""
    now = FiscalYear.of(timezone.localdate()).be
    periods = sorted({*queries.plans(request.actor).values_list("first_year", flat=True), *_periods(now)}, reverse=True)
    form = BookForm(
        request.POST or None,
        request.FILES or None,
        periods=periods,
        initial={"first_year": max((first for first in periods if first <= now), default=periods[0])},
    )
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data

        def keep() -> BookDraft:
            return keep_book(
                actor=request.actor,
                source=said["source"],
                file_name=said["file"].name,
                content=said["file"].read(),
                first_year=said["first_year"],
            )

        try:
            return carry_out(request, keep, then=_after_sending)
        except BadInput as bad:
            faults = bad.faults
    context = {
        "form": form,
        "faults": _told(faults),
        "stages": stages(),
        "sources": books.book_sources(request.actor),
        "waiting": books.books(request.actor)[:PAGE] if request.method != "POST" else (),
    }
    return form_page(request, "plan/book_new.html", context)


@member_page(*PLANNERS)
def book_columns(request: RoomRequest, book_id: uuid.UUID) -> HttpResponse:
    """Say what each column is; the guess stands there already."""
    draft = books.book(request.actor, book_id)
    layout = books.BookLayout.of(draft.layout)
    place = BookHeadingForm(
        request.GET if "header_row" in request.GET else None, initial={"header_row": layout.header_row}
    )
    asked = place.cleaned_data["header_row"] if place.is_bound and place.is_valid() else None
    if request.method == "POST":
        asked = _posted_row(request, layout.header_row)
    seen = books.look_at_book(draft, header_row=None if asked == layout.header_row else asked)
    row = layout.header_row if asked is None else asked
    form = BookColumnsForm(
        request.POST or None, draft=draft, seen=seen, initial={"header_row": row, "join": layout.join}
    )
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return carry_out(
                request,
                lambda: map_book(
                    actor=request.actor,
                    draft=draft,
                    columns=form.meanings(),
                    sheets=form.sheets(),
                    header_row=row,
                    join=form.cleaned_data["join"],
                ),
                then=lambda mapped: reverse("plan:book_detail", args=[mapped.pk]),
            )
        except BadInput as bad:
            faults = bad.faults
    context = {
        "draft": draft,
        "form_words": seen.form.say(get_language() or "th"),
        "seen_row": next((sheet.header_row for sheet in seen.sheets if sheet.header_row), 0),
        "place": place,
        "form": form,
        "columns": [(column, form[f"column_{at}"]) for at, column in enumerate(seen.columns)],
        "rest": [form[name] for name in ("sheets", "join") if name in form.fields],
        "faults": _told(faults),
        "stages": stages(),
    }
    return form_page(request, "plan/book_columns.html", context)


@member_page(*PLANNERS)
def book_detail(request: RoomRequest, book_id: uuid.UUID) -> HttpResponse:
    """What the book holds: its faults by sheet, row and column, what it would change; and the yes."""
    draft = books.book(request.actor, book_id)
    if draft.mapped_at is None:
        return redirect("plan:book_columns", draft.pk)
    check = books.check_book(draft)
    form = BringBookForm(request.POST or None, announced=check.announced)
    if request.method == "POST" and not check.faults and form.is_valid():
        return carry_out(
            request,
            lambda: bring_book(
                actor=request.actor, draft=draft, already_announced=form.cleaned_data.get("already_announced", False)
            ),
            then=lambda _imported: _to_plan_of(request, draft.first_year),
            done=ngettext(
                "%(number)s project of the book is in the plan.",
                "%(number)s projects of the book are in the plan.",
                len(check.rows),
            )
            % {"number": f"{len(check.rows):,}"},
        )
    counts = {"faults": len(check.faults), "remarks": len(check.remarks), "projects": len(check.rows)}
    show = request.GET.get("show", "")
    if show not in counts:
        show = "faults" if check.faults else "projects"
    language = get_language() or "th"
    found: dict[str, list[Any]] = {
        "faults": [(fault.row, fault.column, fault.words.say(language)) for fault in check.faults],
        "remarks": [(remark.row, remark.column, remark.words.say(language)) for remark in check.remarks],
        "projects": [
            (row, [(year, row.planned(year)) for year in range(draft.first_year, draft.last_year + 1)])
            for row in check.rows
        ],
    }
    context = {
        "draft": draft,
        "check": check,
        "form": form,
        "show": show,
        "tabs": [(each, counts[each]) for each in _SHOWN if counts[each] or each == show],
        "page": Paginator(found[show], _SHOWN_AT_ONCE).get_page(request.GET.get("page")),
        "query": f"show={show}",
        "plan_years": range(draft.first_year, draft.last_year + 1),
        "stages": stages(),
    }
    return form_page(request, "plan/book_detail.html", context)


@member_page(*PLANNERS)
def book_removal(request: RoomRequest, book_id: uuid.UUID) -> HttpResponse:
    """Drop a plan book that nobody wants to bring in."""
    draft = books.book(request.actor, book_id)
    if request.method != "POST":
        return redirect("plan:book_detail", draft.pk)
    return carry_out(
        request,
        lambda: drop_book(actor=request.actor, draft=draft),
        then=lambda _dropped: reverse("plan:book_new"),
        done=_("The file was dropped; nothing of it is kept."),
    )


def _periods(be_year: int) -> list[int]:
    """First years of the five-year plans around a Buddhist year."""
    first = be_year - (be_year - _FIRST_PERIOD) % 5
    return [first - 5, first, first + 5]


def _after_sending(draft: BookDraft) -> str:
    """A source whose headings are all known goes to the check at once; others are asked about their columns."""
    return reverse("plan:book_detail" if draft.mapped_at else "plan:book_columns", args=[draft.pk])


def _to_plan_of(request: RoomRequest, first_year: int) -> str:
    plan = queries.plans(request.actor).filter(first_year=first_year).first()
    return reverse("plan:plan_detail", args=[plan.pk]) if plan else reverse("plan:plan_list")


def _posted_row(request: RoomRequest, otherwise: int) -> int:
    told = request.POST.get("header_row", "")
    return int(told) if told.isascii() and told.isdecimal() and int(told[:4]) <= 100 else otherwise


def _told(faults: tuple[Fault, ...]) -> list[tuple[int, str, str]]:
    language = get_language() or "th"
    return [(fault.row, fault.column, fault.words.say(language)) for fault in faults[:_MOST_FAULTS_SHOWN]]
