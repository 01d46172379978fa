from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.plan.models import Project
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField


class Indicator(MunicipalRow):
    """ตัวชี้วัด of a project: what is measured, in which unit, how, and which way is better."""

    class Dimension(models.TextChoices):
        ECONOMY = "economy", _("economy")
        SOCIETY = "society", _("society")
        ENVIRONMENT = "environment", _("environment")
        CULTURE = "culture", _("culture")

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    dimension = models.CharField(max_length=12, choices=Dimension.choices)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=40)
    method = models.CharField(max_length=300)
    more_is_better = models.BooleanField(default=True)
    goal = models.DecimalField(max_digits=12, decimal_places=2, null=True)


class Measurement(MunicipalRow):
    """The indicator's value on a day: before, or after. Counted from rows of the house where it can be."""

    class When(models.TextChoices):
        BEFORE = "before", _("before")
        AFTER = "after", _("after")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    when = models.CharField(max_length=6, choices=When.choices)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    people = models.PositiveIntegerField(default=0)
    measured_on = models.DateField()
    measured_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "indicator", "when"], name="evaluation_measured_once")
        ]


class Report(MunicipalRow):
    """รายงานผล: the year's figures as they were when it was made."""

    title = models.CharField(max_length=200)
    fiscal_year = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    pdf = models.BinaryField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.title


class ReportFigure(MunicipalRow):
    """One figure printed in a report, with what it counts, so that one can walk back from it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")
    measurement = models.ForeignKey(Measurement, null=True, on_delete=models.PROTECT, related_name="+")
    label = WordsField()
    value = WordsField()


class Finding(MunicipalRow):
    """What the year taught; it opens the next assembly's agenda."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="findings")
    sentence = models.TextField()
