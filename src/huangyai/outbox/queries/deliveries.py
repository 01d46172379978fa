from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import override

from huangyai.kernel import Actor, NotFound, Words
from huangyai.outbox.access import own_deliveries, require_outbox_work, visible_messages
from huangyai.outbox.models import Channel, Delivery, DeliveryStep, Message
from huangyai.outbox.queries.messages import NOT_YET
from huangyai.outbox.queries.reaching import Reached, reach_of
from huangyai.outbox.rules import Miss, Tried, Way, next_way, ways_to

_BY_HAND = (Channel.TELEPHONE, Channel.PAPER)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a message, ready to show or print: where they stand, and which way comes next."""

    step: DeliveryStep
    text: Words
    phone: str
    whose: str
    misses: tuple[DeliveryStep, ...]
    next: Way | None

    @property
    def next_label(self) -> str:
        """The way to take now, as pages call it."""
        return str(Channel(self.next.value).label) if self.next else ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many people still have to be told, and how."""

    people: int
    by_telephone: int
    by_letter: int
    out_of_ways: int


def delivery(actor: Actor, delivery_id: uuid.UUID) -> Delivery:
    """One delivery for those who work in the outbox, or NotFound."""
    require_outbox_work(actor)
    found = (
        Delivery.objects.filter(pk=delivery_id)
        .select_related("message", "person__household__village")
        .first()
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found


def to_tell(
    actor: Actor, message: Message | None = None, *, show: str = "", channel: str = ""
) -> models.QuerySet[DeliveryStep]:
    """Where each person of a message stands now, by village and name.

    `show` is empty for everybody, ``waiting`` for those not told yet, ``missed`` for those among them who were tried.
    """
    found = (
        DeliveryStep.objects.filter(ended_at__isnull=True, delivery__message__in=visible_messages(actor))
        .exclude(kind=DeliveryStep.Kind.WITHDRAWN)
        .select_related("delivery__message", "delivery__person__household__village")
    )
    if message is not None:
        found = found.filter(delivery__message=message)
    if show in {"waiting", "missed"}:
        found = found.filter(kind__in=NOT_YET)
    if show == "missed":
        missed = DeliveryStep.objects.filter(delivery=OuterRef("delivery"), kind=DeliveryStep.Kind.NOT_REACHED)
        found = found.filter(Exists(missed))
    if channel:
        found = found.filter(kind=DeliveryStep.Kind.PREPARED, channel=channel)
    return found.order_by("delivery__number", "pk")


def lines(steps: Iterable[DeliveryStep]) -> list[Line]:
    """Steps of one page with the number to ring, what failed before and the next way; six questions a page."""
    page = list(steps)
    reached = reach_of(step.delivery.person_id for step in page)
    misses = _misses([step.delivery_id for step in page])
    return [_line(step, reached[step.delivery.person_id], misses[step.delivery_id]) for step in page]


def printed_lines(
    actor: Actor, message: Message, channel: str, *, most: int = 3000
) -> list[tuple[str, list[Line]]]:  # fmt: skip
    """Who waits to be told by this way, village by village; the rest stands on the next print."""
    villages: dict[str, list[Line]] = defaultdict(list)
    for line in lines(to_tell(actor, message, channel=channel)[:most]):
        home = line.step.delivery.person.household
        with override("th"):
            # Papers are in Thai, whatever the language of the page that prints them.
            villages[str(home.village) if home else ""].append(line)
    return list(villages.items())


def next_waiting(actor: Actor, message: Message, channel: str, *, after: int = 0) -> DeliveryStep | None:
    """Who is to be told next by this way, in the order of the printed list; round to the beginning at its end."""
    waiting = to_tell(actor, message, channel=channel)
    return waiting.filter(delivery__number__gt=after).first() or waiting.first()


def waiting_ways(actor: Actor, message: Message) -> list[tuple[str, str, int]]:
    """The lists of a message that people carry, with how many stand on each: key, name, number."""
    rows = to_tell(actor, message).filter(kind=DeliveryStep.Kind.PREPARED, channel__in=_BY_HAND).order_by()
    counts = dict(rows.values_list("channel").annotate(n=Count("pk")))
    return [(way.value, str(way.label), counts[way.value]) for way in _BY_HAND if counts.get(way.value)]


def results_of(actor: Actor, delivery: Delivery) -> list[DeliveryStep]:
    """What became of one delivery, as it was said or as LINE answered, the newest first."""
    require_outbox_work(actor)
    found = DeliveryStep.objects.filter(delivery=delivery).exclude(kind=DeliveryStep.Kind.PREPARED)
    return list(found.select_related("noted_by").order_by("-made_at", "-pk"))


def count_waiting(actor: Actor) -> Waiting:
    """How many people have still to hear something that matters now."""
    require_outbox_work(actor)
    still = Q(delivery__message__useful_until__isnull=True) | Q(delivery__message__useful_until__gt=timezone.now())
    here = DeliveryStep.objects.filter(still, ended_at__isnull=True, kind__in=NOT_YET)
    prepared = Q(kind=DeliveryStep.Kind.PREPARED)
    found = here.aggregate(
        people=Count("delivery__person", distinct=True),
        by_telephone=Count("delivery__person", distinct=True, filter=prepared & Q(channel=Channel.TELEPHONE)),
        by_letter=Count("delivery__person", distinct=True, filter=prepared & Q(channel=Channel.PAPER)),
        out_of_ways=Count("delivery__person", distinct=True, filter=Q(kind=DeliveryStep.Kind.NOT_REACHED)),
    )
    return Waiting(**found)


def own_messages(actor: Actor) -> models.QuerySet[DeliveryStep]:
    """What the municipality tells the resident behind this account, the newest first."""
    return (
        DeliveryStep.objects.filter(ended_at__isnull=True, delivery__in=own_deliveries(actor))
        .exclude(kind=DeliveryStep.Kind.WITHDRAWN)
        .select_related("delivery__message")
        .order_by("-delivery__made_at", "-pk")
    )


def unread_messages(actor: Actor) -> models.QuerySet[DeliveryStep]:
    """What the resident has not said to have read."""
    return own_messages(actor).exclude(kind=DeliveryStep.Kind.REACHED)


def _line(step: DeliveryStep, reached: Reached, misses: Sequence[DeliveryStep]) -> Line:
    message = step.delivery.message
    way: Way | None = Way(step.channel)
    if step.kind == DeliveryStep.Kind.NOT_REACHED:
        tried = [Tried(Way(one.channel), Miss(one.reason)) for one in misses]
        way = next_way(ways_to(reached.reach, private=message.is_private), tried)
    return Line(
        step=step,
        text=step.delivery.own_text or message.text,
        phone=reached.phone,
        whose=reached.whose,
        misses=tuple(misses),
        next=way,
    )


def _misses(deliveries: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[DeliveryStep]]:
    found: dict[uuid.UUID, list[DeliveryStep]] = defaultdict(list)
    rows = DeliveryStep.objects.filter(delivery_id__in=deliveries, kind=DeliveryStep.Kind.NOT_REACHED)
    for step in rows.order_by("made_at", "pk"):
        found[step.delivery_id].append(step)
    return found
