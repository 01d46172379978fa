from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.transport.rules import Paper
from huangyai.walls.models import MunicipalRow


class Vehicle(MunicipalRow):
    """A car of the municipality, a partner or a volunteer, with its places and its driver's hours."""

    class Owner(models.TextChoices):
        MUNICIPALITY = "municipality", _("the municipality’s")
        PARTNER = "partner", _("a partner’s")
        VOLUNTEER = "volunteer", _("a volunteer’s own")

    name = models.CharField(max_length=120)
    plate = models.CharField(max_length=20, blank=True)
    seats = models.PositiveSmallIntegerField()
    wheelchair_places = models.PositiveSmallIntegerField(default=0)
    driver = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    owner = models.CharField(max_length=12, choices=Owner.choices, default=Owner.MUNICIPALITY)
    owner_name = models.CharField(max_length=120, blank=True)
    # Of its driver; empty: as long as the sessions ask.
    works_from = models.TimeField(null=True)
    works_until = models.TimeField(null=True)
    # The driver's break begins between these hours, with nobody on board.
    rest_from = models.TimeField(null=True)
    rest_until = models.TimeField(null=True)
    rest_minutes = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class CarPaper(MunicipalRow):
    """A paper of a car, or the licence of its driver, valid until a day. The newest of its kind counts."""

    class Kind(models.TextChoices):
        TAX = Paper.TAX.value, _("registration tax")
        INSURANCE = Paper.INSURANCE.value, _("compulsory insurance")
        INSPECTION = Paper.INSPECTION.value, _("inspection")
        LICENCE = Paper.LICENCE.value, _("driver’s licence")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    # One of the two: a licence belongs to whoever drives.
    vehicle = models.ForeignKey(Vehicle, null=True, on_delete=models.PROTECT, related_name="papers")
    driver = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    valid_until = models.DateField()
    number = models.CharField(max_length=60, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(vehicle__isnull=False, driver__isnull=True)
                | models.Q(vehicle__isnull=True, driver__isnull=False),
                name="transport_paper_of_car_or_driver",
            )
        ]


class Breakdown(MunicipalRow):
    """A car that does not go, from a day until it is mended."""

    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="breakdowns")
    broke_on = models.DateField()
    why = models.CharField(max_length=200)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    mended_at = models.DateTimeField(null=True)
    mended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Trip(MunicipalRow):
    """A line of the car's log: out and back, with what the odometer said."""

    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="trips")
    session = models.ForeignKey("activities.Session", on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField()
    back_at = models.DateTimeField()
    odometer_out = models.PositiveIntegerField()
    odometer_back = models.PositiveIntegerField()
    where_to = models.CharField(max_length=200)
    driver = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["left_at"]


class Refuelling(MunicipalRow):
    """Fuel bought for a car, paid from the money of the project whose people it fetched."""

    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="refuellings")
    session = models.ForeignKey("activities.Session", on_delete=models.PROTECT, related_name="+")
    expense = models.OneToOneField("activities.Expense", on_delete=models.PROTECT, related_name="+")
    bought_on = models.DateField()
    litres = models.DecimalField(max_digits=7, decimal_places=2)
    baht = models.DecimalField(max_digits=12, decimal_places=2)
    receipt = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["bought_on", "made_at"]
