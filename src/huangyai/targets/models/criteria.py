from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.walls.models import MunicipalRow


class TargetGroup(models.TextChoices):
    """The six groups of the model sub-district; a card may belong to none of them."""

    CHILDREN = "children", _("children and youth")
    ELDERLY = "elderly", _("elderly")
    DISABILITY = "disability", _("persons with disabilities")
    LOW_INCOME = "low_income", _("low-income")
    HARDSHIP = "hardship", _("people in social difficulty")
    FAMILY = "family", _("families at risk")


class Criterion(MunicipalRow):
    """A criteria card: whom something is for, in plain Thai, built without code. `definition` is read by `targets.rules`.

    A card that is changed becomes a new row with the next version; lists keep the version that they were drawn by.
    """

    name = models.CharField(max_length=120)
    sentence = models.TextField()
    definition = models.JSONField()
    version = models.PositiveSmallIntegerField(default=1)
    group = models.CharField(max_length=12, choices=TargetGroup.choices, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name", "version"], name="targets_criterion_version_once")
        ]

    def __str__(self) -> str:
        return self.name


class CriterionAdoption(MunicipalRow):
    """Somebody took the card into use, having seen whom it misses and whom it takes; without this it is a draft."""

    criterion = models.OneToOneField(Criterion, on_delete=models.PROTECT, related_name="adoption")
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # How many people it took on that day, so that a later drift is seen.
    takes = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)


class Persona(MunicipalRow):
    """A made-up person with whom a card is tested: the facts, and whether the card should take them."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="personas")
    name = models.CharField(max_length=80)
    facts = models.JSONField()
    expected = models.BooleanField()

    class Meta:
        ordering = ["made_at"]
