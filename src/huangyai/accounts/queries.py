from __future__ import annotations

import uuid
from dataclasses import dataclass

from huangyai.accounts.access import visible_memberships
from huangyai.accounts.models import Membership
from huangyai.kernel import Actor, Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody with a role here, as lists and choices show them."""

    user_id: uuid.UUID
    name: str
    role: str
    role_label: str
    position: str
    unit: str


def memberships_of(user_id: uuid.UUID) -> list[Membership]:
    """Every municipality and role of one account; its own wall lets an account find these before it stands anywhere."""
    return list(Membership.objects.filter(user_id=user_id).select_related("municipality").order_by("made_at"))


def colleagues(actor: Actor, *roles: Role) -> list[Colleague]:
    """Who works here, by name; only some roles if named."""
    found = visible_memberships(actor).order_by("user__display_name", "role")
    if roles:
        found = found.filter(role__in=[role.value for role in roles])
    return [Colleague(m.user_id, m.user.display_name, m.role, m.get_role_display(), m.position, m.unit) for m in found]
