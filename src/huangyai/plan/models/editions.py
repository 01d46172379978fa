"""Editions of a plan after the first, and what the regulation says of amending it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.models import Assembly
from huangyai.plan.models.plans import Plan, Project
from huangyai.walls.models import MunicipalRow


class RuleSetting(MunicipalRow):
    """A number of the regulation as this municipality announced it. The newest row of a key holds."""

    key = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField(null=True)
    clause = models.CharField(max_length=300, blank=True)
    # Who compared it with the regulation's own text, and when; until then every page says that nobody did.
    verified_on = models.DateField(null=True)
    verified_by = models.CharField(max_length=120, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]


class Edition(MunicipalRow):
    """แผนพัฒนาท้องถิ่น เพิ่มเติม เปลี่ยนแปลง แก้ไข ครั้งที่ n/ปี: a later edition of an announced plan, with its reason."""

    class Kind(models.TextChoices):
        ADDED = "added", _("addition (new projects)")
        CHANGED = "changed", _("change")
        CORRECTED = "corrected", _("correction (slips of the pen)")
        SPECIAL = "special", _("change of a special kind (royal, state, government policy)")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    reason = models.TextField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "plan", "kind", "year", "number"], name="plan_edition_numbered_once"
            )
        ]


class EditionMeeting(MunicipalRow):
    """Which meeting considered an edition. The newest row of an edition holds."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    name = models.CharField(max_length=300)
    joint = models.BooleanField(default=False)
    # The assembly itself, when it was held in this system.
    assembly = models.ForeignKey(Assembly, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]


class EditionItem(MunicipalRow):
    """One project that an edition adds or alters: what the plan said before, and what it says from then on."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="items")
    # None for a new project until the edition is announced.
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="edition_items")
    added = models.BooleanField(default=False)
    reason = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "edition", "project"], name="plan_project_once_in_an_edition"
            )
        ]


class EditionApproval(MunicipalRow):
    """The head of the municipality approved and announced an edition; nothing of it changes afterwards."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="approval")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    announced_on = models.DateField()
    # The rule as it stood on that day, so that it can be looked up later what was relied on.
    clause = models.CharField(max_length=300, blank=True)
    clause_verified = models.BooleanField(default=False)


class EditionWithdrawal(MunicipalRow):
    """An edition that was begun and given up before it was announced, with the reason."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
