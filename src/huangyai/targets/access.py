from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.targets.models import Candidate, Register, RegisterRow, TargetList


def visible_registers(actor: Actor) -> models.QuerySet[Register]:
    """Registers that were brought in: staff."""
    return Register.objects.all() if actor.system or actor.is_staff else Register.objects.none()


def visible_register_rows(actor: Actor) -> models.QuerySet[RegisterRow]:
    """What registers say of people: those who keep them."""
    allowed = actor.system or actor.is_any(Role.OFFICER, Role.CASE_WORKER, Role.ADMINISTRATOR)
    return RegisterRow.objects.all() if allowed else RegisterRow.objects.none()


def visible_target_lists(actor: Actor) -> models.QuerySet[TargetList]:
    """Target lists: staff, and partners who sit in the joint meeting."""
    allowed = actor.system or actor.is_staff or actor.is_any(Role.PARTNER)
    return TargetList.objects.all() if allowed else TargetList.objects.none()


def visible_candidates(actor: Actor) -> models.QuerySet[Candidate]:
    """Names on a list: those who may see the list."""
    return Candidate.objects.filter(target_list__in=visible_target_lists(actor))


def require_register_work(actor: Actor) -> None:
    """Officers and the administrator bring registers in and join them."""
    if not (actor.system or actor.is_any(Role.OFFICER, Role.ADMINISTRATOR)):
        raise NotAllowed


def require_target_work(actor: Actor) -> None:
    """Officers and planners write criteria and lists."""
    if not (actor.system or actor.is_any(Role.OFFICER, Role.PLANNER)):
        raise NotAllowed


def require_deciding(actor: Actor) -> None:
    """Officers write the joint meeting's decisions; partners may at their own screen."""
    if not (actor.system or actor.is_any(Role.OFFICER, Role.PARTNER)):
        raise NotAllowed
