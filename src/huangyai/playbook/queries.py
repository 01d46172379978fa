from __future__ import annotations

import uuid

from django.db import models

from huangyai.kernel import Actor, NotFound
from huangyai.playbook.access import visible_adoptions, visible_models
from huangyai.playbook.models import Adoption, Model


def all_models(actor: Actor) -> models.QuerySet[Model]:
    """Models, newest first."""
    return visible_models(actor).select_related("publication", "report").order_by("-made_at")


def model(actor: Actor, model_id: uuid.UUID) -> Model:
    """One model, or NotFound."""
    found = all_models(actor).filter(pk=model_id).first()
    if found is None:
        raise NotFound
    return found


def published_model(actor: Actor) -> Model | None:
    """The newest model that everyone may take."""
    return all_models(actor).filter(publication__isnull=False).first()


def adoptions(actor: Actor) -> list[Adoption]:
    """Models that this municipality took."""
    return list(visible_adoptions(actor).order_by("-made_at"))
