from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.people.models import Person
from huangyai.plan.models import Project
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField


class Venue(MunicipalRow):
    """A room or hall where sessions can be held."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, default="hall")
    capacity = models.PositiveIntegerField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)


class Activity(MunicipalRow):
    """กิจกรรม of a project: what is learnt, made or done together."""

    class Kind(models.TextChoices):
        LEARNING = "learning", _("learning")
        OCCUPATION = "occupation", _("occupation")
        HEALTH = "health", _("health")
        COMMUNITY_WORK = "community_work", _("community work day")
        YOUTH = "youth", _("youth")
        CULTURE = "culture", _("sport and culture")

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    name = models.CharField(max_length=200)
    capacity = models.PositiveIntegerField(default=40)
    skill = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Session(MunicipalRow):
    """One meeting of an activity, at a time when its people can come."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    placement_reason = WordsField(null=True)

    class Meta:
        ordering = ["starts_at"]


class Enrolment(MunicipalRow):
    """Somebody is expected at a session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    needs_ride = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "session", "person"], name="activities_enrolled_once")
        ]


class Attendance(MunicipalRow):
    """Somebody came."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="attendance")
    how = models.CharField(max_length=20, default="list")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Expense(MunicipalRow):
    """Money spent on a session, against its project's money."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="expenses")
    baht = models.DecimalField(max_digits=14, decimal_places=2)
    what = models.CharField(max_length=200)
    paid_on = models.DateField()
