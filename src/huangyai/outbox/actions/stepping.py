"""Deliveries go from one state to the next: the row that was the state ends, a new one begins. Many cost no more questions than one."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils import timezone

from huangyai.kernel import Actor
from huangyai.outbox.models import Channel, Delivery, DeliveryStep
from huangyai.outbox.queries.reaching import reach_of
from huangyai.outbox.rules import Miss, Tried, Way, next_way, ways_to

_KIND = DeliveryStep.Kind


def steps_now(deliveries: Iterable[uuid.UUID]) -> list[DeliveryStep]:
    """The states of deliveries. These are held until the transaction ends: two who key them in come one after the other."""
    wanted = list(deliveries)
    held = Delivery.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=wanted).order_by("pk")
    now = DeliveryStep.objects.filter(delivery__in=list(held), ended_at__isnull=True)
    return list(now.select_related("delivery__message").order_by("delivery__number", "pk"))


def go_to(
    actor: Actor, steps: Sequence[DeliveryStep], kind: DeliveryStep.Kind, *, channel: str = "", reason: str = ""
) -> list[DeliveryStep]:
    """End these states and begin the next one of each, by the same way unless another is named."""
    moment = timezone.now()
    DeliveryStep.objects.filter(pk__in=[step.pk for step in steps]).update(ended_at=moment)
    return DeliveryStep.objects.bulk_create(
        DeliveryStep(
            municipality_id=step.municipality_id,
            delivery=step.delivery,
            kind=kind,
            channel=channel or step.channel,
            reason=reason,
            due_at=moment if kind == _KIND.PREPARED and (channel or step.channel) == Channel.LINE else None,
            noted_by_id=actor.user_id,
        )
        for step in steps
    )


def miss(actor: Actor, steps: Sequence[DeliveryStep], *, channel: str, reason: str) -> list[DeliveryStep]:
    """It did not reach them: the next way of each is prepared, or it stays so where none is left."""
    missed = go_to(actor, steps, _KIND.NOT_REACHED, channel=channel, reason=reason)
    tried: dict[uuid.UUID, list[Tried]] = defaultdict(list)
    rows = DeliveryStep.objects.filter(delivery__in=[step.delivery for step in missed], kind=_KIND.NOT_REACHED)
    for delivery_id, way, why in rows.order_by("made_at", "pk").values_list("delivery_id", "channel", "reason"):
        tried[delivery_id].append(Tried(Way(way), Miss(why)))
    reached = reach_of(step.delivery.person_id for step in missed)
    after, by_way = [], defaultdict[Way, list[DeliveryStep]](list)
    for step in missed:
        ways = ways_to(reached[step.delivery.person_id].reach, private=step.delivery.message.is_private)
        if next_one := next_way(ways, tried[step.delivery_id]):
            by_way[next_one].append(step)
        else:
            after.append(step)
    for next_one, going in by_way.items():
        after += go_to(actor, going, _KIND.PREPARED, channel=next_one.value)
    return after
