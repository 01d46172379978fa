from __future__ import annotations

from django.db import models

from huangyai.assembly.models import Assembly, Problem
from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.people.models import PersonAccount


def visible_assemblies(actor: Actor) -> models.QuerySet[Assembly]:
    """Assemblies are public."""
    return Assembly.objects.all()


def visible_problems(actor: Actor) -> models.QuerySet[Problem]:
    """Problems are public once published, and before that to those who said them; who said them never is."""
    if actor.system or actor.is_staff or actor.is_any(Role.VOLUNTEER):
        return Problem.objects.all()
    own = PersonAccount.objects.filter(user_id=actor.user_id).values("person_id") if actor.user_id else []
    return Problem.objects.filter(models.Q(published=True) | models.Q(said_by__in=own))


def may_hold_assembly(actor: Actor) -> bool:
    """Officers and planners hold assemblies."""
    return actor.system or actor.is_any(Role.OFFICER, Role.PLANNER)


def require_assembly_work(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_hold_assembly(actor):
        raise NotAllowed


def may_speak(actor: Actor) -> bool:
    """Anybody who belongs here and has signed in; an account of the neighbours speaks at home."""
    return actor.system or bool(actor.user_id and actor.roles)


def require_speaking(actor: Actor) -> None:
    """Only those who belong here say a problem; at an assembly somebody writes it down for them."""
    if not may_speak(actor):
        raise NotAllowed


def may_answer(actor: Actor) -> bool:
    """Officers, planners and leaders answer problems."""
    return actor.system or actor.is_any(Role.OFFICER, Role.PLANNER, Role.LEADER)


def require_answering(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_answer(actor):
        raise NotAllowed
