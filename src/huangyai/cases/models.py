"""Sealed: no other room may import this file. Others get counts from `cases.queries`, small numbers suppressed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.walls.models import MunicipalRow

# What the seal and the keyed hash of whom a case is about are for; another purpose can't open them.
PERSON_PURPOSE = "case.person"


class Case(MunicipalRow):
    """A protection case. Whom it is about is a keyed hash and a sealed reference: a stolen database can't say who has a case."""

    class Urgency(models.TextChoices):
        DANGER = "danger", _("in danger now")
        URGENT = "urgent", _("urgent")
        NORMAL = "normal", _("watch closely")

    number = models.CharField(max_length=20)
    urgency = models.CharField(max_length=8, choices=Urgency.choices)
    kind = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    person_hash = models.CharField(max_length=64, blank=True)
    person_sealed = models.BinaryField(null=True)
    narrative_sealed = models.BinaryField()
    # No key to the signal's row either: the signal knows the reporter.
    signal_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["due_at"]
        constraints = [models.UniqueConstraint(fields=["municipality", "number"], name="cases_number_once")]


class Share(MunicipalRow):
    """Who may open the case: its owner, their supervisor, those it was referred to. Nobody else."""

    class Part(models.TextChoices):
        OWNER = "owner", _("owner")
        SUPERVISOR = "supervisor", _("supervisor")
        REFERRED = "referred", _("referred to")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shares")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "case", "user", "part"], name="cases_share_once")
        ]


class Step(MunicipalRow):
    """What was done in a case, in sealed words."""

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", _("assessment")
        PLAN = "plan", _("plan")
        REFERRAL = "referral", _("referral")
        HELP = "help", _("help given")
        SAFE = "safe", _("brought to safety")
        NOTE = "note", _("note")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words_sealed = models.BinaryField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at"]


class Closure(MunicipalRow):
    """The case is closed: by whom, why, and how the person is now."""

    class Outcome(models.TextChoices):
        SAFE = "safe", _("safe, goals reached")
        MOVED = "moved", _("moved away, handed over")
        DECLINED = "declined", _("declined help")
        DIED = "died", _("passed away")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="closure")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    summary_sealed = models.BinaryField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
