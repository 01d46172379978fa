"""แผนการดำเนินงาน: what is done in one fiscal year, month by month; and the year's evaluation, as far as it is posted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.plan.models.plans import Plan, Project
from huangyai.walls.models import MunicipalRow


class ImplementationPlan(MunicipalRow):
    """แผนการดำเนินงาน of a fiscal year; a later number is an addition to it."""

    class Cause(models.TextChoices):
        BUDGET = "budget", _("the year's budget ordinance was announced")
        MORE_BUDGET = "more-budget", _("an additional budget ordinance was announced")
        RESERVE = "reserve", _("accumulated money was released")
        TOLD = "told", _("another agency told of a project here")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="implementations")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    cause = models.CharField(max_length=12, choices=Cause.choices)
    # The day from which the regulation counts.
    counted_from = models.DateField()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "plan", "year", "number"], name="plan_implementation_numbered_once"
            )
        ]


class Undertaking(MunicipalRow):
    """One project in an implementation plan: what is done, where, for how much."""

    implementation = models.ForeignKey(ImplementationPlan, on_delete=models.PROTECT, related_name="undertakings")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    activity = models.TextField(blank=True)
    place = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=300, blank=True)
    baht = models.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "implementation", "project"], name="plan_undertaking_once")
        ]


class RunningMonth(MunicipalRow):
    """A calendar month (1 January … 12 December) in which an undertaking runs."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.PROTECT, related_name="months")
    month = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "undertaking", "month"], name="plan_month_ticked_once"),
            models.CheckConstraint(condition=models.Q(month__gte=1, month__lte=12), name="plan_month_of_a_year"),
        ]


class ImplementationAnnouncement(MunicipalRow):
    """The head of the municipality announced an implementation plan."""

    implementation = models.OneToOneField(ImplementationPlan, on_delete=models.PROTECT, related_name="announcement")
    announced_on = models.DateField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class EvaluationReport(MunicipalRow):
    """The evaluation of a fiscal year was laid before the council and the development committee."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="evaluation_reports")
    year = models.PositiveSmallIntegerField()
    reported_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "plan", "year"], name="plan_evaluated_once_a_year")
        ]


class Posting(MunicipalRow):
    """A notice on the board: the plan itself, or the evaluation of a year."""

    class Subject(models.TextChoices):
        PLAN = "plan", _("the plan")
        EVALUATION = "evaluation", _("the evaluation of a year")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="postings")
    subject = models.CharField(max_length=12, choices=Subject.choices)
    year = models.PositiveSmallIntegerField(null=True)
    posted_on = models.DateField()
    where = models.CharField(max_length=300, blank=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-posted_on", "-id"]
