from __future__ import annotations

from django.db import models

from huangyai.assembly.models import Assembly, Problem
from huangyai.kernel import Actor, NotAllowed, Role


def visible_assemblies(actor: Actor) -> models.QuerySet[Assembly]:
    """Assemblies are public."""
    return Assembly.objects.all()


def visible_problems(actor: Actor) -> models.QuerySet[Problem]:
    """Problems are public once published; who said them never is."""
    if actor.system or actor.is_staff or actor.is_any(Role.VOLUNTEER):
        return Problem.objects.all()
    return Problem.objects.filter(published=True)


def require_assembly_work(actor: Actor) -> None:
    """Officers and planners hold assemblies."""
    if not (actor.system or actor.is_any(Role.OFFICER, Role.PLANNER)):
        raise NotAllowed


def require_speaking(actor: Actor) -> None:
    """Anybody who is known here may say a problem; at an assembly somebody writes it down for them."""
    if not (actor.system or actor.user_id):
        raise NotAllowed


def may_answer(actor: Actor) -> bool:
    """Officers, planners and leaders answer problems."""
    return actor.system or actor.is_any(Role.OFFICER, Role.PLANNER, Role.LEADER)


def require_answering(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_answer(actor):
        raise NotAllowed
