"""What is known of one person, from whom and since when."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.kernel import Actor, NotFound
from huangyai.people.access import visible_people
from huangyai.people.models import Address, Consent, Contact, HouseholdMember, OtherName, Person, ValueSource

# Sources that the product itself notes.
_SOURCES = {"civil": _("Civil register"), "counter": _("told at the counter"), "registers": _("Offices' lists")}
_Known = TypeVar("_Known", Address, Contact, OtherName)
# The values of a person whose source is told, in the order in which pages show them.
TOLD_VALUES = (
    "title",
    "given_name",
    "family_name",
    "sex",
    "birth_date",
    "national_id",
    "nickname",
    "phone",
    "wheelchair",
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """One value of a person: who said it and when; `former` are earlier values, the newest first."""

    field: str
    source: str
    day: dt.date
    by: str
    former: tuple[ValueSource, ...]

    @property
    def words(self) -> str:
        """The source as a page shows it; the names of lists are words of the catalogue."""
        return str(_SOURCES.get(self.source, self.source))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of somebody besides their name, ready to show."""

    houses: list[HouseholdMember]
    addresses: list[Address]
    contacts: list[Contact]
    names: list[OtherName]
    consents: list[Consent]


def knowledge(actor: Actor, person: Person) -> Knowledge:
    """Houses over time, addresses, ways to reach them, other names, consents; a question each."""
    seen = visible_people(actor).filter(pk=person.pk)
    return Knowledge(
        houses=list(
            HouseholdMember.objects.filter(person__in=seen)
            .select_related("household__village")
            .order_by(models.F("ends_on").desc(nulls_first=True), "-begins_on", "-made_at")
        ),
        addresses=list(
            Address.objects.filter(person__in=seen, ends_on__isnull=True).select_related("village").order_by("made_at")
        ),
        contacts=list(Contact.objects.filter(person__in=seen, ended_at__isnull=True).order_by("made_at")),
        names=list(OtherName.objects.filter(person__in=seen).order_by("kind", "made_at")),
        consents=list(
            Consent.objects.filter(person__in=seen)
            .select_related("noted_by")
            .order_by("purpose", "-answered_on", "-made_at")
        ),
    )


def contact_of(actor: Actor, person: Person, contact_id: uuid.UUID) -> Contact:
    """One way to reach somebody that still holds, or NotFound."""
    return _one(knowledge(actor, person).contacts, contact_id)


def other_name_of(actor: Actor, person: Person, name_id: uuid.UUID) -> OtherName:
    """One other name of somebody, or NotFound."""
    return _one(knowledge(actor, person).names, name_id)


def address_of(actor: Actor, person: Person, address_id: uuid.UUID) -> Address:
    """One other address of somebody that still holds, or NotFound."""
    return _one(knowledge(actor, person).addresses, address_id)


def consent_of(person: Person, purpose: str, day: dt.date) -> bool:
    """Whether somebody's newest word on a purpose is a yes that still holds on a day."""
    newest = Consent.objects.filter(person=person, purpose=purpose).order_by("-answered_on", "-made_at").first()
    return bool(newest and newest.answer == Consent.Answer.GIVEN and (newest.until is None or newest.until >= day))


def provenance(actor: Actor, person: Person) -> list[Provenance]:
    """Where each value of a person came from and when: the last who said it, or the list that brought them in."""
    told: dict[str, list[ValueSource]] = {}
    rows = ValueSource.objects.filter(person__in=visible_people(actor).filter(pk=person.pk)).select_related("noted_by")
    for row in rows.order_by("-made_at", "-pk"):
        told.setdefault(row.field, []).append(row)
    admission = person.admission
    found = []
    for field in TOLD_VALUES:
        sources = told.get(field, [])
        value = person.national_id_hash if field == "national_id" else getattr(person, field)
        if sources:
            newest = sources[0]
            by = newest.noted_by.display_name if newest.noted_by else ""
            found.append(Provenance(field, newest.source, newest.said_on, by, tuple(sources[1:])))
        elif value and admission:
            by = admission.admitted_by.display_name if admission.admitted_by else ""
            found.append(Provenance(field, admission.source, admission.made_at.date(), by, ()))
    return found


def _one(rows: list[_Known], pk: uuid.UUID) -> _Known:
    found = next((row for row in rows if row.pk == pk), None)
    if found is None:
        raise NotFound
    return found
