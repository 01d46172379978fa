from __future__ import annotations

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.db import transaction

from huangyai.accounts.access import require_account_management
from huangyai.accounts.models import Membership, User
from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.ledger.actions import record


def open_account(
    *,
    actor: Actor,
    username: str,
    display_name: str,
    password: str,
    roles: tuple[Role, ...],
    phone: str = "",
    position: str = "",
    unit: str = "",
) -> User:
    """Let somebody sign in, in one or more roles of the actor's municipality."""
    require_account_management(actor)
    with transaction.atomic():
        user = User.objects.create(
            username=username,
            display_name=display_name,
            phone=phone or None,
            password=make_password(password),
        )
        record(actor=actor, verb="account.opened", subject=user)
        for role in roles:
            grant_role(actor=actor, user=user, role=role, position=position, unit=unit)
    return user


def grant_role(*, actor: Actor, user: User, role: Role, position: str = "", unit: str = "") -> Membership:
    """Give a user one role here."""
    require_account_management(actor)
    with transaction.atomic():
        membership, made = Membership.objects.get_or_create(
            municipality_id=actor.municipality_id,
            user=user,
            role=role.value,
            defaults={"position": position, "unit": unit},
        )
        if made:
            record(actor=actor, verb="role.granted", subject=membership, role=role.value, account=user.pk)
    return membership


def give_second_factor(*, actor: Actor, user: User) -> str:
    """Set up the second sign-in step for somebody; returns the secret that goes into their phone, told once."""
    require_account_management(actor)
    if not Membership.objects.filter(user=user, municipality_id=actor.municipality_id).exists():
        raise NotAllowed
    secret: str = generate_totp_secret()
    with transaction.atomic():
        TOTP.activate(user, secret)
        record(actor=actor, verb="second-factor.given", subject=user)
    return secret
