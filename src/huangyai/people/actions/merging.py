"""Two entries are one person: said by one member of staff, confirmed by another, and taken back if it was wrong."""

from __future__ import annotations

from django.db import transaction

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.access import require_registry_work
from huangyai.people.actions.changing import approve_change, propose_change, undo_change
from huangyai.people.models import ChangeRequest, Merge, Person
from huangyai.people.queries.changes import decision_of_merge, open_merge_between
from huangyai.people.rules import require_merge_reason


def propose_merge(*, actor: Actor, alias: Person, canonical: Person, reason: str) -> ChangeRequest:
    """Say that two entries are one person: `alias` would be read as `canonical`. Somebody else confirms it."""
    require_registry_work(actor)
    if alias.pk == canonical.pk:
        raise Refusal(
            "same-entry",
            th="เลือกรายการเดียวกันสองครั้ง โปรดเลือกคนละรายการ",
            en="That is the same entry twice; choose two.",
        )
    reason = require_merge_reason(reason)
    if open_merge_between(actor, alias, canonical):
        raise Refusal(
            "change-asked-already",
            th="มีคนเสนอรวมสองรายการนี้ไว้แล้ว กำลังรอเจ้าหน้าที่อีกคนตรวจ",
            en="Somebody has proposed to merge these two already; it waits for another member of staff.",
        )
    return propose_change(
        actor=actor,
        kind=ChangeRequest.Kind.MERGE,
        people=[alias, canonical],
        asked={"alias": str(alias.pk), "canonical": str(canonical.pk)},
        reason=reason,
    )


def approve_merge(*, actor: Actor, request: ChangeRequest, reason: str = "") -> Merge:
    """Confirm what somebody else said: the two entries are read as one person from now on. Nothing is deleted."""
    with transaction.atomic():
        decision = approve_change(actor=actor, request=request, reason=reason)
        merge = Merge.objects.select_related("alias", "canonical").get(pk=decision.effects[0]["row"])
        merge.request, merge.decided_by_id = decision.request, actor.user_id
        merge.save(update_fields=["request", "decided_by"])
        record(actor=actor, verb="people.merged", subject=merge, alias=merge.alias_id, canonical=merge.canonical_id)
    return merge


def take_back_merge(*, actor: Actor, merge: Merge, reason: str = "") -> Merge:
    """Two entries that were read as one person are two again. The merge stays on record."""
    require_registry_work(actor)
    with transaction.atomic():
        undo_change(actor=actor, decision=decision_of_merge(merge), reason=reason.strip() or "แยกกลับเป็นสองรายการ")
        record(actor=actor, verb="merge.taken-back", subject=merge, alias=merge.alias_id, canonical=merge.canonical_id)
    merge.refresh_from_db()
    return merge
