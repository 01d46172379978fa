"""Sealed by default: an open share is the only door. Looking is recorded by whoever opens it (`open_case`)."""

from __future__ import annotations

import uuid

from django.db import models

from huangyai.cases.models import Case, Share, Step
from huangyai.kernel import Actor, NotAllowed, Role


def visible_cases(actor: Actor) -> models.QuerySet[Case]:
    """Cases shared with this account, with their second factor given. No role opens all cases; not even the system does."""
    if not (actor.user_id and actor.second_factor and actor.is_any(Role.CASE_WORKER)):
        return Case.objects.none()
    mine = Share.objects.filter(user_id=actor.user_id, ended_at__isnull=True)
    return Case.objects.filter(pk__in=mine.values("case_id"))


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
