from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models import Session
from huangyai.people.models import Person
from huangyai.transport.models.vehicles import Vehicle
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField


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


class Replanning(MunicipalRow):
    """A day that was planned again after it was promised: why, and what it changed for whom."""

    class Cause(models.TextChoices):
        CANCELLED = "cancelled", _("somebody does not come")
        ADDED = "added", _("somebody comes too")
        BREAKDOWN = "breakdown", _("a car broke down")
        MOVED = "moved", _("moved to another car")
        SESSION = "session", _("another session on that day")

    day = models.DateField()
    cause = models.CharField(max_length=10, choices=Cause.choices)
    why = models.CharField(max_length=200, blank=True)
    # [{person, session, before, after, car_before, car_after}]; only ids, times and names of cars.
    changes = models.JSONField(default=list)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["municipality", "day"], name="transport_replanned_on")]


class Cancellation(MunicipalRow):
    """Somebody who was to be fetched does not come."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=models.Q(taken_back_at__isnull=True),
                name="transport_cancelled_once",
            )
        ]


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
    # Empty: it is what people are promised now.
    replaced_by = models.ForeignKey(Replanning, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["order"]


class Boarding(MunicipalRow):
    """The driver's word on a stop: on board, or nobody came out."""

    stop = models.OneToOneField(Stop, on_delete=models.PROTECT, related_name="boarding")
    on_board = models.BooleanField()
    # By the clock of the phone, which may have been out of reach of the network.
    at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Arrival(MunicipalRow):
    """The driver stands at the stop."""

    stop = models.OneToOneField(Stop, on_delete=models.PROTECT, related_name="arrival")
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
