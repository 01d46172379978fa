"""The job that carries messages to LINE: reads in one transaction, pushes in none, keeps what became of each in its own.

Cut off at any moment it can be done again: the retry key of a parcel is the id of its row, so that LINE takes it once.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from huangyai.kernel import Actor
from huangyai.ledger.actions import record
from huangyai.outbox.actions.stepping import go_to, miss, steps_now
from huangyai.outbox.channels import LineOfficialAccount, Outcome, Parcel, Receipt
from huangyai.outbox.models import LINE_USER_PURPOSE, Channel, DeliveryStep, LineAccount
from huangyai.outbox.queries.line import token_of
from huangyai.outbox.queries.reaching import reach_of
from huangyai.outbox.rules import Miss, Way, next_try, ways_to
from huangyai.places.queries import all_municipalities
from huangyai.vault.sealing import unseal
from huangyai.walls.entry import acting

# One run of the job; what is left over waits for the next one.
_AT_ONCE = 200
_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class _Due:
    """What is to be carried now: parcels by the id of their delivery."""

    token: str
    account_id: uuid.UUID | None
    parcels: list[tuple[uuid.UUID, Parcel]]


def carry_line_messages(*, municipality_id: uuid.UUID, seconds: float = _SECONDS) -> int:
    """Push everything that is due to LINE; returns how many were accepted. `seconds`: the longest wait for one answer."""
    machine = Actor.machine(municipality_id, "outbox")
    with acting(machine):
        due = _due(machine)
    accepted = 0
    if not due.parcels:
        return accepted
    with LineOfficialAccount(address=settings.LINE_MESSAGING_API, token=due.token, seconds=seconds) as account:
        for delivery_id, parcel in due.parcels:
            receipt = account.carry(parcel)
            with acting(machine):
                _keep(machine, delivery_id, parcel.key, receipt)
                if receipt.outcome == Outcome.CLOSED:
                    _close(machine, due.account_id, receipt)
            accepted += receipt.outcome == Outcome.ACCEPTED
            if receipt.halts:
                break
    return accepted


def carry_line_everywhere() -> None:
    """Every few minutes, in every municipality: what was not accepted the first time, and what a crash left behind."""
    for municipality in all_municipalities():
        machine = Actor.machine(municipality.pk, "outbox")
        with acting(machine):
            waits = _waiting(timezone.now()).exists()
        if waits:
            carry_line_messages(municipality_id=municipality.pk)


def _waiting(now: dt.datetime | None) -> models.QuerySet[DeliveryStep]:
    """What waits for LINE and is still worth hearing; what is due at a moment, or everything."""
    useful = Q(delivery__message__useful_until__isnull=True) | Q(delivery__message__useful_until__gt=timezone.now())
    found = DeliveryStep.objects.filter(
        useful, ended_at__isnull=True, kind=DeliveryStep.Kind.PREPARED, channel=Channel.LINE
    )
    return (found.filter(due_at__lte=now) if now else found).order_by("due_at", "pk")


def _due(machine: Actor) -> _Due:
    account = LineAccount.objects.filter(ended_at__isnull=True).first()
    steps = list(_waiting(timezone.now()).select_related("delivery__message")[:_AT_ONCE])
    reached = reach_of(step.delivery.person_id for step in steps)
    parcels, ended = [], []
    for step in steps:
        delivery = step.delivery
        found = reached[delivery.person_id]
        if found.line is None or Way.LINE not in ways_to(found.reach, private=delivery.message.is_private):
            # The account, the link or the consent ended while it waited.
            ended.append(step)
            continue
        to = unseal(machine.municipality_id, found.line.user_sealed, purpose=LINE_USER_PURPOSE)
        parcels.append((delivery.pk, Parcel(step.pk, to, (delivery.own_text or delivery.message.text).th)))
    _go_on(machine, ended, Miss.LINE_ENDED)
    return _Due(token_of(account) if account else "", account.pk if account else None, parcels)


def _keep(machine: Actor, delivery_id: uuid.UUID, key: uuid.UUID, receipt: Receipt) -> None:
    """What LINE said of one parcel; nothing, if somebody said meanwhile what became of it."""
    step = next((step for step in steps_now([delivery_id]) if step.pk == key), None)
    if step is None:
        return
    if receipt.outcome == Outcome.ACCEPTED:
        go_to(machine, [step], DeliveryStep.Kind.SENT)
        return
    if receipt.outcome == Outcome.AGAIN:
        step.tries += 1
        step.due_at = next_try(step.made_at, timezone.now(), step.tries, receipt.wait)
        if step.due_at is not None:
            step.save(update_fields=["tries", "due_at"])
            return
    miss(machine, [step], channel=Channel.LINE, reason=receipt.why or Miss.LINE_REFUSED)


def _close(machine: Actor, account_id: uuid.UUID | None, receipt: Receipt) -> None:
    """Nobody can be told by LINE now: everybody who waits goes on to their next way at once."""
    if receipt.why == Miss.LINE_REFUSED and account_id is not None:
        account = LineAccount.objects.filter(pk=account_id, ended_at__isnull=True)
        if account.update(ended_at=timezone.now(), ending=LineAccount.Ending.REFUSED):
            record(actor=machine, verb="line.account-refused", kind="outbox.lineaccount", subject_id=account_id)
    _go_on(machine, list(_waiting(None)), receipt.why or Miss.LINE_REFUSED)


def _go_on(machine: Actor, waiting: list[DeliveryStep], why: Miss) -> None:
    """These can't be told by LINE; whatever somebody said of one meanwhile stays."""
    still = {step.pk for step in waiting}
    steps = [step for step in steps_now(step.delivery_id for step in waiting) if step.pk in still]
    if steps:
        miss(machine, steps, channel=Channel.LINE, reason=why)
