"""Where a project's work is done."""

from __future__ import annotations

from django.db import models

from huangyai.places.models import Village
from huangyai.plan.models.plans import Project
from huangyai.walls.models import MunicipalRow


class ProjectPlace(MunicipalRow):
    """The place of a project's work, in words and on the map."""

    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="place")
    village = models.ForeignKey(Village, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="plan_place_whole_or_none",
            )
        ]
