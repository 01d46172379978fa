from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import BadInput, Fault, Role
from huangyai.people import queries as people
from huangyai.targets import queries
from huangyai.targets.access import may_bring_registers, may_read_rows
from huangyai.targets.actions import (
    MOST_FAULTS,
    BroughtRegister,
    bring_register,
    join_registers,
    look_at_register,
    name_person_of_row,
)
from huangyai.targets.forms import RegisterForm, RowPersonForm
from huangyai.targets.views.lists import PAGE, STAFF

KEEPERS = (Role.OFFICER, Role.ADMINISTRATOR)
ROWS_PAGE = 50


@member_page(*STAFF)
def register_list(request: RoomRequest) -> HttpResponse:
    """Offices' lists, and how much of each is joined to people."""
    page = Paginator(queries.registers(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_bring": may_bring_registers(request.actor)}
    return render(request, "targets/register_list.html", context)


@member_page(*KEEPERS)
def register_new(request: RoomRequest) -> HttpResponse:
    """Bring a list in. A file that can't be read leaves nothing; faults in single cells are told, the rows kept."""
    form = RegisterForm(request.POST or None, request.FILES or None)
    faults: tuple[Fault, ...] = ()
    kept: list[BroughtRegister] = []

    def bring() -> BroughtRegister:
        file = form.cleaned_data["file"]
        kept.append(
            bring_register(
                actor=request.actor, kind=form.cleaned_data["kind"], file_name=file.name, content=file.read()
            )
        )
        return kept[-1]

    if request.method == "POST" and form.is_valid():
        try:
            answer = carry_out(
                request,
                bring,
                then=lambda brought: reverse("targets:register_detail", args=[brought.register.pk]),
                done=_("The list is brought in."),
            )
        except BadInput as bad:
            faults = bad.faults
        else:
            if not kept or not kept[0].faults:
                return answer
            return _show_faults(request, form, kept[0].faults, kept[0])
    return _show_faults(request, form, faults, None)


@member_page(*KEEPERS)
def register_joins(request: RoomRequest) -> HttpResponse:
    """Find who in the civil register each row of the other lists is."""
    if request.method != "POST":
        return redirect("targets:register_list")

    def then(joined: int) -> str:
        return reverse("targets:register_list") + f"?joined={joined}"

    return carry_out(request, lambda: join_registers(actor=request.actor), then=then, done=_("The lists are joined."))


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
            "page": page,
            "rows": queries.with_names(line.register, page) if reads else [],
            "query": "loose=1" if loose else "",
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
        {"row": shown, "search": search, "near": near, "says": queries.said_in_words(row)},
        status=422 if request.method == "POST" else 200,
    )


def _show_faults(
    request: RoomRequest, form: RegisterForm, faults: tuple[Fault, ...], brought: BroughtRegister | None
) -> HttpResponse:
    language = get_language() or "th"
    rest = len(faults) - MOST_FAULTS
    return render(
        request,
        "targets/register_new.html",
        {
            "form": form,
            "faults": [(fault.row, fault.column, fault.words.say(language)) for fault in faults[:MOST_FAULTS]],
            "more": ngettext("and %(n)s more", "and %(n)s more", rest) % {"n": rest} if rest > 0 else "",
            "brought": brought,
        },
        status=422 if request.method == "POST" and brought is None else 200,
    )
