from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.people.models import Household, Person, PersonAccount

_REGISTRY_READERS = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR)


def visible_people(actor: Actor) -> models.QuerySet[Person]:
    """Staff see the residents; a resident sees themselves. Later rooms show volunteers and drivers their own lists."""
    if actor.system or actor.is_any(*_REGISTRY_READERS):
        return Person.objects.all()
    if actor.user_id and actor.is_any(Role.RESIDENT):
        return Person.objects.filter(pk__in=PersonAccount.objects.filter(user_id=actor.user_id).values("person_id"))
    return Person.objects.none()


def visible_households(actor: Actor) -> models.QuerySet[Household]:
    """Households as staff see them."""
    if actor.system or actor.is_any(*_REGISTRY_READERS):
        return Household.objects.all()
    return Household.objects.none()


def may_keep_register(actor: Actor) -> bool:
    """Officers and the administrator keep the register; a command may too."""
    return actor.system or actor.is_any(Role.OFFICER, Role.ADMINISTRATOR)


def may_see_identity(actor: Actor) -> bool:
    """Those who compare an id with the card in somebody's hand: who keep the register, and case workers."""
    return may_keep_register(actor) or actor.is_any(Role.CASE_WORKER)


def require_registry_work(actor: Actor) -> None:
    """Refuse everyone who does not keep the register."""
    if not may_keep_register(actor):
        raise NotAllowed


def may_decide_changes(actor: Actor) -> bool:
    """Those who keep the register, and the leaders above them, decide on changes that others propose."""
    return actor.is_any(Role.OFFICER, Role.ADMINISTRATOR, Role.LEADER)


def may_read_changes(actor: Actor) -> bool:
    """Who keeps the register or decides on it reads what is proposed."""
    return may_keep_register(actor) or may_decide_changes(actor)


def require_change_decision(actor: Actor) -> None:
    """Refuse everyone who does not decide on changes."""
    if not may_decide_changes(actor):
        raise NotAllowed
