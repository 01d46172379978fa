from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.watch.models import PlannedVisit, Signal, VisitRound


def visible_rounds(actor: Actor) -> models.QuerySet[VisitRound]:
    """Staff see every round; a volunteer sees their own."""
    if actor.system or actor.is_any(Role.OFFICER, Role.LEADER, Role.CASE_WORKER):
        return VisitRound.objects.all()
    if actor.user_id and actor.is_any(Role.VOLUNTEER):
        return VisitRound.objects.filter(volunteer__user_id=actor.user_id)
    return VisitRound.objects.none()


def visible_planned_visits(actor: Actor) -> models.QuerySet[PlannedVisit]:
    """Visits of the rounds one may see."""
    return PlannedVisit.objects.filter(round__in=visible_rounds(actor))


def visible_signals(actor: Actor) -> models.QuerySet[Signal]:
    """Signals of danger: only case workers with their second factor."""
    if actor.system or (actor.is_any(Role.CASE_WORKER) and actor.second_factor):
        return Signal.objects.all()
    return Signal.objects.none()


def require_round_work(actor: Actor) -> None:
    """Officers arrange visit rounds."""
    if not (actor.system or actor.is_any(Role.OFFICER)):
        raise NotAllowed


def require_visiting(actor: Actor, planned: PlannedVisit) -> None:
    """The volunteer whose round it is, or an officer for them."""
    if not (actor.system or actor.is_any(Role.OFFICER) or planned.round.volunteer.user_id == actor.user_id):
        raise NotAllowed


def require_triage(actor: Actor) -> None:
    """Case workers take signals up."""
    if not (actor.system or (actor.is_any(Role.CASE_WORKER) and actor.second_factor)):
        raise NotAllowed
