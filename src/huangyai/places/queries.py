from __future__ import annotations

from django.db import models

from huangyai.places.models import Municipality, Village


def all_municipalities(slug: str | None = None) -> models.QuerySet[Municipality]:
    """Every municipality of this installation, or the one with this slug. Names are public."""
    return Municipality.objects.filter(slug=slug) if slug else Municipality.objects.all()


def villages() -> models.QuerySet[Village]:
    """The villages and communities of the municipality we stand in. Public."""
    return Village.objects.all()
