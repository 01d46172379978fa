from __future__ import annotations

import uuid

from django.db import models

from huangyai.kernel import NotFound
from huangyai.places.models import Community, Municipality, Village


def all_municipalities(slug: str | None = None) -> models.QuerySet[Municipality]:
    """Every municipality of this installation, or the one with this slug. Names are public."""
    return Municipality.objects.filter(slug=slug) if slug else Municipality.objects.all()


def villages() -> models.QuerySet[Village]:
    """The villages and communities of the municipality we stand in. Public."""
    return Village.objects.all()


def communities(*, standing: bool = True) -> models.QuerySet[Community]:
    """The communities (ชุมชน) of the municipality we stand in, those that were dissolved only if asked."""
    return Community.objects.filter(dissolved_on__isnull=True) if standing else Community.objects.all()


def village(village_id: uuid.UUID) -> Village:
    """One village of the municipality we stand in, or NotFound."""
    found = Village.objects.filter(pk=village_id).first()
    if found is None:
        raise NotFound
    return found
