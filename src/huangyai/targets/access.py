from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.targets.models import (
    Candidate,
    Joining,
    Lesson,
    Pair,
    Register,
    RegisterRow,
    TargetList,
)


def visible_registers(actor: Actor) -> models.QuerySet[Register]:
    """Registers that were brought in: staff."""
    return Register.objects.all() if actor.system or actor.is_staff else Register.objects.none()


def may_read_rows(actor: Actor) -> bool:
    """Those who keep registers, and case workers; others see only how many rows there are."""
    return actor.system or actor.is_any(Role.OFFICER, Role.CASE_WORKER, Role.ADMINISTRATOR)


def require_row_reading(actor: Actor) -> None:
    """Refuse everyone who does not read what registers say of people."""
    if not may_read_rows(actor):
        raise NotAllowed


def visible_register_rows(actor: Actor) -> models.QuerySet[RegisterRow]:
    """What registers say of people: those who keep them."""
    return RegisterRow.objects.all() if may_read_rows(actor) else RegisterRow.objects.none()


def visible_pairs(actor: Actor) -> models.QuerySet[Pair]:
    """Pairs of records that may be one person: those who keep registers."""
    return Pair.objects.all() if may_bring_registers(actor) else Pair.objects.none()


def visible_joinings(actor: Actor) -> models.QuerySet[Joining]:
    """Comparisons of the lists: those who keep registers."""
    return Joining.objects.all() if may_bring_registers(actor) else Joining.objects.none()


def visible_lessons(actor: Actor) -> models.QuerySet[Lesson]:
    """What the comparison learnt here: those who keep registers."""
    return Lesson.objects.all() if may_bring_registers(actor) else Lesson.objects.none()


def visible_target_lists(actor: Actor) -> models.QuerySet[TargetList]:
    """Target lists: staff, and partners who sit in the joint meeting."""
    allowed = actor.system or actor.is_staff or actor.is_any(Role.PARTNER)
    return TargetList.objects.all() if allowed else TargetList.objects.none()


def visible_candidates(actor: Actor) -> models.QuerySet[Candidate]:
    """Names on a list: those who may see the list."""
    return Candidate.objects.filter(target_list__in=visible_target_lists(actor))


def may_bring_registers(actor: Actor) -> bool:
    """Officers and the administrator bring registers in and join them."""
    return actor.system or actor.is_any(Role.OFFICER, Role.ADMINISTRATOR)


def require_register_work(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_bring_registers(actor):
        raise NotAllowed


def may_write_lists(actor: Actor) -> bool:
    """Officers and planners write criteria and lists."""
    return actor.system or actor.is_any(Role.OFFICER, Role.PLANNER)


def require_target_work(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_write_lists(actor):
        raise NotAllowed


def may_decide(actor: Actor) -> bool:
    """Officers write the joint meeting's decisions; partners may at their own screen."""
    return actor.system or actor.is_any(Role.OFFICER, Role.PARTNER)


def require_deciding(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_decide(actor):
        raise NotAllowed
