"""What came of an occupation activity."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models.activities import Activity
from huangyai.people.models import Person
from huangyai.walls.models import MunicipalRow


class Livelihood(MunicipalRow):
    """Somebody has reached one step from a skill to an income, on a day."""

    class Step(models.TextChoices):
        SKILL = "skill", _("has learnt the skill")
        PRACTICE = "practice", _("practises it")
        FIRST_INCOME = "first_income", _("first income from it")
        AFTER_3_MONTHS = "after_3_months", _("asked after 3 months")
        AFTER_6_MONTHS = "after_6_months", _("asked after 6 months")
        AFTER_12_MONTHS = "after_12_months", _("asked after 12 months")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="livelihoods")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=16, choices=Step.choices)
    day = models.DateField()
    baht_a_month = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "activity", "person", "step"], name="activities_livelihood_step_once"
            )
        ]
