"""When people can come, as they said it, and the days of the year that are off."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.people.models import Person
from huangyai.walls.models import MunicipalRow


class ComingTimes(MunicipalRow):
    """What somebody, or a group of people of one life, answered when asked when they can come. The newest answer counts.

    Without a person it is the group's answer. A person's answer without `cells` says only of which life they are.
    """

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    life = models.CharField(max_length=10)
    cells = models.JSONField(null=True)
    off_parts = models.JSONField(default=list)
    caring = models.JSONField(default=list)
    harvest = models.JSONField(default=list)
    furthest_km = models.FloatField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["municipality", "person", "made_at"], name="activities_coming_times")]


class CalendarSpan(MunicipalRow):
    """A stretch of days that the municipality wrote down: a school term or break, or a holiday of its own."""

    class Kind(models.TextChoices):
        TERM = "term", _("school term")
        SCHOOL_BREAK = "school_break", _("school break")
        HOLIDAY = "holiday", _("local holiday")

    kind = models.CharField(max_length=16, choices=Kind.choices)
    name = models.CharField(max_length=120)
    begins_on = models.DateField()
    ends_on = models.DateField()
    # Clause, announcement or school that says so; and who laid it beside that paper, and when.
    source = models.CharField(max_length=200)
    verified_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["begins_on", "kind"]
