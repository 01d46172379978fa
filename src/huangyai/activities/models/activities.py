"""What is offered, and where it can be held."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.plan.models import Project
from huangyai.walls.models import MunicipalRow


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
    # How it is designed: what one session costs and needs, for whom, and how often they meet (weekly).
    baht_a_session = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    staff = models.PositiveSmallIntegerField(default=0)
    skill = models.CharField(max_length=60, blank=True)
    room_kind = models.CharField(max_length=40, blank=True)
    materials = models.TextField(blank=True)
    youngest = models.PositiveSmallIntegerField(null=True)
    oldest = models.PositiveSmallIntegerField(null=True)
    life = models.CharField(max_length=10, blank=True)
    meetings = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
