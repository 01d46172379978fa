from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.people import queries as people
from huangyai.places import queries as places
from huangyai.targets import queries
from huangyai.targets.access import may_bring_registers, may_read_rows
from huangyai.targets.actions import (
    ProposedChanges,
    look_at_register,
    name_person_of_row,
    propose_civil_changes,
    withdraw_register,
)
from huangyai.targets.forms import RowPersonForm
from huangyai.targets.forms.registers import WithdrawalForm
from huangyai.targets.models import RegisterKind, RowChange
from huangyai.targets.queries import changes, civil_changes, drafts, unknown
from huangyai.targets.views.lists import PAGE, STAFF

KEEPERS = (Role.OFFICER, Role.ADMINISTRATOR)
READERS = (Role.OFFICER, Role.CASE_WORKER, Role.ADMINISTRATOR)
ROWS_PAGE = 50


@member_page(*STAFF)
def register_list(request: RoomRequest) -> HttpResponse:
    """Offices' lists, and how much of each is joined to people."""
    page = Paginator(queries.registers(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_bring": may_bring_registers(request.actor),
        "drafts": Paginator(drafts.drafts(request.actor), PAGE).get_page(request.GET.get("waiting")),
    }
    return render(request, "targets/register_list.html", context)


@member_page(*STAFF)
def register_detail(request: RoomRequest, register_id: uuid.UUID) -> HttpResponse:
    """One list: the rows whose person is known, and those that wait for one. Opening the names is recorded."""
    line = queries.register(request.actor, register_id)
    loose = "loose" in request.GET
    reads = may_read_rows(request.actor)
    page = Paginator(queries.register_rows(request.actor, line.register, loose=loose), ROWS_PAGE).get_page(
        request.GET.get("page")
    )
    if reads and page.object_list:
        look_at_register(actor=request.actor, register=line.register, loose=loose)
    return render(
        request,
        "targets/register_detail.html",
        {
            "line": line,
            "loose": loose,
            "reads": reads,
            "may_name": may_bring_registers(request.actor),
            "may_withdraw": may_bring_registers(request.actor)
            and line.register.counts
            and line.register.kind != RegisterKind.CIVIL,
            "page": page,
            "rows": queries.with_names(line.register, page) if reads else [],
            "query": "loose=1" if loose else "",
            "changes": changes.count_changes(request.actor, line.register) if line.register.previous_id else {},
        },
    )


@member_page(*KEEPERS)
def register_withdrawal(request: RoomRequest, register_id: uuid.UUID) -> HttpResponse:
    """A list that was brought in by mistake is withdrawn, with the reason."""
    line = queries.register(request.actor, register_id)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: withdraw_register(actor=request.actor, register=line.register, **form.cleaned_data),
            then=lambda _made: reverse("targets:register_detail", args=[line.register.pk]),
            done=_("The list is withdrawn; it stays readable and counts no more."),
        )
    return form_page(request, "targets/register_withdrawal.html", {"line": line, "form": form})


@member_page(*READERS)
def register_changes(request: RoomRequest, register_id: uuid.UUID) -> HttpResponse:
    """What this edition says otherwise than the one before. Opening the names is recorded."""
    line = queries.register(request.actor, register_id)
    counts = changes.count_changes(request.actor, line.register)
    kind = request.GET.get("kind", "")
    if kind not in RowChange.Kind.values:
        kind = next((each for each in ("changed", "new", "gone") if counts.get(each)), "changed")
    found = changes.changes_of_register(request.actor, line.register, kind)
    page = Paginator(found, ROWS_PAGE).get_page(request.GET.get("page"))
    if page.object_list:
        look_at_register(actor=request.actor, register=line.register, loose=False)
    language = get_language() or "th"
    proposed = civil_changes.proposals_of(request.actor, page)
    return render(
        request,
        "targets/register_changes.html",
        {
            "line": line,
            "outlook": civil_changes.civil_outlook(request.actor, line.register),
            "may_propose": may_bring_registers(request.actor),
            "tabs": [(each.value, each.label, counts.get(each.value, 0)) for each in RowChange.Kind],
            "kind": kind,
            "page": page,
            "rows": [
                (
                    each,
                    [(words.say(language), old, new) for words, old, new in each.values],
                    proposed.get(each.change.pk, []),
                )
                for each in changes.as_written(line.register, page)
            ],
            "query": f"kind={kind}",
        },
    )


@member_page(*KEEPERS)
def register_proposals(request: RoomRequest, register_id: uuid.UUID) -> HttpResponse:
    """Propose to the register of residents what a newer civil register says otherwise; somebody else approves."""
    line = queries.register(request.actor, register_id)
    after = reverse("targets:register_changes", args=[line.register.pk])
    if request.method != "POST":
        return redirect(after)

    def told(made: ProposedChanges) -> str:
        language = get_language() or "th"
        messages.success(
            request,
            ngettext("%(n)d change is proposed.", "%(n)d changes are proposed.", made.total) % {"n": made.total}
            + " "
            + _("Somebody else approves each of them."),
        )
        if made.left:
            messages.info(request, _("%(n)d rows are left; press once more.") % {"n": made.left})
        for name, words in made.refused[:5]:
            messages.warning(request, f"{name}: {words.say(language)}")
        return after

    return carry_out(request, lambda: propose_civil_changes(actor=request.actor, register=line.register), then=told)


@member_page(*READERS)
def unknown_row_list(request: RoomRequest) -> HttpResponse:
    """Whom offices' lists know and nobody here does, by village. Opening the names is recorded."""
    village = request.GET.get("village", "")
    page = Paginator(unknown.unknown_rows(request.actor, village), ROWS_PAGE).get_page(request.GET.get("page"))
    entries = list(page.object_list)
    for register in unknown.registers_among(entries).values():
        look_at_register(actor=request.actor, register=register, loose=True)
    counts = unknown.unknown_by_village()
    villages = [(one.code, str(one), counts.get(one.code, 0)) for one in places.villages()]
    return render(
        request,
        "targets/unknown_row_list.html",
        {
            "page": page,
            "rows": unknown.unknown_with_names(entries),
            "villages": [*villages, (unknown.ELSEWHERE, _("no village of ours is named"), counts.get("", 0))],
            "village": village,
            "query": urlencode({"village": village}) if village else "",
            "may_name": may_bring_registers(request.actor),
        },
    )


@member_page(*KEEPERS)
def row_person(request: RoomRequest, row_id: uuid.UUID) -> HttpResponse:
    """Say who a waiting row is: the office's words on one side, people with close names on the other."""
    row = queries.register_row(request.actor, row_id)
    form = RowPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = people.person(request.actor, form.cleaned_data["person"])
        return carry_out(
            request,
            lambda: name_person_of_row(actor=request.actor, row=row, person=person),
            then=lambda named: reverse("targets:register_detail", args=[named.register_id]) + "?loose=1",
            done=_("Written down who it is."),
        )
    look_at_register(actor=request.actor, register=row.register, loose=True)
    (shown,) = queries.with_names(row.register, [row])
    search = request.GET.get("q", shown.name)[:120]
    near = people.residents(people.people(request.actor, search=search), most=8) if search else []
    return render(
        request,
        "targets/row_person.html",
        {
            "row": shown,
            "search": search,
            "near": near,
            "says": queries.said_in_words(row),
            # Entered there, they stand here first among the close names.
            "new_person": f"{reverse('people:person_new')}?{urlencode({'q': search, 'next': request.path})}"
            if search
            else "",
        },
        status=422 if request.method == "POST" else 200,
    )
