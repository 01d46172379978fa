"""How people of the example are told things: some rung up, some at their door, some not found yet."""

from __future__ import annotations

import datetime as dt

from huangyai.assembly import actions as assembly
from huangyai.assembly.models import Assembly
from huangyai.assembly.rules import invitation_key
from huangyai.kernel import Actor
from huangyai.outbox import actions as outbox
from huangyai.outbox import queries as outbox_queries
from huangyai.outbox.models import Delivery
from huangyai.people.models import HouseholdMember, Person
from huangyai.people.queries import person_of_account, standing

INVITED = 60
# What came back for every so many: told, told, nobody answers or is at home, letter left.
_RESULTS = {
    "telephone": (("reached", ""), ("not_reached", "no_answer"), ("reached", ""), ("not_reached", "wrong_number")),
    "paper": (("reached", ""), ("handed", ""), ("not_reached", "not_home"), ("not_reached", "moved")),
}


def invite_to_next(officer: Actor, resident: Actor, called: Assembly, agreed_on: dt.date) -> None:
    """Heads of households are invited to the next assembly; half of the list has come back when the year ends."""
    heads = HouseholdMember.objects.filter(part=HouseholdMember.Part.HEAD, ends_on__isnull=True).values("person_id")
    people = list(
        standing(Person.objects.filter(pk__in=heads)).order_by("household__village__number", "sort_key", "pk")[:INVITED]
    )
    own = person_of_account(resident)
    if own is not None and own not in people:
        people.append(own)
    assembly.invite_group(actor=officer, assembly=called, group="resident", people=people)
    message = outbox_queries.current_message(invitation_key(called.pk))
    if message is None:
        # The example was made for a day that is over: nobody is invited to yesterday.
        return
    for at, person in enumerate(people[:2], start=1):
        outbox.link_line(actor=officer, person=person, user_id=f"U{at:032x}", agreed_on=agreed_on)
    for way, results in _RESULTS.items():
        listed = outbox_queries.to_tell(officer, message, channel=way)
        deliveries = list(Delivery.objects.filter(pk__in=listed.values("delivery_id")).order_by("number"))
        for at, delivery in enumerate(deliveries[: len(deliveries) // 2]):
            if own is None or delivery.person_id != own.pk:
                kind, reason = results[at % len(results)]
                outbox.note_what_became(actor=officer, delivery=delivery, kind=kind, channel=way, reason=reason)
