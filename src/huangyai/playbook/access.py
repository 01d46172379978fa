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


def require_model_work(actor: Actor) -> None:
    """Officers and planners write the model down; leaders publish and adopt."""
    if not (actor.system or actor.is_any(Role.OFFICER, Role.PLANNER, Role.LEADER)):
        raise NotAllowed
