from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huangyai.assembly import queries
from huangyai.assembly.access import may_hold_assembly
from huangyai.assembly.actions import (
    call_assembly,
    call_off_assembly,
    close_assembly,
    move_assembly,
    note_presence,
    note_resolution,
    raise_problem,
    set_agenda,
)
from huangyai.assembly.documents import minutes_docx, minutes_draft, minutes_pdf
from huangyai.assembly.forms import (
    AgendaForm,
    AssemblyForm,
    ClosureForm,
    MoveForm,
    PresenceForm,
    ProblemForm,
    ReasonForm,
    ResolutionForm,
)
from huangyai.assembly.models import Assembly
from huangyai.assembly.queries.people import speakers
from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, NotFound, Role

READERS = (
    Role.OFFICER,
    Role.PLANNER,
    Role.LEADER,
    Role.CASE_WORKER,
    Role.ADMINISTRATOR,
    Role.VOLUNTEER,
    Role.PARTNER,
)
HOLDERS = (Role.OFFICER, Role.PLANNER)
PAGE = 20
PROBLEMS_PAGE = 30
_MINUTES = {
    "pdf": ("application/pdf", minutes_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", minutes_docx),
}


@member_page(*READERS)
def assembly_list(request: RoomRequest) -> HttpResponse:
    """Assemblies, newest first; open ones say so."""
    page = Paginator(queries.assemblies(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "assembly/assembly_list.html", {"page": page, "may_hold": may_hold_assembly(request.actor)})


@member_page(*HOLDERS)
def assembly_new(request: RoomRequest) -> HttpResponse:
    """Call an assembly."""
    form = AssemblyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: call_assembly(
                actor=request.actor,
                title=asked["title"],
                starts_at=form.starts_at,
                venue=asked["venue"],
                village=asked["village"],
                agenda=asked["agenda"],
                level=asked["level"],
            ),
            then=_page_of,
            done=_("The assembly is called; it stands on the public page."),
        )
    return _page_of_form(request, form, _("Call an assembly"), reverse("assembly:assembly_list"), _("Call it"))


@member_page(*READERS)
def assembly_detail(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """One assembly: what was said, voted and written down."""
    return _show(request, queries.assembly(request.actor, assembly_id))


@member_page(*HOLDERS)
def assembly_move(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """Put an assembly to another day, hour or place."""
    assembly = queries.assembly(request.actor, assembly_id)
    begins = timezone.localtime(assembly.starts_at)
    form = MoveForm(
        request.POST or None, initial={"day": begins.date(), "time": begins.time(), "venue": assembly.venue}
    )
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: move_assembly(
                actor=request.actor,
                assembly=assembly,
                starts_at=form.starts_at,
                venue=asked["venue"],
                reason=asked["reason"],
            ),
            then=lambda _move: _page_of(assembly),
            done=_("Moved. Those invited are told the new day and place."),
        )
    return _page_of_form(request, form, _("Move the assembly"), _page_of(assembly), _("Move it"), assembly)


@member_page(*HOLDERS)
def assembly_call_off(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """The assembly will not be held."""
    assembly = queries.assembly(request.actor, assembly_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: call_off_assembly(actor=request.actor, assembly=assembly, reason=form.cleaned_data["reason"]),
            then=lambda _made: _page_of(assembly),
            done=_("Called off. The public page says so, and those invited are told."),
        )
    return _page_of_form(request, form, _("Call off the assembly"), _page_of(assembly), _("Call it off"), assembly)


@member_page(*HOLDERS)
def assembly_agenda(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """Write the agenda anew."""
    assembly = queries.assembly(request.actor, assembly_id)
    points = [item.title for item in queries.agenda(request.actor, assembly)]
    form = AgendaForm(request.POST or None, initial={"agenda": "\n".join(points)})
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: set_agenda(actor=request.actor, assembly=assembly, agenda=form.cleaned_data["agenda"]),
            then=_page_of,
            done=_("Saved."),
        )
    return _page_of_form(request, form, _("Agenda"), _page_of(assembly), _("Save"), assembly)


@member_page(*HOLDERS)
def assembly_presence(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """Write down how many came."""
    assembly = queries.assembly(request.actor, assembly_id)
    form = PresenceForm(request.POST or None, initial={"present": assembly.present})
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: note_presence(actor=request.actor, assembly=assembly, present=form.cleaned_data["present"]),
            then=_page_of,
            done=_("Saved."),
        )
    return _page_of_form(request, form, _("Who came"), _page_of(assembly), _("Save"), assembly)


@member_page(*HOLDERS)
def assembly_problem_new(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """Write down a problem as it is said; the page comes back for the next one."""
    assembly = queries.assembly(request.actor, assembly_id)
    form = ProblemForm(request.POST or None, assembly=assembly, speakers=speakers(request.actor, assembly))
    if request.method == "POST" and form.is_valid():
        again = "another" in request.POST
        return carry_out(
            request,
            lambda: raise_problem(actor=request.actor, assembly=assembly, **form.facts),
            then=lambda _made: (
                reverse("assembly:assembly_problem_new", args=[assembly.pk]) if again else _page_of(assembly)
            ),
            done=_("Written down."),
        )
    status = 422 if request.method == "POST" else 200
    return render(request, "assembly/assembly_problem_new.html", {"assembly": assembly, "form": form}, status=status)


@member_page(*HOLDERS)
def assembly_closure(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """Close an assembly with its minutes."""
    assembly = queries.assembly(request.actor, assembly_id)
    form = ClosureForm(request.POST or None, initial={"minutes": minutes_draft(request.actor, assembly)})
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: close_assembly(actor=request.actor, assembly=assembly, minutes=form.cleaned_data["minutes"]),
            then=lambda _closure: _page_of(assembly),
            done=_("The assembly is closed and its minutes are public."),
        )
    return _page_of_form(request, form, _("Close the assembly"), _page_of(assembly), _("Close and publish"), assembly)


@member_page(*HOLDERS)
def resolution_new(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """Write down what the assembly decided."""
    assembly = queries.assembly(request.actor, assembly_id)
    form = ResolutionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: note_resolution(actor=request.actor, assembly=assembly, text=form.cleaned_data["text"]),
            then=lambda _made: _page_of(assembly) + "#resolutions",
            done=_("The resolution is written down."),
        )
    return _page_of_form(request, form, _("A resolution"), _page_of(assembly), _("Save"), assembly)


@member_page(*READERS)
def assembly_minutes_file(request: RoomRequest, assembly_id: uuid.UUID, minutes_type: str) -> HttpResponse:
    """The minutes as PDF or DOCX, also before the assembly is closed, when they say that they are a draft."""
    return minutes_file(request.actor, queries.assembly(request.actor, assembly_id), minutes_type)


def minutes_file(actor: Actor, assembly: Assembly, file_type: str) -> HttpResponse:
    """An assembly's minutes as a file of this type, with as much as this actor may read."""
    if file_type not in _MINUTES:
        raise NotFound
    content_type, write = _MINUTES[file_type]
    answer = HttpResponse(write(actor, assembly), content_type=content_type)
    answer["Content-Disposition"] = f'inline; filename="minutes-{assembly.starts_at:%Y-%m-%d}.{file_type}"'
    return answer


def _show(request: RoomRequest, assembly: Assembly) -> HttpResponse:
    found = queries.problems(request.actor, assembly=assembly)
    page = Paginator(found, PROBLEMS_PAGE).get_page(request.GET.get("page"))
    closed, called_off = queries.is_closed(assembly), queries.is_called_off(assembly)
    holding = may_hold_assembly(request.actor)
    places = queries.places_said(request.actor, assembly)
    return render(
        request,
        "assembly/assembly_detail.html",
        {
            "assembly": assembly,
            "closed": closed,
            "page": page,
            "problems": queries.answered(list(page)),
            "votes": queries.vote_results(request.actor, queries.votes(request.actor, assembly)),
            "places": places,
            "map": queries.map_of(places),
            "agenda": queries.agenda(request.actor, assembly),
            "resolutions": queries.resolutions(request.actor, assembly),
            "door": queries.door(request.actor, assembly),
            "moves": queries.moves(request.actor, assembly),
            "late": not closed and not called_off and timezone.localdate(assembly.starts_at) < timezone.localdate(),
            "may_hold": holding,
            "may_change": holding and not closed and not called_off,
        },
    )


def _page_of(assembly: Assembly) -> str:
    return reverse("assembly:assembly_detail", args=[assembly.pk])


def _page_of_form(
    request: RoomRequest, form: forms.Form, title: str, back: str, submit: str, assembly: Assembly | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "title": title, "back": back, "submit": submit, "assembly": assembly}
    return form_page(request, "assembly/assembly_form.html", context)
