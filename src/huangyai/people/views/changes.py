"""Changes of the register: propose after a look at what would change, decide, undo."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, member_page, show_refusal
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Refusal
from huangyai.people import queries
from huangyai.people.actions import (
    approve_change,
    approve_merge,
    decline_change,
    propose_change,
    take_back_merge,
    undo_change,
    withdraw_change,
)
from huangyai.people.forms import HOUSEHOLD_FORMS, PERSON_FORMS, ChangeForm, DecisionForm
from huangyai.people.models import ChangeDecision, ChangeRequest, Household, Person
from huangyai.people.views.roles import DECIDERS, KEEPERS

PAGE = 30


@member_page(*DECIDERS)
def change_list(request: RoomRequest) -> HttpResponse:
    """Requests that wait, the oldest first; or those that were decided, the newest first."""
    decided = request.GET.get("state") == "decided"
    found = queries.decided_changes(request.actor) if decided else queries.open_changes(request.actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "people/change_list.html",
        {"page": page, "decided": decided, "waiting": queries.open_changes(request.actor).count()},
    )


@member_page(*DECIDERS)
def change_detail(request: RoomRequest, request_id: uuid.UUID) -> HttpResponse:
    """One request: what it does, row by row, and who decided."""
    return _show_change(request, queries.change(request.actor, request_id))


@member_page(*DECIDERS)
def change_decision(request: RoomRequest, request_id: uuid.UUID) -> HttpResponse:
    """Approve, decline or withdraw a request."""
    change = queries.change(request.actor, request_id)
    form = DecisionForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show_change(request, change)
    reason, verdict = form.cleaned_data["reason"], request.POST.get("verdict", "")

    def decide() -> object:
        if verdict == ChangeDecision.Verdict.DECLINED:
            return decline_change(actor=request.actor, request=change, reason=reason)
        if verdict == ChangeDecision.Verdict.WITHDRAWN:
            return withdraw_change(actor=request.actor, request=change)
        if change.kind == ChangeRequest.Kind.MERGE:
            return approve_merge(actor=request.actor, request=change, reason=reason)
        return approve_change(actor=request.actor, request=change, reason=reason)

    return carry_out(
        request,
        decide,
        then=lambda _decided: reverse("people:change_detail", args=[change.pk]),
        done=_("Decided."),
    )


@member_page(*KEEPERS)
def change_undoing(request: RoomRequest, request_id: uuid.UUID) -> HttpResponse:
    """Put everything back as it stood before an approved change."""
    change = queries.change(request.actor, request_id)
    form = DecisionForm(request.POST or None)
    decision: ChangeDecision | None = getattr(change, "decision", None)
    if request.method != "POST" or not form.is_valid() or decision is None:
        return _show_change(request, change)
    reason = form.cleaned_data["reason"]

    def undo() -> object:
        merge = queries.merge_by_request(request.actor, change)
        if merge:
            return take_back_merge(actor=request.actor, merge=merge, reason=reason)
        return undo_change(actor=request.actor, decision=decision, reason=reason)

    return carry_out(
        request,
        undo,
        then=lambda _undone: reverse("people:change_detail", args=[change.pk]),
        done=_("Everything stands as before."),
    )


@member_page(*KEEPERS)
def person_change_new(request: RoomRequest, person_id: uuid.UUID, kind: str) -> HttpResponse:
    """Propose to correct a value, a move or a death."""
    person = queries.person(request.actor, person_id)
    return _propose(
        request,
        _form_for(PERSON_FORMS, kind),
        members=[person],
        household=person.household,
        title=person.full_name,
        back=reverse("people:person_detail", args=[person.pk]),
    )


@member_page(*KEEPERS)
def household_change_new(request: RoomRequest, household_id: uuid.UUID, kind: str) -> HttpResponse:
    """Propose to split a household, another head, a birth or a move."""
    household = queries.household_of(request.actor, household_id)
    return _propose(
        request,
        _form_for(HOUSEHOLD_FORMS, kind),
        members=queries.household_members(request.actor, household),
        household=household,
        title=str(household),
        back=reverse("people:household_detail", args=[household.pk]),
    )


def _form_for(forms: dict[str, type[ChangeForm]], kind: str) -> type[ChangeForm]:
    if kind not in forms:
        raise Http404
    return forms[kind]


def _propose(
    request: RoomRequest,
    form_class: type[ChangeForm],
    *,
    members: Sequence[Person],
    household: Household | None,
    title: str,
    back: str,
) -> HttpResponse:
    form = form_class(request.POST or None, actor=request.actor, members=members, household=household)
    lines: list[queries.ChangeLine] = []
    if request.method == "POST" and form.is_valid():
        asked, told = form.asked(), form.cleaned_data["reason"]
        if request.POST.get("seen"):
            return carry_out(
                request,
                lambda: propose_change(
                    actor=request.actor,
                    kind=form.kind,
                    people=form.people(),
                    asked=asked,
                    reason=told,
                    household=household,
                    national_id=form.national_id,
                ),
                then=lambda made: reverse("people:change_detail", args=[made.pk]),
                done=_("Proposed. Another member of staff approves it."),
            )
        try:
            lines = queries.asked_change(
                request.actor, kind=form.kind, asked=asked, household=household, national_id=form.national_id
            )
        except Refusal as refusal:
            show_refusal(request, refusal)
    status = 422 if request.method == "POST" and not lines else 200
    return render(
        request,
        "people/change_new.html",
        {
            "form": form,
            "lines": lines,
            "kind": ChangeRequest.Kind(form.kind).label,
            "title": title,
            "back": back,
        },
        status=status,
    )


def _show_change(request: RoomRequest, change: ChangeRequest) -> HttpResponse:
    decision: ChangeDecision | None = getattr(change, "decision", None)
    impossible: Refusal | None = None
    lines: list[queries.ChangeLine] = []
    try:
        lines = queries.change_in_words(change)
    except Refusal as refusal:
        impossible = refusal
    return render(
        request,
        "people/change_detail.html",
        {
            "change": change,
            "decision": decision,
            "undone": getattr(decision, "undo", None),
            "lines": lines,
            "impossible": impossible,
            "others": [] if decision else queries.conflicts(request.actor, change),
            "may_decide": not decision and queries.may_decide(request.actor, change),
            "own": not decision and change.proposed_by_id == request.actor.user_id,
            "may_undo": decision is not None
            and decision.verdict == ChangeDecision.Verdict.APPROVED
            and not hasattr(decision, "undo")
            and request.actor.is_any(*KEEPERS),
            "pair": queries.merged_pair(request.actor, change),
        },
    )
