from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db import models
from django.db.models import Count, Q

from huangyai.kernel import Actor, NotFound
from huangyai.outbox.access import visible_messages
from huangyai.outbox.models import DeliveryStep, Message

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

_KIND = DeliveryStep.Kind
GOT_IT = (_KIND.REACHED,)
ON_ITS_WAY = (_KIND.SENT, _KIND.HANDED)
NOT_YET = (_KIND.PREPARED, _KIND.NOT_REACHED)


class Counts(TypedDict):
    """How far a message has come."""

    people: int
    reached: int
    under_way: int
    not_yet: int


@dataclass(frozen=True, slots=True)
class Told:
    """How far one message has come, for the page of the room that sent it."""

    message_id: uuid.UUID
    people: int
    reached: int
    under_way: int
    not_yet: int


def messages(actor: Actor, *, purpose: str = "") -> models.QuerySet[WithAnnotations[Message, Counts]]:
    """What people are told, the newest first, with how many have heard it."""
    found = visible_messages(actor).select_related("sent_by")
    if purpose:
        found = found.filter(purpose=purpose)
    return _counted(found).order_by("-made_at", "-pk")


def message(actor: Actor, message_id: uuid.UUID) -> WithAnnotations[Message, Counts]:
    """One message, or NotFound."""
    found = _counted(visible_messages(actor).select_related("sent_by")).filter(pk=message_id).first()
    if found is None:
        raise NotFound
    return found


def current_message(key: str) -> Message | None:
    """The message with this natural key, if it was sent."""
    return Message.objects.filter(key=key).first()


def told(actor: Actor, keys: Iterable[str]) -> dict[str, Told]:
    """How far the messages with these keys have come; only for those who may read them."""
    found = _counted(visible_messages(actor).filter(key__in=list(keys)))
    return {
        one.key: Told(one.pk, one.people, one.reached, one.under_way, one.not_yet)
        for one in found
    }  # fmt: skip


def _counted(found: models.QuerySet[Message]) -> models.QuerySet[WithAnnotations[Message, Counts]]:
    now = Q(deliveries__steps__ended_at__isnull=True)
    return found.annotate(
        people=Count("deliveries__steps", filter=now & ~Q(deliveries__steps__kind=_KIND.WITHDRAWN)),
        reached=Count("deliveries__steps", filter=now & Q(deliveries__steps__kind__in=GOT_IT)),
        under_way=Count("deliveries__steps", filter=now & Q(deliveries__steps__kind__in=ON_ITS_WAY)),
        not_yet=Count("deliveries__steps", filter=now & Q(deliveries__steps__kind__in=NOT_YET)),
    )
