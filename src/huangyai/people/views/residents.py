from __future__ import annotations

import contextlib
import uuid
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.people import queries
from huangyai.people.access import may_keep_register, may_read_changes
from huangyai.people.actions import (
    Circumstances,
    PersonFacts,
    correct_circumstances,
    propose_merge,
    register_person,
    take_back_merge,
)
from huangyai.people.forms import CircumstancesForm, MergeForm, PeopleFilter, PersonForm
from huangyai.people.models import HouseholdMember, Person
from huangyai.people.queries.preview import VALUE_LABELS
from huangyai.people.rules import without_title
from huangyai.people.views.kinship import told_kin
from huangyai.people.views.roles import KEEPERS, READERS

PAGE = 50
MOST_COUNTED = 10_000
_ASKED = ("given_name", "family_name", "title", "nickname", "sex", "birth_date", "national_id", "phone", "wheelchair")

if TYPE_CHECKING:
    _Paginator = Paginator[Person]
else:
    _Paginator = Paginator


class CappedPaginator(_Paginator):
    """Nobody turns a thousand pages, and counting a million residents takes longer than finding one."""

    def __init__(self, found: QuerySet[Person], per_page: int) -> None:
        super().__init__(found, per_page)
        self._found = found

    @cached_property
    def count(self) -> int:
        """How many there are, `MOST_COUNTED` at most."""
        return min(self._counted, MOST_COUNTED)

    @property
    def more(self) -> bool:
        """There are more than the pages show."""
        return self._counted > MOST_COUNTED

    @cached_property
    def _counted(self) -> int:
        return queries.count_at_most(self._found, MOST_COUNTED + 1)


class _LookFirst(Exception):
    """Names that are close stand in the register already."""


@member_page(*READERS)
def person_list(request: RoomRequest) -> HttpResponse:
    """Residents in Thai order, searched as people say and misspell names."""
    form = PeopleFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    search, village = asked.get("q", ""), asked.get("village")
    found = queries.people(request.actor, search=search, village_id=village.pk if village else None)
    page = CappedPaginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "people/person_list.html",
        {
            "form": form,
            "page": page,
            "residents": queries.as_residents(page),
            "search": search,
            "filtered": bool(search or village),
            "query": urlencode({"q": search, "village": village.pk if village else ""}),
            "may_keep": may_keep_register(request.actor),
            "reads_changes": may_read_changes(request.actor),
            "waiting": queries.open_changes(request.actor).count(),
        },
    )


@member_page(*READERS, Role.RESIDENT)
def person_detail(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """One resident: who they are, where and with whom they live. Residents may see themselves."""
    person = queries.person(request.actor, person_id)
    canonical = queries.canonical_of(request.actor, person)
    if canonical.pk != person.pk and not request.GET.get("entry"):
        messages.info(request, _("That entry is read as this one."))
        return redirect("people:person_detail", canonical.pk)
    return _show_person(request, person)


@member_page(*KEEPERS)
def person_circumstances(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """Put right how somebody is called, their phone, and whether they use a wheelchair."""
    person = queries.person(request.actor, person_id)
    known = {"nickname": person.nickname, "phone": person.phone, "wheelchair": person.wheelchair}
    form = CircumstancesForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: correct_circumstances(
                actor=request.actor, person=person, circumstances=Circumstances(**form.cleaned_data)
            ),
            then=lambda kept: reverse("people:person_detail", args=[kept.pk]),
            done=_("Saved."),
        )
    status = 422 if request.method == "POST" else 200
    return render(request, "people/person_circumstances.html", {"person": person, "form": form}, status=status)


@member_page(*KEEPERS)
def person_new(request: RoomRequest) -> HttpResponse:
    """Enter somebody, after the names that are nearest were looked at."""
    if request.method != "POST" and not request.GET.get("q", "").strip():
        messages.info(request, _("Search first: most people are in the register already."))
        return redirect("people:person_list")
    whole = request.GET.get("q", "").strip()
    named = without_title(whole)
    given, _blank, family = named.partition(" ")
    title = whole.removesuffix(named).strip()
    known = {"title": title[:40], "given_name": given[:80], "family_name": family.strip()[:80]}
    form = PersonForm(request.POST or None, actor=request.actor, initial=known)
    near: list[queries.Resident] = []

    def enter() -> Person:
        stay = form.cleaned_data["stay"] or HouseholdMember.Stay.BOTH
        facts = PersonFacts(**{name: form.cleaned_data[name] for name in _ASKED}, stay=stay)
        search = f"{facts.given_name} {facts.family_name}"
        if not request.POST.get("surely_new"):
            near.extend(queries.residents(queries.people(request.actor, search=search), most=5))
        if near:
            raise _LookFirst
        return register_person(actor=request.actor, household=form.household, facts=facts, new_home=form.new_home)

    if request.method == "POST" and form.is_valid():
        # Asked inside, so that a second tap on the button is answered like the first one.
        with contextlib.suppress(_LookFirst):
            return carry_out(
                request,
                enter,
                then=lambda person: _back(request) or reverse("people:person_detail", args=[person.pk]),
                done=_("Entered in the register."),
            )
    status = 422 if request.method == "POST" else 200
    return render(request, "people/person_new.html", {"form": form, "near": near}, status=status)


def _back(request: RoomRequest) -> str:
    """The page of ours that sent somebody here."""
    asked = request.GET.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""


@member_page(*KEEPERS)
def person_merges(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """Say that another entry is the same person: search for it, compare, give the reason."""
    person = queries.person(request.actor, person_id)
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        other = queries.person(request.actor, form.cleaned_data["other"])
        return carry_out(
            request,
            lambda: propose_merge(
                actor=request.actor, alias=other, canonical=person, reason=form.cleaned_data["reason"]
            ),
            then=lambda asked: reverse("people:change_detail", args=[asked.pk]),
            done=_("Proposed. Another member of staff confirms it."),
        )
    search = request.GET.get("q", person.full_name.removeprefix(person.title))[:120]
    near = [
        resident
        for resident in queries.residents(queries.people(request.actor, search=search), most=11)
        if resident.person.pk != person.pk
    ]
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "people/person_merges.html",
        {"person": person, "near": near, "search": search, "form": form},
        status=status,
    )


@member_page(*KEEPERS)
def merge_removal(request: RoomRequest, merge_id: uuid.UUID) -> HttpResponse:
    """Take a merge back: one person is two entries again."""
    merge = queries.merge(request.actor, merge_id)
    if request.method == "POST":
        return carry_out(
            request,
            lambda: take_back_merge(actor=request.actor, merge=merge, reason=request.POST.get("reason", "")),
            then=lambda taken: reverse("people:person_detail", args=[taken.canonical_id]),
            done=_("The two entries stand apart again."),
        )
    return _show_person(request, merge.canonical)


def _show_person(request: RoomRequest, person: Person) -> HttpResponse:
    members = queries.household_members(request.actor, person.household) if person.household else []
    own = request.actor.is_any(Role.RESIDENT) and not request.actor.is_staff
    merges = queries.merges_of(request.actor, person)
    return render(
        request,
        "people/person_detail.html",
        {
            "person": person,
            "age": queries.age(person),
            "national_id": queries.masked_national_id(request.actor, person),
            "others": queries.as_residents([member for member in members if member.pk != person.pk]),
            "merges": merges,
            "read_as": next((merge.canonical for merge in merges if merge.alias_id == person.pk), None),
            "died": getattr(person, "death", None),
            "known": queries.knowledge(request.actor, person),
            "ties": told_kin(request, person),
            "sources": [(VALUE_LABELS[told.field], told) for told in queries.provenance(request.actor, person)],
            "changes": queries.changes_of_person(request.actor, person)[:20] if may_read_changes(request.actor) else [],
            "may_keep": may_keep_register(request.actor),
            "own": own,
        },
    )
