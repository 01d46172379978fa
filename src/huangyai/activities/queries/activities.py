"""What is offered."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, TypedDict

from django.db import models
from django.db.models import Count

from huangyai.activities.access import visible_activities
from huangyai.activities.models import Activity
from huangyai.kernel import Actor, NotFound

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class SessionCounts(TypedDict):
    """What a list counts beside each row."""

    held: int


def activities(actor: Actor) -> models.QuerySet[WithAnnotations[Activity, SessionCounts]]:
    """Activities with their project."""
    return visible_activities(actor).select_related("project").annotate(held=Count("sessions"))


def activity(actor: Actor, activity_id: uuid.UUID) -> Activity:
    """One activity, or NotFound."""
    found = activities(actor).filter(pk=activity_id).first()
    if found is None:
        raise NotFound
    return found
