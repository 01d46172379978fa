"""A delivery goes from one state to the next: the row that was its state ends, a new one begins."""

from __future__ import annotations

import uuid

from django.utils import timezone

from huangyai.kernel import Actor
from huangyai.outbox.models import Channel, Delivery, DeliveryStep
from huangyai.outbox.queries.reaching import reach_of
from huangyai.outbox.rules import Miss, Tried, Way, next_way, ways_to

_KIND = DeliveryStep.Kind


def step_now(delivery_id: uuid.UUID) -> DeliveryStep | None:
    """The state of a delivery. The delivery is held until the transaction ends: two who key it in come one after the other."""
    Delivery.objects.select_for_update(of=("self",), no_key=True).filter(pk=delivery_id).first()
    now = DeliveryStep.objects.select_related("delivery__message")
    return now.filter(delivery_id=delivery_id, ended_at__isnull=True).first()


def go_to(
    actor: Actor, now: DeliveryStep, kind: DeliveryStep.Kind, *, channel: str = "", reason: str = ""
) -> DeliveryStep:
    """End the state and begin the next one, by the same way unless another is named."""
    moment = timezone.now()
    now.ended_at = moment
    now.save(update_fields=["ended_at"])
    way = channel or now.channel
    return DeliveryStep.objects.create(
        municipality_id=now.municipality_id,
        delivery=now.delivery,
        kind=kind,
        channel=way,
        reason=reason,
        due_at=moment if kind == _KIND.PREPARED and way == Channel.LINE else None,
        noted_by_id=actor.user_id,
    )


def miss(actor: Actor, now: DeliveryStep, *, channel: str, reason: str) -> DeliveryStep:
    """It did not reach them: the next way is prepared, or it stays so when none is left."""
    missed = go_to(actor, now, _KIND.NOT_REACHED, channel=channel, reason=reason)
    delivery = missed.delivery
    reached = reach_of([delivery.person_id])[delivery.person_id]
    rows = DeliveryStep.objects.filter(delivery=delivery, kind=_KIND.NOT_REACHED).order_by("made_at", "pk")
    tried = [Tried(Way(way), Miss(why)) for way, why in rows.values_list("channel", "reason")]
    way = next_way(ways_to(reached.reach, private=delivery.message.is_private), tried)
    return go_to(actor, missed, _KIND.PREPARED, channel=way.value) if way else missed
