from __future__ import annotations

from django.conf import settings
from django.db import models

from huangyai.people.models import Household
from huangyai.walls.models import MunicipalRow


class Survey(MunicipalRow):
    """A household survey with its set of wants; the set is kept with it, so that figures of other years stay apart."""

    name = models.CharField(max_length=200)
    surveyed_on = models.DateField()
    # The set of indicators as TOML, read by `engines.deprivation`.
    indicators = models.TextField()
    # Column → words of each want, in the set's order, for cards and pages.
    wants = models.JSONField(default=dict)
    households = models.PositiveIntegerField(default=0)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-surveyed_on", "-made_at"]

    def __str__(self) -> str:
        return self.name


class HouseholdAnswers(MunicipalRow):
    """What one household answered, as far as cards ask: what it lacks, in how many sides of life, and whether it is poor."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    deprived = models.JSONField(default=list)
    dimensions = models.PositiveSmallIntegerField(null=True)
    poor = models.BooleanField(null=True)
    why = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "survey", "household"], name="targets_household_answers_once"
            )
        ]
