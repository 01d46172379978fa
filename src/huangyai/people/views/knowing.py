"""Kin, ways to reach somebody, other names and addresses, and what they agreed to."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.people import actions, queries
from huangyai.people.forms import KIN_ROWS, AddressForm, ConsentForm, ContactForm, KinForm, OtherNameForm
from huangyai.people.models import Person
from huangyai.people.views.kinship import told_kin
from huangyai.people.views.roles import KEEPERS


@member_page(*KEEPERS)
def person_kin(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """Who is kin to somebody: search for the other person and say what they are."""
    person = queries.person(request.actor, person_id)
    form = KinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        other = queries.person(request.actor, told["other"])
        kind, stands_first = KIN_ROWS[told["word"]]
        first, second = (person, other) if stands_first else (other, person)
        return carry_out(
            request,
            lambda: actions.note_kinship(
                actor=request.actor, person=first, relative=second, kind=kind, source=told["source"] or "counter"
            ),
            then=lambda _tie: reverse("people:person_kin", args=[person.pk]),
            done=_("Saved."),
        )
    search = request.GET.get("q", person.family_name)[:120]
    found = queries.residents(queries.people(request.actor, search=search), most=11) if search.strip() else []
    return render(
        request,
        "people/person_kin.html",
        {
            "person": person,
            "ties": told_kin(request, person),
            "near": [resident for resident in found if resident.person.pk != person.pk],
            "search": search,
            "form": form,
        },
        status=422 if request.method == "POST" else 200,
    )


@member_page(*KEEPERS)
def kinship_end(request: RoomRequest, person_id: uuid.UUID, kinship_id: uuid.UUID) -> HttpResponse:
    """A marriage, guardianship or carer's duty ends."""
    person = queries.person(request.actor, person_id)
    tie = queries.kinship_of(request.actor, person, kinship_id)
    return _end(request, person, "people:person_kin", lambda: actions.end_kinship(actor=request.actor, kinship=tie))


@member_page(*KEEPERS)
def person_contacts(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """Ways to reach somebody."""
    return _keep(
        request,
        person_id,
        "contacts",
        ContactForm,
        lambda person, told: actions.add_contact(actor=request.actor, person=person, **told),
    )


@member_page(*KEEPERS)
def contact_end(request: RoomRequest, person_id: uuid.UUID, contact_id: uuid.UUID) -> HttpResponse:
    """Nobody answers there any more."""
    person = queries.person(request.actor, person_id)
    contact = queries.contact_of(request.actor, person, contact_id)
    return _end(
        request, person, "people:person_contacts", lambda: actions.end_contact(actor=request.actor, contact=contact)
    )


@member_page(*KEEPERS)
def person_names(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """Nicknames and former names."""
    return _keep(
        request,
        person_id,
        "names",
        OtherNameForm,
        lambda person, told: actions.add_other_name(actor=request.actor, person=person, **told),
    )


@member_page(*KEEPERS)
def name_removal(request: RoomRequest, person_id: uuid.UUID, name_id: uuid.UUID) -> HttpResponse:
    """A name that was noted by mistake."""
    person = queries.person(request.actor, person_id)
    name = queries.other_name_of(request.actor, person, name_id)
    return _end(
        request,
        person,
        "people:person_names",
        lambda: actions.remove_other_name(actor=request.actor, other_name=name),
    )


@member_page(*KEEPERS)
def person_addresses(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """Where else somebody lives, works or is registered."""
    return _keep(
        request,
        person_id,
        "addresses",
        AddressForm,
        lambda person, told: actions.add_address(actor=request.actor, person=person, **told),
    )


@member_page(*KEEPERS)
def address_end(request: RoomRequest, person_id: uuid.UUID, address_id: uuid.UUID) -> HttpResponse:
    """Somebody is there no longer."""
    person = queries.person(request.actor, person_id)
    address = queries.address_of(request.actor, person, address_id)
    return _end(
        request, person, "people:person_addresses", lambda: actions.end_address(actor=request.actor, address=address)
    )


@member_page(*KEEPERS)
def person_consents(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """What somebody answered about the uses of what is known of them."""
    return _keep(
        request,
        person_id,
        "consents",
        ConsentForm,
        lambda person, told: actions.record_consent(actor=request.actor, person=person, **told),
    )


def _keep(
    request: RoomRequest,
    person_id: uuid.UUID,
    what: str,
    form_class: type[forms.Form],
    keep: Callable[..., object],
) -> HttpResponse:
    person = queries.person(request.actor, person_id)
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: keep(person, form.cleaned_data),
            then=lambda _kept: reverse(f"people:person_{what}", args=[person.pk]),
            done=_("Saved."),
        )
    titles = {
        "contacts": _("Ways to reach"),
        "names": _("Other names"),
        "addresses": _("Other addresses"),
        "consents": _("Consents"),
    }
    return render(
        request,
        "people/person_knowledge.html",
        {
            "person": person,
            "form": form,
            "what": what,
            "title": titles[what],
            "known": queries.knowledge(request.actor, person),
        },
        status=422 if request.method == "POST" else 200,
    )


def _end(request: RoomRequest, person: Person, page: str, end: Callable[[], object]) -> HttpResponse:
    address = reverse(page, args=[person.pk])
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    return carry_out(request, end, then=lambda _ended: address, done=_("Saved."))
