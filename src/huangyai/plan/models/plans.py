"""Plans, their strategies and projects."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.models import Problem
from huangyai.targets.models import TargetList
from huangyai.walls.models import MunicipalRow


class Plan(MunicipalRow):
    """แผนพัฒนาท้องถิ่น: five Buddhist years."""

    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    vision = models.TextField(blank=True)

    class Meta:
        ordering = ["-first_year"]
        constraints = [models.UniqueConstraint(fields=["municipality", "first_year"], name="plan_period_once")]

    @property
    def years(self) -> range:
        """The plan's Buddhist years."""
        return range(self.first_year, self.last_year + 1)


class PlanApproval(MunicipalRow):
    """อนุมัติและประกาศใช้: who approved the plan, and when it was announced."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="approval")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    announced_on = models.DateField()


class Strategy(MunicipalRow):
    """ยุทธศาสตร์ or ประเด็นการพัฒนา."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="strategies")
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=500)
    # What it follows from, a line each, in the order of rules.alignment.LABELS; form ผ.02 opens with these.
    alignment = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["municipality", "plan", "number"], name="plan_strategy_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class Project(MunicipalRow):
    """โครงการ in the plan."""

    class Form(models.TextChoices):
        P02 = "ผ.02", "ผ.02"
        P02_1 = "ผ.02/1", "ผ.02/1"
        P02_2 = "ผ.02/2", "ผ.02/2"
        P03 = "ผ.03", "ผ.03"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="projects")
    strategy = models.ForeignKey(Strategy, null=True, on_delete=models.PROTECT, related_name="projects")
    form = models.CharField(max_length=8, choices=Form.choices, default=Form.P02)
    tactic = models.CharField(max_length=500, blank=True)
    programme = models.CharField(_("programme"), max_length=200, blank=True)
    number = models.CharField(max_length=20, blank=True)
    name = models.TextField()
    objective = models.TextField(blank=True)
    target_output = models.TextField(blank=True)
    indicator = models.TextField(blank=True)
    expected_result = models.TextField(blank=True)
    responsible_unit = models.CharField(max_length=300, blank=True)
    # หมวด and ประเภท: only form ผ.03 asks for them.
    equipment_category = models.CharField(max_length=200, blank=True)
    equipment_type = models.CharField(max_length=200, blank=True)
    target_list = models.ForeignKey(TargetList, null=True, on_delete=models.PROTECT, related_name="+")
    # Where an imported row came from, so that bringing the same book twice changes nothing.
    imported_key = models.CharField(max_length=200, blank=True)
    imported_row = models.JSONField(null=True)

    class Meta:
        ordering = ["strategy__number", "programme", "number", "made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "plan", "imported_key"],
                condition=~models.Q(imported_key=""),
                name="plan_imported_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProjectRemoval(MunicipalRow):
    """A project that left a draft: what it was called, and why it left."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="removals")
    name = models.TextField()
    reason = models.TextField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]


class ProjectProblem(MunicipalRow):
    """A project answers a problem said in an assembly: a link of the golden thread."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="problems_answered")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "project", "problem"], name="plan_problem_once")]
