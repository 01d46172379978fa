"""A room says: tell these people this."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from procrastinate.contrib.django import app

from huangyai.kernel import Actor, Words
from huangyai.ledger.actions import record
from huangyai.outbox.access import require_sending
from huangyai.outbox.actions.stepping import go_to, steps_now
from huangyai.outbox.models import Channel, Delivery, DeliveryStep, Message
from huangyai.outbox.queries.messages import NOT_YET
from huangyai.outbox.queries.reaching import reach_of
from huangyai.outbox.rules import require_discreet, ways_to
from huangyai.people.models import Merge, Person
from huangyai.people.queries import standing

JOB = "huangyai.outbox.tasks.carry"


def send_message(
    *,
    actor: Actor,
    to: Iterable[Person],
    purpose: str,
    text: Words,
    occasion: Words,
    key: str,
    own_texts: Mapping[uuid.UUID, Words] | None = None,
    useful_until: dt.datetime | None = None,
) -> Message | None:
    """Tell these people this, once. Each gets it by the first way that they have and agreed to.

    Parameters
    ----------
    text : what everybody hears; `own_texts`, by the person's id, is what somebody hears instead (their own time).
    occasion : what it is about, as the officers' list calls it.
    key : the natural key, such as ``rides:<id>``. With a key that was used before, only people who are new hear it.
    useful_until : after this moment nobody is called any more.

    Returns None where there is nobody to tell. The dead are left out; an entry that is read as another one means that one.

    Raises
    ------
    Refusal
        ``message-sensitive``, ``message-empty`` or ``message-too-long``; nothing is sent then.
    """
    require_sending(actor)
    own = own_texts or {}
    for words in (text, *own.values()):
        require_discreet(words)
    require_discreet(Words(th=f"เรื่อง: {occasion.th}", en=f"About: {occasion.en}"))
    with transaction.atomic():
        meant = _meant(person.pk for person in to)
        if not meant:
            return None
        message, fresh = Message.objects.get_or_create(
            municipality_id=actor.municipality_id,
            key=key,
            defaults={
                "purpose": purpose,
                "occasion": occasion,
                "text": text,
                "useful_until": useful_until,
                "sent_by_id": actor.user_id,
            },
        )
        # Whoever sends the same at the same moment waits here, and finds these people told.
        Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
        before = set(Delivery.objects.filter(message=message).values_list("person_id", flat=True))
        people = _in_order(set(meant) - before)
        if people:
            ways = _deliver(message, people, {pk: own[said] for pk, said in meant.items() if said in own})
            record(
                actor=actor,
                verb="message.sent",
                subject=message,
                purpose=str(purpose),
                people=len(people),
                ways=dict(ways),
            )
        elif fresh:
            # Everybody meant has died.
            message.delete()
            return None
    return message


def withdraw_messages(*, actor: Actor, keys: Iterable[str], people: Iterable[Person] | None = None) -> int:
    """What is not told yet of these messages is no longer needed, since something newer is said; returns how many.

    With `people`, only what these would be told.
    """
    require_sending(actor)
    with transaction.atomic():
        meant = Delivery.objects.filter(message__key__in=list(keys))
        if people is not None:
            meant = meant.filter(person_id__in=_meant(person.pk for person in people))
        steps = [step for step in steps_now(meant.values_list("pk", flat=True)) if step.kind in NOT_YET]
        go_to(actor, steps, DeliveryStep.Kind.WITHDRAWN)
        for message in {step.delivery.message for step in steps}:
            record(actor=actor, verb="message.withdrawn", subject=message)
    return len(steps)


def _meant(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Whom these entries are read as, each with the entry that was named."""
    named = list(dict.fromkeys(ids))
    read_as = dict(
        Merge.objects.filter(alias_id__in=named, taken_back_at__isnull=True).values_list("alias_id", "canonical_id")
    )
    found: dict[uuid.UUID, uuid.UUID] = {}
    for pk in named:
        found.setdefault(read_as.get(pk, pk), pk)
    return found


def _in_order(ids: set[uuid.UUID]) -> list[uuid.UUID]:
    """The living, village by village, house by house: the order of the printed lists."""
    living = standing(Person.objects.filter(pk__in=ids))
    ordered = living.order_by("household__village__number", "household__place_key", "sort_key", "pk")
    return list(ordered.values_list("pk", flat=True))


def _deliver(message: Message, people: list[uuid.UUID], own: Mapping[uuid.UUID, Words]) -> Counter[str]:
    """A delivery for each, prepared on its first way; what a machine carries is asked of the worker."""
    reached = reach_of(people)
    last = Delivery.objects.filter(message=message).aggregate(last=Max("number"))["last"] or 0
    deliveries = Delivery.objects.bulk_create(
        Delivery(
            municipality_id=message.municipality_id, message=message, person_id=pk, number=number, own_text=own.get(pk)
        )
        for number, pk in enumerate(people, start=last + 1)
    )
    now = timezone.now()
    ways: Counter[str] = Counter()
    steps = []
    for delivery in deliveries:
        way = ways_to(reached[delivery.person_id].reach, private=message.is_private)[0].value
        ways[way] += 1
        steps.append(
            DeliveryStep(
                municipality_id=message.municipality_id,
                delivery=delivery,
                kind=DeliveryStep.Kind.PREPARED,
                channel=way,
                due_at=now if way == Channel.LINE else None,
            )
        )
    DeliveryStep.objects.bulk_create(steps)
    if ways[Channel.LINE.value]:
        app.configure_task(JOB, allow_unknown=True).defer(municipality=str(message.municipality_id))
    return ways
