"""Sources of money with their dated rules, the money of a project's years, and what people decide about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.places.models import Village
from huangyai.plan.models.plans import Plan, Project
from huangyai.targets.models import TargetGroup
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField


class FundingSource(MunicipalRow):
    """แหล่งงบประมาณ: an ordinance, a fund, a partner."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["municipality", "code"], name="plan_source_once")]


class SourceRule(MunicipalRow):
    """What a source asks for from a day on: who may ask, for whom, how much, by when, and the law or notice it rests on.

    A rule that changes is a new row with its own day; the newest that has begun holds.
    """

    class Form(models.TextChoices):
        NONE = "", _("no form of its own")
        KPT7 = "kpt7", _("form 7 of the local health security fund")
        KKD02 = "kkd02", _("form 02 of the child protection fund")

    source = models.ForeignKey(FundingSource, on_delete=models.PROTECT, related_name="rules")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    # Codes of `rules.funding.APPLICANTS`, and of the target groups; an empty list means anybody.
    applicants = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    most_per_project = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    most_per_year = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    # What others must bring of each project's cost, in percent.
    own_share = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    # The last day to ask, in each fiscal year; none: the source sets no day, or nobody knows it yet.
    deadline_month = models.PositiveSmallIntegerField(null=True)
    deadline_day = models.PositiveSmallIntegerField(null=True)
    form = models.CharField(max_length=8, choices=Form.choices, blank=True)
    basis = models.TextField()
    note = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-valid_from", "-made_at"]


class SourceRuleCheck(MunicipalRow):
    """Somebody laid a rule beside the text of the law or notice, and says whether they agree. None yet: not verified."""

    rule = models.ForeignKey(SourceRule, on_delete=models.PROTECT, related_name="checks")
    text_read = models.CharField(max_length=300)
    agrees = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]


class YearMoney(MunicipalRow):
    """Money planned for one project in one year; the source once it is found."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="money")
    year = models.PositiveSmallIntegerField()
    baht = models.DecimalField(max_digits=16, decimal_places=2)
    source = models.ForeignKey(FundingSource, null=True, on_delete=models.PROTECT, related_name="+")
    allocated = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    reason = WordsField(null=True)

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["municipality", "project", "year"], name="plan_money_year_once")]


class MoneyPart(MunicipalRow):
    """What one source gives to one project in one year; two sources may pay for it together."""

    money = models.ForeignKey(YearMoney, on_delete=models.CASCADE, related_name="parts")
    source = models.ForeignKey(FundingSource, on_delete=models.PROTECT, related_name="+")
    baht = models.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        ordering = ["-baht"]
        constraints = [models.UniqueConstraint(fields=["municipality", "money", "source"], name="plan_part_once")]


class MoneyRuling(MunicipalRow):
    """A person's word on a project's money, with the reason: it must have it, it may not, or so much from there."""

    class Kind(models.TextChoices):
        PIN = "pin", _("must get its money")
        BAN = "ban", _("gets no money")
        OVERRULE = "overrule", _("gets exactly this, whatever was worked out")

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="rulings")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # None: from any source. An overrule names one, and the amount.
    source = models.ForeignKey(FundingSource, null=True, on_delete=models.PROTECT, related_name="+")
    baht = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    reason = models.CharField(max_length=500)
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]


class MoneyRulingEnd(MunicipalRow):
    """A ruling was taken back, with the reason; it stays to be read."""

    ruling = models.OneToOneField(MoneyRuling, on_delete=models.PROTECT, related_name="end")
    reason = models.CharField(max_length=500)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class NeedFloor(MunicipalRow):
    """The least need of a group or a village that a year's money must meet; the newest row holds, 0 means none."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="floors")
    group = models.CharField(max_length=12, choices=TargetGroup.choices, blank=True)
    village = models.ForeignKey(Village, null=True, on_delete=models.PROTECT, related_name="+")
    least = models.PositiveIntegerField()
    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]


class AllocationRun(MunicipalRow):
    """Somebody asked for the money of some years to be given out. How far it is, while it runs; how it ended, its end says."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="allocation_runs")
    years = models.JSONField()
    # Baht by the source's id; the same in each of the years.
    ceilings = models.JSONField()
    projects = models.PositiveIntegerField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20, blank=True)
    part = models.FloatField(default=0.0)
    touched_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at"]


class AllocationEnd(MunicipalRow):
    """How giving the money out ended: how much need is met, how good that is provably, and what more money would do."""

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        FAILED = "failed", _("did not work")
        STOPPED = "stopped", _("stopped")

    run = models.OneToOneField(AllocationRun, on_delete=models.PROTECT, related_name="end")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    objective = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    seconds = models.FloatField(null=True)
    # For each year: how good it is, what more money of each source would do, its floors, and pins that broke.
    by_year = models.JSONField(default=list)
    why = WordsField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
