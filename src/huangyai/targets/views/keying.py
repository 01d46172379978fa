"""A blank form is printed, taken along, and keyed in later, row by row."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import BadInput
from huangyai.targets.actions.bringing.drafts import look_at_draft
from huangyai.targets.actions.bringing.keying import begin_keying, key_row, take_back_row
from huangyai.targets.actions.bringing.runs import ask_for_run
from huangyai.targets.forms.registers import KeyedRowForm, SourceForm, known_offices
from huangyai.targets.models import RegisterDraft, RegisterKind, RegisterRun
from huangyai.targets.printing import print_blank_form
from huangyai.targets.queries import drafts
from huangyai.targets.rules.columns import FORM_COLUMNS, meaning_words
from huangyai.targets.views.bringing import KEEPERS

_LAST_ROWS = 30


@member_page(*KEEPERS)
def keyed_new(request: RoomRequest) -> HttpResponse:
    """Begin to key a list in."""
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: begin_keying(actor=request.actor, **form.cleaned_data),
            then=lambda draft: reverse("targets:draft_rows", args=[draft.pk]),
        )
    offices = known_offices(drafts.known_sources(request.actor))
    kinds = [(kind.value, kind.label) for kind in RegisterKind]
    return form_page(request, "targets/register_keyed_new.html", {"form": form, "offices": offices, "kinds": kinds})


@member_page(*KEEPERS)
def draft_rows(request: RoomRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Key one row after the other; Enter writes the row and opens the next."""
    draft = drafts.draft(request.actor, draft_id)
    if not draft.keyed_in:
        return redirect("targets:draft_detail", draft.pk)
    kind = draft.source.kind
    form = KeyedRowForm(request.POST if request.POST.get("deed") == "add" else None, kind=kind)
    here = reverse("targets:draft_rows", args=[draft.pk])
    if request.method == "POST":
        deed = request.POST.get("deed")
        if deed == "remove" and request.POST.get("row", "").isdecimal():
            number = int(request.POST["row"])
            return carry_out(
                request, lambda: take_back_row(actor=request.actor, draft=draft, number=number), then=lambda _kept: here
            )
        if deed == "check":
            return carry_out(request, lambda: _check(request, draft), then=lambda _run: _draft_page(draft))
        if form.is_valid():
            try:
                return carry_out(
                    request,
                    lambda: key_row(actor=request.actor, draft=draft, values=form.values()),
                    then=lambda _kept: here,
                )
            except BadInput as bad:
                fault = bad.faults[0]
                form.add_error(fault.column, fault.words.say(get_language() or "th"))
    look_at_draft(actor=request.actor, draft=draft)
    return form_page(request, "targets/register_keyed_rows.html", {"draft": draft, "form": form, **_written(draft)})


@member_page(*KEEPERS)
def blank_form(request: RoomRequest, kind: str) -> HttpResponse:
    """A form to print, with the columns of one kind of list."""
    if kind not in FORM_COLUMNS or request.municipality is None:
        raise Http404
    answer = HttpResponse(print_blank_form(request.municipality, kind), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="register-{kind}.pdf"'
    return answer


def _check(request: RoomRequest, draft: RegisterDraft) -> RegisterRun:
    return ask_for_run(actor=request.actor, draft=draft, purpose=RegisterRun.Purpose.CHECK)


def _draft_page(draft: RegisterDraft) -> str:
    return reverse("targets:draft_detail", args=[draft.pk])


def _written(draft: RegisterDraft) -> dict[str, object]:
    """What was keyed in so far, newest first, as the page shows it."""
    columns = FORM_COLUMNS[draft.source.kind]
    language = get_language() or "th"
    rows = drafts.keyed_rows(draft)
    headings = [meaning_words(meaning).say(language) for meaning in columns]
    return {
        "headings": headings,
        "rows": [
            (number, [(heading, row.get(meaning, "")) for heading, meaning in zip(headings, columns, strict=True)])
            for number, row in reversed(rows[-_LAST_ROWS:])
        ],
        "count": len(rows),
        "hidden": max(0, len(rows) - _LAST_ROWS),
    }
