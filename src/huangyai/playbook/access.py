from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.playbook.models import Adoption, Model


def visible_models(actor: Actor) -> models.QuerySet[Model]:
    """Staff see drafts; everyone sees what is published."""
    if actor.system or actor.is_staff:
        return Model.objects.all()
    return Model.objects.filter(publication__isnull=False)


def visible_adoptions(actor: Actor) -> models.QuerySet[Adoption]:
    """Where a municipality's way of working came from is public."""
    return Adoption.objects.all()


def may_compose(actor: Actor) -> bool:
    """Officers and planners write the model down, and take another community's."""
    return actor.system or actor.is_any(Role.OFFICER, Role.PLANNER)


def may_publish_model(actor: Actor) -> bool:
    """The head of the municipality speaks for it to others."""
    return actor.system or actor.is_any(Role.LEADER)


def require_model_work(actor: Actor) -> None:
    """Refuse those who don't write models."""
    if not may_compose(actor):
        raise NotAllowed


def require_publishing(actor: Actor) -> None:
    """Refuse those who don't head the municipality."""
    if not may_publish_model(actor):
        raise NotAllowed
