"""With what people can be reached, many at once: four questions a thousand people."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from huangyai.outbox.models import LineAccount, LineLink
from huangyai.outbox.rules import Reach
from huangyai.people.models import Consent, Contact, Person

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Reached:
    """What the rule needs to know of somebody, with the number to ring and whose telephone it is."""

    reach: Reach
    phone: str = ""
    whose: str = ""
    line: LineLink | None = None


def reach_of(people: Iterable[uuid.UUID]) -> dict[uuid.UUID, Reached]:
    """How each of these people can be reached today."""
    wanted = list(dict.fromkeys(people))
    with_line = LineAccount.objects.filter(ended_at__isnull=True).exists() if wanted else False
    found: dict[uuid.UUID, Reached] = {}
    for first in range(0, len(wanted), _AT_ONCE):
        found |= _reach(wanted[first : first + _AT_ONCE], with_line=with_line)
    return found


def _reach(ids: list[uuid.UUID], *, with_line: bool) -> dict[uuid.UUID, Reached]:
    numbers: dict[uuid.UUID, tuple[str, str]] = {
        pk: (phone, "") for pk, phone in Person.objects.filter(pk__in=ids, phone__gt="").values_list("pk", "phone")
    }
    contacts = Contact.objects.filter(person_id__in=ids, way=Contact.Way.PHONE, ended_at__isnull=True)
    for person_id, number, whose in contacts.order_by("made_at", "pk").values_list("person_id", "value", "whose"):
        # Their own telephone goes before a relative's.
        if person_id not in numbers or (numbers[person_id][1] and not whose):
            numbers[person_id] = (number, whose)
    links = LineLink.objects.filter(person_id__in=ids, ended_at__isnull=True) if with_line else LineLink.objects.none()
    line = {link.person_id: link for link in links}
    refused = _refused(ids)
    found = {}
    for pk in ids:
        number, whose = numbers.get(pk, ("", ""))
        link = line.get(pk)
        reach = Reach(
            phone=bool(number),
            own_phone=bool(number) and not whose,
            line=link is not None,
            own_line=link is not None and not link.whose,
            refused=pk in refused,
        )
        found[pk] = Reached(reach, number, whose, link)
    return found


def _refused(ids: list[uuid.UUID]) -> set[uuid.UUID]:
    """Whose newest word on being contacted is a no, or a yes that has run out."""
    newest: dict[uuid.UUID, tuple[str, dt.date | None]] = {}
    words = Consent.objects.filter(person_id__in=ids, purpose=Consent.Purpose.CONTACT)
    for person_id, answer, until in words.order_by("-answered_on", "-made_at").values_list(
        "person_id", "answer", "until"
    ):
        newest.setdefault(person_id, (answer, until))
    today = timezone.localdate()
    return {
        pk
        for pk, (answer, until) in newest.items()
        if answer != Consent.Answer.GIVEN or (until is not None and until < today)
    }
