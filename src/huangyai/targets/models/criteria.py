from __future__ import annotations

from django.db import models

from huangyai.walls.models import MunicipalRow


class Criterion(MunicipalRow):
    """A criteria card: whom something is for, in plain Thai, built without code. `definition` is read by `targets.rules`."""

    name = models.CharField(max_length=120)
    sentence = models.TextField()
    definition = models.JSONField()
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["name"]
