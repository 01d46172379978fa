"""When an activity meets."""

from __future__ import annotations

from django.db import models

from huangyai.activities.models.activities import Activity, Venue
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField


class Session(MunicipalRow):
    """One meeting of an activity, at a time when its people can come."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    placement_reason = WordsField(null=True)

    class Meta:
        ordering = ["starts_at"]
