"""An office's list comes in: file or paste, columns, check, yes. Each page works without a script."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import BadInput, Fault, Role
from huangyai.targets.actions.bringing.drafts import drop_draft, keep_draft, look_at_draft, map_draft
from huangyai.targets.actions.bringing.runs import ask_for_run, stop_run
from huangyai.targets.forms.registers import ColumnsForm, KeepForm, PlaceForm, RegisterForm, known_offices
from huangyai.targets.models import RegisterDraft, RegisterRun
from huangyai.targets.queries import drafts
from huangyai.targets.rules.checking import Keep
from huangyai.targets.rules.layout import Layout, is_remembered, layout_at

KEEPERS = (Role.OFFICER, Role.ADMINISTRATOR)
_PAGE = 50
_MOST_FAULTS_SHOWN = 200
_SHOWN = ("faults", "notes", "changed", "new", "gone")


def stages() -> list[str]:
    """The four pages of bringing a list in."""
    return [_("File"), _("Columns"), _("Check"), _("Result")]


@member_page(*KEEPERS)
def register_new(request: RoomRequest) -> HttpResponse:
    """Send a list, as a file or pasted. A file that can't be opened leaves nothing."""
    form = RegisterForm(request.POST or None, request.FILES or None, initial={"office": request.GET.get("office", "")})
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and form.is_valid():

        def keep() -> RegisterDraft:
            name, content = form.sent()
            said = form.cleaned_data
            return keep_draft(
                actor=request.actor,
                kind=said["kind"],
                office=said["office"],
                list_name=said["list_name"],
                file_name=name,
                content=content,
            )

        try:
            return carry_out(request, keep, then=lambda draft: _after_sending(request, draft))
        except BadInput as bad:
            faults = bad.faults
    context = {
        "form": form,
        "faults": _told(faults),
        "stages": stages(),
        "offices": known_offices(drafts.known_sources(request.actor)),
    }
    return form_page(request, "targets/register_new.html", context)


@member_page(*KEEPERS)
def draft_columns(request: RoomRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Say what each column means; the guess stands there already."""
    draft = drafts.draft(request.actor, draft_id)
    head = drafts.outlook(draft).head
    layout, place = Layout.of(draft.layout), None
    faults: tuple[Fault, ...] = ()
    if "header_row" in request.GET:
        place = PlaceForm(request.GET, sheets=[sheet.title for sheet in head.sheets])
        if place.is_valid():
            try:
                layout = layout_at(head, **place.cleaned_data, remembered=draft.source.columns)
            except BadInput as bad:
                place.add_error("header_row", bad.faults[0].words.say(get_language() or "th"))
    if request.method == "POST":
        layout = _posted_layout(request, layout, head)
    place = place or PlaceForm(
        initial={"sheet": layout.sheet, "header_row": layout.header_row}, sheets=[sheet.title for sheet in head.sheets]
    )
    columns = drafts.draft_columns(head, layout)
    initial = {"sheet": layout.sheet, "header_row": layout.header_row}
    form = ColumnsForm(request.POST or None, columns=columns, initial=initial)
    if request.method == "POST" and form.is_valid():

        def check() -> RegisterRun:
            mapped = map_draft(
                actor=request.actor,
                draft=draft,
                sheet=form.cleaned_data["sheet"],
                header_row=form.cleaned_data["header_row"],
                meanings=form.meanings(),
            )
            return ask_for_run(actor=request.actor, draft=mapped, purpose=RegisterRun.Purpose.CHECK)

        try:
            return carry_out(request, check, then=_after_run)
        except BadInput as bad:
            faults = bad.faults
    look_at_draft(actor=request.actor, draft=draft)
    context = {
        "draft": draft,
        "form_words": head.form.say(get_language() or "th"),
        "place": place,
        "form": form,
        "columns": [(column, form[f"column_{column.at}"]) for column in columns],
        "faults": _told(faults),
        "stages": stages(),
    }
    return form_page(request, "targets/register_columns.html", context)


@member_page(*KEEPERS)
def draft_detail(request: RoomRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What the check found: faults by row and column, what was understood, what differs from the edition before."""
    draft = drafts.draft(request.actor, draft_id)
    if going := drafts.open_run(draft):
        return redirect("targets:run_detail", going.pk)
    return _show_draft(request, draft, KeepForm(), ())


@member_page(*KEEPERS)
def draft_bringing(request: RoomRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Bring the list in as it was checked."""
    draft = drafts.draft(request.actor, draft_id)
    form = KeepForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return redirect("targets:draft_detail", draft.pk)
    keep = Keep(form.cleaned_data["keep"])
    try:
        return carry_out(
            request,
            lambda: ask_for_run(actor=request.actor, draft=draft, purpose=RegisterRun.Purpose.BRING, keep=keep),
            then=_after_run,
        )
    except BadInput as bad:
        return _show_draft(request, draft, form, bad.faults)


@member_page(*KEEPERS)
def draft_faults(request: RoomRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The faults as a workbook, for the office that keeps the list."""
    draft = drafts.draft(request.actor, draft_id)
    checked = drafts.outlook(draft).checked
    found = [*checked.refused, *checked.findings.row_faults, *checked.findings.cell_faults] if checked else []
    look_at_draft(actor=request.actor, draft=draft)
    content = drafts.faults_workbook(sorted(found, key=lambda fault: fault.row), get_language() or "th")
    answer = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer["Content-Disposition"] = 'attachment; filename="faults.xlsx"'
    return answer


@member_page(*KEEPERS)
def draft_removal(request: RoomRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Drop a list that nobody wants to bring in."""
    draft = drafts.draft(request.actor, draft_id)
    if request.method != "POST":
        return redirect("targets:draft_detail", draft.pk)
    return carry_out(
        request,
        lambda: drop_draft(actor=request.actor, draft=draft),
        then=lambda _dropped: reverse("targets:register_list"),
        done=_("The list was dropped; nothing of it is kept."),
    )


@member_page(*KEEPERS)
def run_detail(request: RoomRequest, run_id: uuid.UUID) -> HttpResponse:
    """How far a list is that is checked or brought in behind the page; with its end it leads on."""
    run = drafts.run(request.actor, run_id)
    done = run.finished_at is not None and run.failure is None and not run.cancel_asked_at
    if done and not request.htmx:
        return redirect(_after_run(run))
    context = {
        "run": run,
        "done": done,
        "next": _after_run(run) if done else "",
        "failure": run.failure.get((get_language() or "th")[:2], "") if run.failure else "",
        "silent": drafts.is_silent(run),
        "percent": round(100 * run.part),
        "stages": stages(),
    }
    return render(request, "targets/_run.html" if request.htmx else "targets/register_run.html", context)


@member_page(*KEEPERS)
def run_stop(request: RoomRequest, run_id: uuid.UUID) -> HttpResponse:
    """Stop what goes on behind the page."""
    run = drafts.run(request.actor, run_id)
    if request.method != "POST":
        return redirect("targets:run_detail", run.pk)
    return carry_out(
        request,
        lambda: stop_run(actor=request.actor, run=run),
        then=lambda stopped: (
            reverse("targets:draft_detail", args=[stopped.draft_id])
            if stopped.finished_at and stopped.draft_id
            else reverse("targets:run_detail", args=[stopped.pk])
        ),
        done=_("Stopped; nothing was brought in."),
    )


def _after_sending(request: RoomRequest, draft: RegisterDraft) -> str:
    """A source whose headings are all known goes to the check at once; others are asked about their columns."""
    if not is_remembered(drafts.outlook(draft).head, Layout.of(draft.layout), draft.source.columns):
        return reverse("targets:draft_columns", args=[draft.pk])
    return _after_run(ask_for_run(actor=request.actor, draft=draft, purpose=RegisterRun.Purpose.CHECK))


def _after_run(run: RegisterRun) -> str:
    if run.finished_at is None:
        return reverse("targets:run_detail", args=[run.pk])
    if run.register_id:
        return reverse("targets:register_detail", args=[run.register_id])
    if run.draft_id:
        return reverse("targets:draft_detail", args=[run.draft_id])
    return reverse("targets:register_list")


def _posted_layout(request: RoomRequest, layout: Layout, head: Any) -> Layout:
    try:
        return layout_at(head, int(request.POST.get("sheet", "")), int(request.POST.get("header_row", "")))
    except (ValueError, BadInput):
        return layout


def _show_draft(request: RoomRequest, draft: RegisterDraft, form: KeepForm, faults: tuple[Fault, ...]) -> HttpResponse:
    seen = drafts.outlook(draft)
    checked = seen.checked
    if checked is None:
        return redirect("targets:draft_columns", draft.pk)
    language = get_language() or "th"
    counts = {
        "faults": len(checked.refused) or checked.findings.bad_rows + checked.findings.cells,
        "notes": len(checked.findings.notes),
    }
    if checked.difference:
        told = checked.difference
        counts |= {"changed": told.changed_count, "new": told.new_count, "gone": told.gone_count}
    show = request.GET.get("show", "")
    if show not in counts:
        show = next((each for each in _SHOWN if counts.get(each)), "faults")
    found: list[Any]
    if show == "faults":
        all_faults = [*checked.refused, *checked.findings.row_faults, *checked.findings.cell_faults]
        left_out = {fault.row for fault in checked.findings.row_faults}
        found = [
            (fault.row, fault.column, fault.words.say(language), fault.row in left_out)
            for fault in sorted(all_faults, key=lambda fault: fault.row)
        ]
    elif show == "notes":
        found = [(note.column, note.words.say(language), note.count, note.rows) for note in checked.findings.notes]
    else:
        found = [
            (each.row, each.name, [(words.say(language), old, new) for words, old, new in each.values])
            for each in getattr(checked.difference, show)
        ]
    look_at_draft(actor=request.actor, draft=draft)
    context = {
        "draft": draft,
        "form_words": seen.head.form.say(language),
        "checked": checked,
        "faults": _told(faults),
        "form": form,
        "show": show,
        "tabs": [(each, counts[each]) for each in _SHOWN if each in counts],
        "page": Paginator(found, _PAGE).get_page(request.GET.get("page")),
        "query": f"show={show}",
        "stages": stages(),
    }
    return form_page(request, "targets/register_draft.html", context)


def _told(faults: tuple[Fault, ...]) -> list[tuple[int, str, str]]:
    language = get_language() or "th"
    return [(fault.row, fault.column, fault.words.say(language)) for fault in faults[:_MOST_FAULTS_SHOWN]]
