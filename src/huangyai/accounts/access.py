from __future__ import annotations

from django.db import models

from huangyai.accounts.models import Membership
from huangyai.kernel import Actor, NotAllowed, Role

# Whoever may see cases signs in with a second factor.
SECOND_FACTOR_ROLES = frozenset({Role.CASE_WORKER, Role.ADMINISTRATOR})


def may_manage_accounts(actor: Actor) -> bool:
    """Give and take roles: the administrator, or the command line that begins a municipality."""
    return actor.system or actor.is_any(Role.ADMINISTRATOR)


def require_account_management(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_manage_accounts(actor):
        raise NotAllowed


def visible_memberships(actor: Actor) -> models.QuerySet[Membership]:
    """Colleagues: staff see who works here; others see only themselves."""
    everyone = Membership.objects.select_related("user")
    if actor.is_staff or actor.system:
        return everyone
    return everyone.filter(user_id=actor.user_id) if actor.user_id else everyone.none()
