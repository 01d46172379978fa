from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.places.models import Village
from huangyai.walls.models import MunicipalRow


class Assembly(MunicipalRow):
    """ประชาคม: a meeting of residents of one village or the whole municipality, or of the agencies that work here."""

    class Level(models.TextChoices):
        VILLAGE = "village", _("village assembly")
        MUNICIPALITY = "municipality", _("municipal assembly")
        JOINT = "joint", _("joint meeting of agencies")

    level = models.CharField(max_length=14, choices=Level.choices, default=Level.VILLAGE)
    village = models.ForeignKey(Village, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    venue = models.CharField(max_length=200)
    agenda = models.TextField(blank=True)
    # Counted heads, where nobody was checked in by name.
    present = models.PositiveIntegerField(default=0)
    fiscal_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-starts_at"]


class AssemblyMove(MunicipalRow):
    """The assembly was put to another day, hour or place; what had been announced before, and why it changed."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="moves")
    started_at = models.DateTimeField()
    venue = models.CharField(max_length=200)
    reason = models.TextField()
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]


class AssemblyCallOff(MunicipalRow):
    """The assembly will not be held, and why."""

    assembly = models.OneToOneField(Assembly, on_delete=models.PROTECT, related_name="call_off")
    reason = models.TextField()
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class AssemblyClosure(MunicipalRow):
    """The assembly ended, with minutes that the public may read."""

    assembly = models.OneToOneField(Assembly, on_delete=models.PROTECT, related_name="closure")
    minutes = models.TextField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
