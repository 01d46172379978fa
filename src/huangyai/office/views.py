from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huangyai.accounts.queries import colleagues
from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.office import actions, queries
from huangyai.office.access import may_appoint, may_withdraw_paper
from huangyai.office.documents import paper_docx, paper_pdf
from huangyai.office.forms import (
    PART_LABELS,
    PaperCorrectionForm,
    PaperForm,
    PaperWithdrawalForm,
    PositionForm,
    TenureEndForm,
    TenureForm,
    UnitForm,
)

STAFF = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR)
APPOINTERS = (Role.ADMINISTRATOR, Role.LEADER)
PAGE = 50
_FILES = {
    "pdf": ("application/pdf", paper_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", paper_docx),
}


@member_page(*STAFF)
def desk(request: RoomRequest) -> HttpResponse:
    """Units, positions, and who signs for each today, in which standing, by which order."""
    return _desk(request)


def _desk(
    request: RoomRequest,
    *,
    unit: UnitForm | None = None,
    position: PositionForm | None = None,
    tenure: TenureForm | None = None,
) -> HttpResponse:
    units = queries.units(request.actor)
    forms = None
    if may_appoint(request.actor):
        people = colleagues(request.actor, *STAFF)
        forms = {
            "tenure": tenure or TenureForm(people=people, auto_id="tenure_%s"),
            "position": position or PositionForm(units=units, auto_id="position_%s"),
            "unit": unit or UnitForm(auto_id="unit_%s"),
        }
    context = {
        "units": units,
        "lines": queries.position_lines(request.actor),
        "today": timezone.localdate(),
        "past": Paginator(queries.past_tenures(request.actor), PAGE).get_page(request.GET.get("page")),
        "forms": forms,
        "open": "tenure" if tenure else "position" if position else "unit" if unit else "",
    }
    return form_page(request, "office/desk.html", context)


@member_page(*APPOINTERS)
def unit_new(request: RoomRequest) -> HttpResponse:
    """A unit is written down."""
    form = UnitForm(request.POST or None, auto_id="unit_%s")
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: actions.found_unit(actor=request.actor, **form.cleaned_data),
            then=lambda _unit: reverse("office:desk"),
            done=_("The unit is written down."),
        )
    return _desk(request, unit=form)


@member_page(*APPOINTERS)
def position_new(request: RoomRequest) -> HttpResponse:
    """A position is written down."""
    form = PositionForm(request.POST or None, units=queries.units(request.actor), auto_id="position_%s")
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: actions.create_position(actor=request.actor, **form.cleaned_data),
            then=lambda _position: reverse("office:desk"),
            done=_("The position is written down."),
        )
    return _desk(request, position=form)


@member_page(*APPOINTERS)
def tenure_new(request: RoomRequest) -> HttpResponse:
    """Somebody holds a position, acts in it or signs by delegation from a day on."""
    form = TenureForm(request.POST or None, people=colleagues(request.actor, *STAFF), auto_id="tenure_%s")
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.appoint(
                actor=request.actor,
                position=asked["position"],
                user=queries.colleague(request.actor, form.user_id()),
                kind=asked["kind"],
                term=form.term(),
                order=form.order(),
                name=asked["name"],
                up_to_baht=asked["up_to_baht"],
            ),
            then=lambda _tenure: reverse("office:desk"),
            done=_("It is written down; from that day on the signature block follows it."),
        )
    return _desk(request, tenure=form)


@member_page(*APPOINTERS)
def tenure_end(request: RoomRequest, tenure_id: uuid.UUID) -> HttpResponse:
    """The last day of a tenure is written down."""
    tenure = queries.tenure(request.actor, tenure_id)
    form = TenureEndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: actions.end_tenure(actor=request.actor, tenure=tenure, **form.cleaned_data),
            then=lambda _ending: reverse("office:desk"),
            done=_("The last day is written down; what was signed stays as it is."),
        )
    return form_page(request, "office/tenure_end.html", {"tenure": tenure, "form": form})


@member_page(*STAFF)
def paper_list(request: RoomRequest) -> HttpResponse:
    """Letters and memos with their numbers, newest first."""
    page = Paginator(queries.papers(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "office/paper_list.html", {"page": page})


@member_page(*STAFF)
def paper_new(request: RoomRequest) -> HttpResponse:
    """A letter or memo is written for somebody to sign."""
    units = queries.units(request.actor)
    form = PaperForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.write_paper(
                actor=request.actor, unit=asked["unit"], position=asked["position"], facts=form.facts()
            ),
            then=lambda paper: reverse("office:paper_detail", args=[paper.pk]),
            done=_("The paper is written; it gets its number when it is signed."),
        )
    return form_page(request, "office/paper_new.html", {"form": form, "units": units})


@member_page(*STAFF)
def paper_detail(request: RoomRequest, paper_id: uuid.UUID) -> HttpResponse:
    """A letter or memo: as it stands, who signed, what was corrected since."""
    return _paper(request, paper_id)


def _paper(
    request: RoomRequest,
    paper_id: uuid.UUID,
    form: PaperCorrectionForm | None = None,
    withdrawing: PaperWithdrawalForm | None = None,
) -> HttpResponse:
    paper = queries.paper(request.actor, paper_id)
    signed = queries.is_signed(paper)
    waits = not signed and not queries.is_withdrawn(paper)
    may_sign = waits and bool(queries.standing_for(request.actor.user_id, paper.position, timezone.localdate()))
    may_withdraw = waits and may_withdraw_paper(request.actor, paper)
    context = {
        "paper": paper,
        "signed": signed,
        "as_signed": queries.is_as_signed(paper),
        "may_sign": may_sign,
        "corrections": queries.corrections_of([paper])[paper.pk],
        "part_labels": PART_LABELS,
        "form": form or PaperCorrectionForm(),
        "typing": form is not None,
        "withdrawing": (withdrawing or PaperWithdrawalForm(auto_id="withdrawal_%s")) if may_withdraw else None,
        "withdrawal_open": withdrawing is not None,
    }
    return form_page(request, "office/paper_detail.html", context)


@member_page(*STAFF)
def paper_signature(request: RoomRequest, paper_id: uuid.UUID) -> HttpResponse:
    """A paper is signed, and gets its number."""
    paper = queries.paper(request.actor, paper_id)
    if request.method == "POST":
        return carry_out(
            request,
            lambda: actions.sign_paper(actor=request.actor, paper=paper),
            then=lambda _signature: reverse("office:paper_detail", args=[paper_id]),
            done=_("The paper is signed and has its number."),
        )
    return redirect("office:paper_detail", paper_id)


@member_page(*STAFF)
def paper_withdrawal(request: RoomRequest, paper_id: uuid.UUID) -> HttpResponse:
    """A paper that nobody has signed is taken back, with the reason."""
    paper = queries.paper(request.actor, paper_id)
    form = PaperWithdrawalForm(request.POST or None, auto_id="withdrawal_%s")
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: actions.withdraw_paper(actor=request.actor, paper=paper, reason=form.cleaned_data["reason"]),
            then=lambda _withdrawal: reverse("office:paper_detail", args=[paper_id]),
            done=_("The paper is withdrawn; nobody signs it any more."),
        )
    return _paper(request, paper_id, withdrawing=form)


@member_page(*STAFF)
def paper_correction(request: RoomRequest, paper_id: uuid.UUID) -> HttpResponse:
    """A mistake in a signed paper is put right beside it."""
    form = PaperCorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        paper = queries.paper(request.actor, paper_id)
        return carry_out(
            request,
            lambda: actions.correct_paper(actor=request.actor, paper=paper, **form.cleaned_data),
            then=lambda _correction: reverse("office:paper_detail", args=[paper_id]),
            done=_("The correction stands beside what was signed."),
        )
    return _paper(request, paper_id, form)


@member_page(*STAFF)
def paper_file(request: RoomRequest, paper_id: uuid.UUID, file_type: str) -> HttpResponse:
    """A letter or memo as a file to print or to edit."""
    paper = queries.paper(request.actor, paper_id)
    content_type, write = _FILES[file_type]
    answer = HttpResponse(write(paper), content_type=content_type)
    answer["Content-Disposition"] = f'inline; filename="{paper.kind}-{paper.made_at:%Y-%m-%d}.{file_type}"'
    return answer
