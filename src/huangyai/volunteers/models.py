from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.places.models import Village
from huangyai.walls.models import MunicipalRow


class Volunteer(MunicipalRow):
    """Somebody who gives time: อสม., อพม., a community leader."""

    class Kind(models.TextChoices):
        HEALTH = "health", _("village health volunteer")
        SOCIAL = "social", _("social development volunteer")
        LEADER = "leader", _("community leader")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.HEALTH)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "user"], name="volunteers_once")]


class GivenHours(MunicipalRow):
    """Time given on one day, and for what."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="given")
    day = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    purpose = models.CharField(max_length=200)
