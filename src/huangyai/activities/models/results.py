"""What a session gave its people: what they say of it, and the certificate they take home."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models.enrolments import Enrolment
from huangyai.activities.models.sessions import Session
from huangyai.walls.models import MunicipalRow


class FeedbackSheet(MunicipalRow):
    """One sheet of answers, 1 to 5: how content, what one could do before and what after. Paper ones name nobody."""

    class How(models.TextChoices):
        PAPER = "paper", _("on paper")
        PHONE = "phone", _("on a phone")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="feedback")
    # Whose code it came with, so that everybody answers once; no page reads it.
    enrolment = models.OneToOneField(Enrolment, null=True, on_delete=models.PROTECT, related_name="+")
    satisfaction = models.PositiveSmallIntegerField(null=True)
    before = models.PositiveSmallIntegerField(null=True)
    after = models.PositiveSmallIntegerField(null=True)
    how = models.CharField(max_length=12, choices=How.choices)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(satisfaction__isnull=True) | models.Q(satisfaction__range=(1, 5)),
                name="activities_satisfaction_1_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(before__isnull=True) | models.Q(before__range=(1, 5)),
                name="activities_before_1_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(after__isnull=True) | models.Q(after__range=(1, 5)),
                name="activities_after_1_to_5",
            ),
        ]


class Certificate(MunicipalRow):
    """Somebody came often enough and takes a certificate home, numbered within the fiscal year."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    fiscal_year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["fiscal_year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "fiscal_year", "number"], name="activities_certificate_number_once"
            )
        ]
