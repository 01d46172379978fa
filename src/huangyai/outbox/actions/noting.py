"""What became of a message, as those say who rang up or stood at the door, and as the person says themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from huangyai.kernel import Actor, NotFound, Refusal
from huangyai.ledger.actions import record
from huangyai.outbox.access import own_deliveries, require_outbox_work
from huangyai.outbox.actions.stepping import go_to, miss, steps_now
from huangyai.outbox.models import Channel, Delivery, DeliveryStep, Message

_KIND = DeliveryStep.Kind
_SAID_BY_PEOPLE = frozenset({_KIND.REACHED, _KIND.HANDED, _KIND.NOT_REACHED})


def note_what_became(
    *, actor: Actor, delivery: Delivery, kind: str, channel: str, reason: str = ""
) -> DeliveryStep:  # fmt: skip
    """Told, letter left at home, or not reached and why. Said again it corrects what was said; nothing is erased.

    Who was not reached goes on to the next way at once; the state after it is returned.
    """
    require_outbox_work(actor)
    _require_result(kind, channel, reason)
    with transaction.atomic():
        (after,) = _note(actor, delivery.message, [delivery], kind, channel, reason)
    return after


def note_results(
    *, actor: Actor, message: Message, channel: str, numbers: Iterable[int], kind: str, reason: str = ""
) -> int:
    """A printed list comes back: the same result for several numbers of it at once. All of them, or none."""
    require_outbox_work(actor)
    _require_result(kind, channel, reason)
    wanted = sorted(set(numbers))
    with transaction.atomic():
        found = {each.number: each for each in Delivery.objects.filter(message=message, number__in=wanted)}
        if missing := [str(number) for number in wanted if number not in found]:
            raise Refusal(
                "number-not-on-list",
                th=f"ไม่มีลำดับที่ {', '.join(missing)} ในรายชื่อของข้อความนี้ ยังไม่ได้บันทึกอะไร",
                en=f"There is no number {', '.join(missing)} on this message's list; nothing was written down.",
            )
        if wanted:
            _note(actor, message, list(found.values()), kind, channel, reason)
    return len(wanted)


def _require_result(kind: str, channel: str, reason: str) -> None:
    if kind not in _SAID_BY_PEOPLE or channel not in Channel.values:
        raise NotFound
    if (kind == _KIND.NOT_REACHED) != bool(reason) or (reason and reason not in DeliveryStep.Reason.values):
        raise Refusal(
            "miss-without-reason",
            th="หากติดต่อไม่ได้ โปรดบอกเหตุผลด้วย",
            en="If they were not reached, please say why.",
        )


def _note(
    actor: Actor, message: Message, deliveries: Sequence[Delivery], kind: str, channel: str, reason: str
) -> list[DeliveryStep]:
    now = steps_now(delivery.pk for delivery in deliveries)
    if len(now) < len(deliveries) or any(step.kind == _KIND.WITHDRAWN for step in now):
        raise Refusal(
            "message-withdrawn",
            th="ข้อความนี้ไม่ต้องแจ้งแล้ว เพราะมีข้อความใหม่กว่า",
            en="This message need not be told any more, since there is a newer one.",
        )
    if kind == _KIND.NOT_REACHED:
        after = miss(actor, now, channel=channel, reason=reason)
    else:
        after = go_to(actor, now, DeliveryStep.Kind(kind), channel=channel)
    record(
        actor=actor,
        verb="message.result-noted",
        subject=message,
        deliveries=[delivery.pk for delivery in deliveries],
        result=str(kind),
        way=str(channel),
        reason=str(reason),
    )
    return after


def note_read(*, actor: Actor, delivery: Delivery) -> DeliveryStep:
    """A resident read what is for them on their own screen; nobody needs to call any more."""
    if not own_deliveries(actor).filter(pk=delivery.pk).exists():
        raise NotFound
    with transaction.atomic():
        (now,) = steps_now([delivery.pk])
        if now.kind in {_KIND.REACHED, _KIND.WITHDRAWN}:
            return now
        record(actor=actor, verb="message.read", subject=delivery)
        (after,) = go_to(actor, [now], _KIND.REACHED, channel=Channel.SCREEN)
    return after


def note_printed(*, actor: Actor, message: Message, channel: str, people: int) -> None:
    """Names and numbers left the system on paper: written down before the sheet is given out."""
    require_outbox_work(actor)
    with transaction.atomic():
        record(actor=actor, verb="message.list-printed", subject=message, way=channel, people=people)
