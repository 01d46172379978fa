from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from huangyai.accounts.models import Membership, User
from huangyai.cases.access import (
    may_not_judge,
    require_case_opening,
    require_case_owner,
    require_case_work,
    require_distance,
)
from huangyai.cases.models import PERSON_PURPOSE, Case, Closure, Share, Step
from huangyai.cases.queries import (
    NARRATIVE_PURPOSE,
    SIGNAL_LINK_PURPOSE,
    STEP_PURPOSE,
    SUMMARY_PURPOSE,
    person_of_signal,
)
from huangyai.cases.rules import case_number, require_closable, safe_by
from huangyai.kernel import Actor, Refusal, Role
from huangyai.ledger.actions import record, record_look
from huangyai.people.models import Person
from huangyai.places.models import Municipality
from huangyai.vault.sealing import keyed_hash, seal
from huangyai.watch.actions import handle_signal
from huangyai.watch.models import Signal, SignalHandling
from huangyai.watch.queries import words_of


def open_case(
    *,
    actor: Actor,
    urgency: str,
    kind: str,
    narrative: str,
    person: Person | None = None,
    signal_id: uuid.UUID | None = None,
) -> Case:
    """Open a protection case; only its owner can see it from now on."""
    owner = require_case_opening(actor)
    require_distance(actor, person)
    now = timezone.now()
    here = actor.municipality_id
    with transaction.atomic():
        # Two cases opened at the same moment get two numbers.
        Municipality.objects.select_for_update().get(pk=here)
        case = Case.objects.create(
            municipality_id=here,
            number=_next_number(now.year + 543),
            urgency=urgency,
            kind=kind,
            opened_at=now,
            due_at=safe_by(urgency, now),
            person_hash=keyed_hash(here, str(person.pk), purpose=PERSON_PURPOSE) if person else "",
            person_sealed=seal(here, str(person.pk), purpose=PERSON_PURPOSE) if person else None,
            narrative_sealed=seal(here, narrative, purpose=NARRATIVE_PURPOSE),
            signal_hash=keyed_hash(here, str(signal_id), purpose=SIGNAL_LINK_PURPOSE) if signal_id else "",
        )
        Share.objects.create(municipality_id=here, case=case, user_id=owner, part=Share.Part.OWNER)
        record(actor=actor, verb="case.opened", subject=case, urgency=urgency)
    return case


def open_case_from_signal(*, actor: Actor, signal: Signal, urgency: str = "") -> Case:
    """Take a signal up as a case; the signal's clock stops and the case's clock starts."""
    require_case_opening(actor)
    with transaction.atomic():
        handle_signal(actor=actor, signal=signal, outcome=SignalHandling.Outcome.CASE)
        return open_case(
            actor=actor,
            urgency=urgency or signal.urgency,
            kind=signal.kind,
            narrative=words_of(signal),
            person=person_of_signal(signal),
            signal_id=signal.pk,
        )


def look_at_case(*, actor: Actor, case: Case) -> None:
    """Write down that the actor opened the file."""
    require_case_work(actor, case)
    record_look(actor=actor, subject=case)


def write_step(*, actor: Actor, case: Case, kind: str, words: str) -> Step:
    """Write what was done, in sealed words."""
    require_case_work(actor, case)
    _require_open(case)
    if len(words.strip()) < 3:
        raise Refusal("step-empty", th="โปรดเขียนสิ่งที่ทำหรือพบ", en="Please write what was done or found.")
    with transaction.atomic():
        step = Step.objects.create(
            municipality_id=actor.municipality_id,
            case=case,
            kind=kind,
            words_sealed=seal(actor.municipality_id, words.strip(), purpose=STEP_PURPOSE),
            done_by_id=actor.user_id,
        )
        record(actor=actor, verb="case.step-written", subject=case, step=kind)
    return step


def share_case(*, actor: Actor, case: Case, user: User, part: str) -> Share:
    """Let a colleague see the case: a supervisor, or somebody it is referred to. They must be a case worker here."""
    require_case_owner(actor, case)
    _require_open(case)
    if not Membership.objects.filter(user=user, role=Role.CASE_WORKER.value).exists():
        raise Refusal(
            "not-a-case-worker",
            th="ให้ร่วมเปิดได้เฉพาะผู้จัดการรายกรณีของเทศบาลนี้",
            en="A case can be shared only with a case worker of this municipality.",
        )
    if part not in {Share.Part.SUPERVISOR, Share.Part.REFERRED}:
        raise Refusal(
            "one-owner",
            th="กรณีมีผู้รับผิดชอบคนเดียว โปรดเพิ่มเจ้าหน้าที่อื่นเป็นผู้กำกับดูแลหรือผู้รับการส่งต่อ",
            en="A case has one owner; add a colleague as supervisor or as somebody it is referred to.",
        )
    if may_not_judge(actor.municipality_id, user.pk, case):
        raise Refusal(
            "colleague-too-close",
            th="ให้เจ้าหน้าที่คนนี้ร่วมเปิดกรณีไม่ได้ โปรดเลือกเจ้าหน้าที่คนอื่น",
            en="The case can't be shared with this colleague; choose another one.",
        )
    with transaction.atomic():
        share, _ = Share.objects.update_or_create(
            municipality_id=actor.municipality_id, case=case, user=user, part=part, defaults={"ended_at": None}
        )
        record(actor=actor, verb="case.shared", subject=case, account=user.pk, part=part)
    return share


def close_case(*, actor: Actor, case: Case, outcome: str, summary: str) -> Closure:
    """Close the case: how the person is now, and why nothing more is needed."""
    require_case_owner(actor, case)
    _require_open(case)
    if len(summary.strip()) < 3:
        raise Refusal(
            "summary-empty",
            th="โปรดเขียนสั้น ๆ ว่าเหตุใดจึงปิดกรณีได้",
            en="Please write shortly why the case may be closed.",
        )
    require_closable(Step.objects.filter(case=case).values_list("kind", flat=True), outcome)
    with transaction.atomic():
        closure = Closure.objects.create(
            municipality_id=actor.municipality_id,
            case=case,
            outcome=outcome,
            summary_sealed=seal(actor.municipality_id, summary.strip(), purpose=SUMMARY_PURPOSE),
            closed_by_id=actor.user_id,
        )
        record(actor=actor, verb="case.closed", subject=case, outcome=outcome)
    return closure


def _next_number(be_year: int) -> str:
    return case_number(be_year, Case.objects.filter(number__startswith=f"ห-{be_year}-").count() + 1)


def _require_open(case: Case) -> None:
    if Closure.objects.filter(case=case).exists():
        raise Refusal(
            "case-closed",
            th="กรณีนี้ปิดแล้ว หากต้องช่วยเพิ่ม โปรดเปิดกรณีใหม่",
            en="This case is closed; open a new one if more help is needed.",
        )


def triage(*, actor: Actor, signal: Signal, decision: str, urgency: str) -> Case | None:
    """Decide what becomes of a signal: a case, a visit first, or no need."""
    if decision == SignalHandling.Outcome.CASE:
        return open_case_from_signal(actor=actor, signal=signal, urgency=urgency)
    handle_signal(actor=actor, signal=signal, outcome=decision)
    return None


def look_at_signal(*, actor: Actor, signal: Signal) -> None:
    """Write down that the actor read a signal."""
    require_case_opening(actor)
    record_look(actor=actor, subject=signal)
