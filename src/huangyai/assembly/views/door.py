from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.assembly import queries
from huangyai.assembly.actions import check_in, check_in_from_sheet, issue_voting_code, take_back_check_in
from huangyai.assembly.documents import sign_in_sheet_document
from huangyai.assembly.documents.sign_in_sheet import MOST_PRINTED
from huangyai.assembly.forms import DoorForm, SheetForm, TabletForm, WalkInForm
from huangyai.assembly.models import Assembly, Attendance
from huangyai.assembly.queries.people import found_by_card, found_by_name
from huangyai.assembly.rules import tidy_code
from huangyai.assembly.views.assemblies import HOLDERS, READERS
from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import BadInput, NationalId, NotFound
from huangyai.people.models import Person
from huangyai.people.queries import person as person_of

DOOR_PAGE = 20
SHEET_PAGE = 60


@member_page(*HOLDERS)
def assembly_door(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """The check-in desk: one line takes a code, a card's number or a name. Names never stand in an address."""
    assembly = queries.assembly(request.actor, assembly_id)
    # Never bound again after a refusal: the number of a card would stand on the screen.
    form = DoorForm(request.POST if request.method == "POST" else None)
    found = None
    if request.method == "POST" and form.is_valid():
        line = form.cleaned_data["line"]
        who, how = _meant(request, assembly, line)
        if who:
            return _checked_in(request, assembly, who, how, reverse("assembly:assembly_door", args=[assembly.pk]))
        found = found_by_name(request.actor, line)
        form = DoorForm()
    page = Paginator(queries.attendances(request.actor, assembly), DOOR_PAGE).get_page(request.GET.get("page"))
    context = {
        "assembly": assembly,
        "closed": queries.is_closed(assembly),
        "door": queries.door(request.actor, assembly),
        "form": form,
        "found": found,
        "page": page,
    }
    return render(request, "assembly/assembly_door.html", context, status=422 if form.errors else 200)


@member_page(*READERS)
def door_figures(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """The live figures alone, as the page asks for them again."""
    assembly = queries.assembly(request.actor, assembly_id)
    return render(request, "assembly/_door.html", {"assembly": assembly, "door": queries.door(request.actor, assembly)})


@member_page(*HOLDERS)
def person_check_in(request: RoomRequest, assembly_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Somebody found by name came."""
    assembly = queries.assembly(request.actor, assembly_id)
    back = reverse("assembly:assembly_door", args=[assembly.pk])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    return _checked_in(request, assembly, person_of(request.actor, person_id), Attendance.How.NAME, back)


@member_page(*HOLDERS)
def code_check_in(request: RoomRequest, sheet_code: str) -> HttpResponse:
    """A phone's camera opened the code of a sheet: one button says that this person came."""
    invitee = queries.invitee_by_code(request.actor, tidy_code(sheet_code))
    back = reverse("assembly:assembly_door", args=[invitee.assembly_id])
    if request.method == "POST":
        return _checked_in(request, invitee.assembly, invitee.person, Attendance.How.CODE, back)
    came = queries.who_came(invitee.person, invitee.assembly)
    return render(request, "assembly/code_check_in.html", {"invitee": invitee, "came": came, "back": back})


@member_page(*HOLDERS)
def walk_in_new(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """Somebody whom the register doesn't know came; they count the same."""
    assembly = queries.assembly(request.actor, assembly_id)
    form = WalkInForm(request.POST or None, initial={"village": assembly.village_id})
    back = reverse("assembly:assembly_door", args=[assembly.pk])
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: check_in(actor=request.actor, assembly=assembly, how=Attendance.How.NAME, **form.cleaned_data),
            then=lambda _made: back,
            done=_("Checked in."),
        )
    context = {
        "form": form, "title": _("Not in the register"), "back": back, "submit": _("Check in"), "assembly": assembly
    }  # fmt: skip
    return form_page(request, "assembly/assembly_form.html", context)


@member_page(*HOLDERS)
def assembly_tablet(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """The shared tablet: people check themselves in with the code of the sheet or the number of their card."""
    assembly = queries.assembly(request.actor, assembly_id)
    form = TabletForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        who, _how = _meant(request, assembly, form.cleaned_data["line"])
        here = reverse("assembly:assembly_tablet", args=[assembly.pk])
        if who:
            return _checked_in(request, assembly, who, Attendance.How.TABLET, here)
        messages.error(
            request, _("We don't know this code or number. Please go to the check-in desk; you count the same.")
        )
        return HttpResponseRedirect(here)
    return form_page(request, "assembly/assembly_tablet.html", {"assembly": assembly, "form": form})


@member_page(*HOLDERS)
def assembly_sheet(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """Enter the paper sheet afterwards: tick who signed, and type the names written below."""
    assembly = queries.assembly(request.actor, assembly_id)
    asked = queries.invitees(request.actor, assembly)
    page = Paginator(asked, SHEET_PAGE).get_page(request.GET.get("page"))
    form = SheetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ticked = set(request.POST.getlist("signed"))
        signed = [invitee for invitee in page if str(invitee.pk) in ticked and not _came(invitee)]
        return carry_out(
            request,
            lambda: check_in_from_sheet(
                actor=request.actor,
                assembly=assembly,
                invitees=signed,
                unlisted=form.names,
                group=form.cleaned_data["group"],
                village=assembly.village,
            ),
            then=lambda _number: f"{reverse('assembly:assembly_sheet', args=[assembly.pk])}?page={page.number}",
            done=_("The sheet is entered."),
        )
    context = {"assembly": assembly, "page": page, "form": form, "closed": queries.is_closed(assembly)}
    return form_page(request, "assembly/assembly_sheet.html", context)


@member_page(*HOLDERS)
def sign_in_sheet(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """The sheet to print, with a QR code beside each name."""
    assembly = queries.assembly(request.actor, assembly_id)
    content = sign_in_sheet_document(
        assembly,
        queries.invitees(request.actor, assembly)[:MOST_PRINTED],
        lambda code: request.build_absolute_uri(reverse("assembly:code_check_in", args=[code])),
    )
    return HttpResponse(content, content_type="application/pdf")


@member_page(*HOLDERS)
def attendance_detail(request: RoomRequest, attendance_id: uuid.UUID) -> HttpResponse:
    """Somebody who came: give them a code for voting on their phone, or take the check-in back."""
    attendance = queries.attendance(request.actor, attendance_id)
    return _show_attendance(request, attendance, "")


@member_page(*HOLDERS)
def attendance_voting_code(request: RoomRequest, attendance_id: uuid.UUID) -> HttpResponse:
    """Show a fresh code once. It is kept nowhere in the clear, so the answer to the form itself shows it."""
    attendance = queries.attendance(request.actor, attendance_id)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("assembly:attendance_detail", args=[attendance.pk]))
    return _show_attendance(request, attendance, issue_voting_code(actor=request.actor, attendance=attendance))


@member_page(*HOLDERS)
def attendance_end(request: RoomRequest, attendance_id: uuid.UUID) -> HttpResponse:
    """Take a check-in back."""
    attendance = queries.attendance(request.actor, attendance_id)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("assembly:attendance_detail", args=[attendance.pk]))
    return carry_out(
        request,
        lambda: take_back_check_in(actor=request.actor, attendance=attendance),
        then=lambda taken: reverse("assembly:assembly_door", args=[taken.assembly_id]),
        done=_("Taken back."),
    )


def _show_attendance(request: RoomRequest, attendance: Attendance, code: str) -> HttpResponse:
    shown = f"{code[:4]}-{code[4:]}" if code else ""
    context = {
        "attendance": attendance,
        "code": shown,
        "votes": queries.open_votes(request.actor, attendance.assembly) if code else [],
    }
    return render(request, "assembly/attendance_detail.html", context)


def _meant(request: RoomRequest, assembly: Assembly, line: str) -> tuple[Person | None, str]:
    """Who is meant by a code or a card's number; nobody by anything else."""
    try:
        invitee = queries.invitee_by_code(request.actor, tidy_code(line))
    except NotFound:
        pass
    else:
        if invitee.assembly_id == assembly.pk:
            return invitee.person, Attendance.How.CODE
    try:
        return found_by_card(request.actor, NationalId.parse(line)), Attendance.How.NATIONAL_ID
    except BadInput:
        return None, ""


def _checked_in(request: RoomRequest, assembly: Assembly, person: Person, how: str, back: str) -> HttpResponse:
    return carry_out(
        request,
        lambda: check_in(actor=request.actor, assembly=assembly, person=person, how=how),
        then=lambda _made: back,
        done=_("Checked in. Welcome."),
    )


def _came(invitee: object) -> bool:
    return bool(getattr(invitee, "came", False))
