from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.watch.models import PlannedVisit, Signal, VisitRound


def visible_rounds(actor: Actor) -> models.QuerySet[VisitRound]:
    """Who goes where and when: staff see every round; a volunteer sees their own."""
    if actor.system or actor.is_staff:
        return VisitRound.objects.all()
    if actor.user_id and actor.is_any(Role.VOLUNTEER):
        return VisitRound.objects.filter(volunteer__user_id=actor.user_id)
    return VisitRound.objects.none()


def visible_planned_visits(actor: Actor) -> models.QuerySet[PlannedVisit]:
    """The homes of a round, with names: those who send and answer for visits, and each volunteer their own."""
    found = PlannedVisit.objects.filter(round__in=visible_rounds(actor))
    return found if may_open_homes(actor) else found.none()


def may_open_homes(actor: Actor) -> bool:
    """See which homes a round goes to."""
    return actor.system or actor.is_any(Role.OFFICER, Role.LEADER, Role.CASE_WORKER, Role.VOLUNTEER)


def may_visit(actor: Actor) -> bool:
    """Open one home of a round, to visit or to read what was found."""
    return actor.is_any(Role.OFFICER, Role.VOLUNTEER)


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
    own = actor.is_any(Role.VOLUNTEER) and planned.round.volunteer.user_id == actor.user_id
    if not (actor.system or actor.is_any(Role.OFFICER) or own):
        raise NotAllowed


def require_triage(actor: Actor) -> None:
    """Case workers take signals up."""
    if not (actor.system or (actor.is_any(Role.CASE_WORKER) and actor.second_factor)):
        raise NotAllowed
