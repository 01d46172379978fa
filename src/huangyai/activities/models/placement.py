"""What a person decided about times and places, and what could not be placed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models.activities import Activity, Venue
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField


class PlacementRule(MunicipalRow):
    """A pin (only so) or a ban (never so) for an activity; each part that is given must match."""

    class Kind(models.TextChoices):
        PIN = "pin", _("only so")
        BAN = "ban", _("never so")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="placement_rules")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    weekday = models.PositiveSmallIntegerField(null=True)
    part = models.CharField(max_length=10, blank=True)
    venue = models.ForeignKey(Venue, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at"]


class Unplaced(MunicipalRow):
    """An activity for which no time was found between two days, and what stands in its way."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="unplaced")
    first_day = models.DateField()
    last_day = models.DateField()
    why = WordsField()

    class Meta:
        ordering = ["-made_at"]
