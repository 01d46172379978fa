"""When an activity meets."""

from __future__ import annotations

from django.conf import settings
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


class SessionCallOff(MunicipalRow):
    """The session is not held then, and why; `instead` is the session to which its people were moved."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="call_off")
    instead = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="held_instead")
    reason = models.CharField(max_length=300)
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
