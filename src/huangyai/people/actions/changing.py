"""A change of the register is proposed by one person and decided by another; what was approved can be undone."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from django.db import transaction

from huangyai.kernel import Actor, NationalId, NotAllowed, Refusal
from huangyai.ledger.actions import record
from huangyai.people.access import require_change_decision, require_registry_work
from huangyai.people.actions.effects import carry_out_effects, undo_effects
from huangyai.people.models import (
    ID_PURPOSE,
    ChangeDecision,
    ChangeRequest,
    ChangeUndo,
    ConcernedPerson,
    Household,
    Person,
)
from huangyai.people.queries.changes import effects_of, older_open, same_asked
from huangyai.people.queries.planning import planned_effects, sealed_id
from huangyai.people.queries.residents import person_of_account
from huangyai.people.rules import require_reason
from huangyai.vault.sealing import seal


def propose_change(
    *,
    actor: Actor,
    kind: str,
    people: Collection[Person],
    asked: dict[str, Any],
    reason: str,
    household: Household | None = None,
    national_id: NationalId | None = None,
) -> ChangeRequest:
    """Ask for a change; it does nothing before somebody else approves it. What can't be done is refused at once."""
    proposer = require_proposer(actor)
    reason = require_reason(reason)
    with transaction.atomic():
        _lock(people)
        request = ChangeRequest(
            municipality_id=actor.municipality_id,
            kind=kind,
            household=household,
            asked=asked,
            asked_sealed=seal(actor.municipality_id, national_id.digits, purpose=ID_PURPOSE) if national_id else None,
            reason=reason[:300],
            proposed_by_id=proposer,
        )
        planned_effects(request)
        if same_asked(request, people):
            raise Refusal(
                "change-asked-already",
                th="มีคนเสนอเรื่องนี้ไว้แล้วและกำลังรอการตรวจ โปรดเปิดคำขอเดิม",
                en="Somebody has proposed this already and it waits for a decision; open that request.",
            )
        request.save(force_insert=True)
        ConcernedPerson.objects.bulk_create(
            ConcernedPerson(municipality_id=actor.municipality_id, request=request, person=person)
            for person in {person.pk: person for person in people}.values()
        )
        record(actor=actor, verb="change.proposed", subject=request, change=kind, people=[p.pk for p in people])
    return request


def approve_change(*, actor: Actor, request: ChangeRequest, reason: str = "") -> ChangeDecision:
    """Approve a change that somebody else proposed, and carry it out at once."""
    require_change_decision(actor)
    with transaction.atomic():
        request = _open(request)
        if request.proposed_by_id == actor.user_id or actor.user_id is None:
            raise Refusal(
                "second-person-needed",
                th="ผู้เสนออนุมัติเองไม่ได้ ต้องให้เจ้าหน้าที่อีกคนตรวจ",
                en="Who proposed it can't approve it; another member of staff has to look.",
            )
        _require_about_others(actor, request)
        _lock(Person.objects.filter(pk__in=request.concerned.values("person_id")))
        if older_open(request):
            raise Refusal(
                "older-change-open",
                th="มีคำขอที่เก่ากว่าของคนเดียวกันรออยู่ โปรดตัดสินคำขอนั้นก่อน",
                en="An older request about the same person waits; decide on that one first.",
            )
        effects = planned_effects(request)
        replaced = carry_out_effects(actor, effects, sealed_id(request))
        decision = ChangeDecision.objects.create(
            municipality_id=actor.municipality_id,
            request=request,
            verdict=ChangeDecision.Verdict.APPROVED,
            reason=reason.strip()[:300],
            decided_by_id=actor.user_id,
            effects=[effect.as_document() for effect in effects],
            before_sealed=replaced,
        )
        record(actor=actor, verb="change.approved", subject=request, change=request.kind, rows=len(effects))
    return decision


def decline_change(*, actor: Actor, request: ChangeRequest, reason: str) -> ChangeDecision:
    """Turn a change down; who proposed it reads why."""
    require_change_decision(actor)
    reason = require_reason(reason)
    return _close(actor, request, ChangeDecision.Verdict.DECLINED, reason, "change.declined")


def withdraw_change(*, actor: Actor, request: ChangeRequest) -> ChangeDecision:
    """Whoever proposed a change takes it back before anybody decided."""
    require_registry_work(actor)
    if request.proposed_by_id != actor.user_id:
        raise NotAllowed
    return _close(actor, request, ChangeDecision.Verdict.WITHDRAWN, "", "change.withdrawn")


def undo_change(*, actor: Actor, decision: ChangeDecision, reason: str) -> ChangeUndo:
    """Put everything back as it stood before an approved change. The change and its undoing stay on record."""
    require_registry_work(actor)
    reason = require_reason(reason)
    with transaction.atomic():
        decision = ChangeDecision.objects.select_for_update().select_related("request").get(pk=decision.pk)
        if decision.verdict != ChangeDecision.Verdict.APPROVED or hasattr(decision, "undo"):
            raise Refusal(
                "nothing-to-undo",
                th="คำขอนี้ไม่มีผลอยู่แล้ว จึงไม่มีอะไรต้องถอนคืน",
                en="This change holds no longer; there is nothing to undo.",
            )
        _require_about_others(actor, decision.request)
        replaced = bytes(decision.before_sealed) if decision.before_sealed else None
        undo_effects(actor, effects_of(decision), replaced)
        undo = ChangeUndo.objects.create(
            municipality_id=actor.municipality_id,
            decision=decision,
            reason=reason[:300],
            undone_by_id=_account(actor),
        )
        record(actor=actor, verb="change.undone", subject=decision.request, change=decision.request.kind)
    return undo


def require_proposer(actor: Actor) -> uuid.UUID:
    """Who keeps the register and signs with an account; a machine proposes nothing."""
    require_registry_work(actor)
    return _account(actor)


def _account(actor: Actor) -> uuid.UUID:
    if actor.user_id is None:
        raise NotAllowed
    return actor.user_id


def _close(actor: Actor, request: ChangeRequest, verdict: str, reason: str, verb: str) -> ChangeDecision:
    with transaction.atomic():
        request = _open(request)
        decision = ChangeDecision.objects.create(
            municipality_id=actor.municipality_id,
            request=request,
            verdict=verdict,
            reason=reason[:300],
            decided_by_id=_account(actor),
        )
        record(actor=actor, verb=verb, subject=request, change=request.kind)
    return decision


def _open(request: ChangeRequest) -> ChangeRequest:
    """The request, held until we are done, if nobody has decided on it yet."""
    request = ChangeRequest.objects.select_for_update().get(pk=request.pk)
    if ChangeDecision.objects.filter(request=request).exists():
        raise Refusal(
            "change-decided",
            th="มีคนตัดสินคำขอนี้ไปแล้ว โปรดเปิดหน้าใหม่เพื่อดูผล",
            en="Somebody has decided on this request already; open it again to see.",
        )
    return request


def _require_about_others(actor: Actor, request: ChangeRequest) -> None:
    """Nobody decides on their own entry: kinship and house are what keeps staff away from cases of their own people."""
    own = person_of_account(actor)
    if own is None:
        return
    named = {str(person_id) for person_id in request.concerned.values_list("person_id", flat=True)}
    for value in request.asked.values():
        named |= set(value) if isinstance(value, list) else {str(value)}
    if str(own.pk) in named:
        raise Refusal(
            "own-entry",
            th="คำขอนี้เกี่ยวกับตัวท่านเอง จึงต้องให้เจ้าหน้าที่คนอื่นตรวจและตัดสิน",
            en="This change is about yourself; another member of staff has to decide on it.",
        )


def _lock(people: Collection[Person]) -> None:
    """Two changes of one person are decided one after the other."""
    list(Person.objects.select_for_update().filter(pk__in=[person.pk for person in people]).order_by("pk").values("pk"))
