from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from huangyai.kernel import Actor
from huangyai.ledger.models import ChainHead, Entry
from huangyai.ledger.queries import digest_of


def record(
    *,
    actor: Actor,
    verb: str,
    subject: models.Model | None = None,
    kind: str = "",
    subject_id: uuid.UUID | None = None,
    **facts: Any,
) -> Entry:
    """Write down that the actor did `verb` (such as ``problem.raised``) to the subject.

    `facts` are ids, codes, counts and keyed hashes; never a name or a narrative, so that erasing a person leaves
    the record whole. Runs inside the action's transaction: if the action fails, nothing is recorded.
    """
    if subject is not None:
        kind, subject_id = subject._meta.label_lower, subject.pk
    head, _ = ChainHead.objects.select_for_update().get_or_create(municipality_id=actor.municipality_id)
    entry = Entry(
        municipality_id=actor.municipality_id,
        position=head.position + 1,
        at=timezone.now(),
        account_id=actor.user_id,
        origin=actor.origin,
        verb=verb,
        subject_kind=kind,
        subject_id=subject_id,
        facts={key: _plain(value) for key, value in facts.items()},
        previous=head.digest,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    head.position, head.digest = entry.position, entry.digest
    head.save(update_fields=["position", "digest"])
    return entry


def record_look(*, actor: Actor, subject: models.Model, reason: str = "") -> Entry:
    """Write down that the actor looked at something sealed."""
    return record(actor=actor, verb="looked-at", subject=subject, reason=reason)


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | str | type(None)):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return str(value)
