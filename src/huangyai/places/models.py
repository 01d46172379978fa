from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.kernel import Words
from huangyai.walls.models import MunicipalRow, Row


class Municipality(Row):
    """อปท.: one local government. Its name and place are public; everything else stands behind its wall."""

    slug = models.SlugField(unique=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    district_th = models.CharField(max_length=80, blank=True)
    province_th = models.CharField(max_length=80)
    tambon_code = models.CharField(max_length=6, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["name_th"]

    def __str__(self) -> str:
        return self.name_th

    @property
    def place_th(self) -> str:
        """Name and province as papers head with them; the name alone where nobody filled in the province."""
        return f"{self.name_th} จังหวัด{self.province_th}" if self.province_th else self.name_th


class Village(MunicipalRow):
    """หมู่บ้าน or ชุมชน. Names repeat, so the 8-digit code tells them apart."""

    class Kind(models.TextChoices):
        VILLAGE = "village", _("village")
        COMMUNITY = "community", _("community")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.VILLAGE)
    code = models.CharField(max_length=8)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["municipality", "code"], name="places_village_code_once")]

    def __str__(self) -> str:
        both = Words(th=f"ม.{self.number} {self.name}", en=f"Moo {self.number} {self.name}")
        return both.say(get_language() or "th")


class Community(MunicipalRow):
    """ชุมชน: households with a chair and a committee of their own, often part of a village or across several."""

    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    founded_on = models.DateField(null=True)
    dissolved_on = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["municipality", "number"], name="places_community_number_once")]

    def __str__(self) -> str:
        both = Words(th=f"ชุมชน{self.name}", en=f"{self.name} community")
        return both.say(get_language() or "th")
