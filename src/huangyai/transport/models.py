from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models import Session
from huangyai.people.models import Person
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField


class Vehicle(MunicipalRow):
    """A car of the municipality or a partner, with its places."""

    name = models.CharField(max_length=120)
    plate = models.CharField(max_length=20, blank=True)
    seats = models.PositiveSmallIntegerField()
    wheelchair_places = models.PositiveSmallIntegerField(default=0)
    driver = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)


class RidePlan(MunicipalRow):
    """Who fetches whom for one session: one answer of the solver, kept with its figures."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="+")
    kilometres = models.FloatField()
    longest_ride_minutes = models.FloatField()
    ride_cap_minutes = models.PositiveSmallIntegerField()
    unserved = models.JSONField(default=list)
    distances = models.CharField(max_length=40, default="straight-line")


class Route(MunicipalRow):
    """One vehicle's day for a session: fetching, and bringing home again."""

    plan = models.ForeignKey(RidePlan, on_delete=models.PROTECT, related_name="routes")
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="+")
    reason = WordsField(null=True)


class Stop(MunicipalRow):
    """Where the car stops, for whom, and when."""

    class Kind(models.TextChoices):
        FETCH = "fetch", _("fetch from home")
        ARRIVE = "arrive", _("arrive at the session")
        LEAVE = "leave", _("leave the session")
        HOME = "home", _("home again")

    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="stops")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    arrives_at = models.DateTimeField()
    leaves_at = models.DateTimeField()

    class Meta:
        ordering = ["order"]


class Boarding(MunicipalRow):
    """The driver's word on a stop: on board, or nobody came out."""

    stop = models.OneToOneField(Stop, on_delete=models.PROTECT, related_name="boarding")
    on_board = models.BooleanField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
