"""Sealed by default: an open share is the only door. Looking is recorded by whoever opens it (`open_case`)."""

from __future__ import annotations

import uuid

from django.db import models

from huangyai.cases.models import PERSON_PURPOSE, Case, Share, Step
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.people.models import Person
from huangyai.people.queries import people_close_to_account
from huangyai.vault.sealing import keyed_hash


def visible_cases(actor: Actor) -> models.QuerySet[Case]:
    """Cases shared with this account, with their second factor given. No role opens all cases; not even the system does."""
    if not (actor.user_id and actor.second_factor and actor.is_any(Role.CASE_WORKER)):
        return Case.objects.none()
    mine = Share.objects.filter(user_id=actor.user_id, ended_at__isnull=True)
    return Case.objects.filter(pk__in=mine.values("case_id")).exclude(
        person_hash__in=_hashes_of_close(actor.municipality_id, actor.user_id)
    )


def require_distance(actor: Actor, person: Person | None) -> None:
    """Nobody opens a case about themselves, their kin or their household: the register itself keeps them away."""
    if person and person.pk in people_close_to_account(actor.user_id):
        raise Refusal(
            "too-close",
            th="ท่านเป็นญาติหรืออยู่บ้านเดียวกับคนนี้ จึงดูแลกรณีนี้ไม่ได้ โปรดแจ้งผู้จัดการรายกรณีคนอื่น",
            en="You are kin or live with this person and can't take this case; tell another case worker.",
        )


def may_not_judge(municipality_id: uuid.UUID, user_id: uuid.UUID, case: Case) -> bool:
    """The case is about the account's own person, kin or household."""
    return bool(case.person_hash) and case.person_hash in _hashes_of_close(municipality_id, user_id)


def _hashes_of_close(municipality_id: uuid.UUID, user_id: uuid.UUID) -> list[str]:
    """Whom an account may not judge about, as cases know people; empty for accounts that are tied to no resident."""
    close = people_close_to_account(user_id)
    return [keyed_hash(municipality_id, str(pk), purpose=PERSON_PURPOSE) for pk in close]


def require_case_opening(actor: Actor) -> uuid.UUID:
    """Case workers with their second factor open cases; gives back the account that will own it."""
    if not (actor.user_id and actor.second_factor and actor.is_any(Role.CASE_WORKER)):
        raise NotAllowed
    return actor.user_id


def require_case_work(actor: Actor, case: Case) -> None:
    """The owner and the supervisor write in a case; those referred to may add steps of their own."""
    if not visible_cases(actor).filter(pk=case.pk).exists():
        raise NotAllowed


def may_lead_case(actor: Actor, case: Case) -> bool:
    """The owner or the supervisor: they read every step, share and close."""
    if not actor.user_id:
        return False
    parts = (Share.Part.OWNER, Share.Part.SUPERVISOR)
    mine = Share.objects.filter(case=case, user_id=actor.user_id, ended_at__isnull=True, part__in=parts)
    return visible_cases(actor).filter(pk=case.pk).exists() and mine.exists()


def visible_steps(actor: Actor, case: Case) -> models.QuerySet[Step]:
    """All steps for who leads the case; somebody it was referred to sees the plan, referrals, safety, and their own."""
    steps = Step.objects.filter(case=case)
    if may_lead_case(actor, case):
        return steps
    told = (Step.Kind.PLAN, Step.Kind.REFERRAL, Step.Kind.SAFE)
    return steps.filter(models.Q(kind__in=told) | models.Q(done_by_id=actor.user_id), case__in=visible_cases(actor))


def require_case_owner(actor: Actor, case: Case) -> None:
    """Only the owner or the supervisor shares and closes."""
    if not may_lead_case(actor, case):
        raise NotAllowed
