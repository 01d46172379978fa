from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.people.models import Household, Person
from huangyai.plan.models import Project
from huangyai.volunteers.models import Volunteer
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField


class Watching(MunicipalRow):
    """A volunteer watches over a household."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "volunteer", "household"], name="watch_over_once")
        ]


class VisitRound(MunicipalRow):
    """One volunteer's visits of one day, in walking order; under a project's money if there is one."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-day"]


class PlannedVisit(MunicipalRow):
    """A home to visit in a round."""

    round = models.ForeignKey(VisitRound, on_delete=models.PROTECT, related_name="planned")
    order = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = WordsField(null=True)

    class Meta:
        ordering = ["order"]


class Visit(MunicipalRow):
    """What a volunteer found at the door. What was said in confidence is sealed."""

    class Outcome(models.TextChoices):
        WELL = "well", _("doing well")
        NEEDS_HELP = "needs_help", _("needs some help")
        NOBODY_HOME = "nobody_home", _("nobody at home")
        WORRYING = "worrying", _("worrying")

    planned = models.OneToOneField(PlannedVisit, on_delete=models.PROTECT, related_name="visit")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    adl = models.PositiveSmallIntegerField(null=True)
    note_sealed = models.BinaryField(null=True)
    visited_at = models.DateTimeField()


class Help(MunicipalRow):
    """Help given after a visit: what, to whom, worth how much."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    given_on = models.DateField()
    baht = models.DecimalField(max_digits=12, decimal_places=2, default=0)


class Signal(MunicipalRow):
    """Something worrying that somebody saw, or a report of danger. Its words and whom it is about are sealed."""

    class Source(models.TextChoices):
        VOLUNTEER = "volunteer", _("volunteer")
        RESIDENT = "resident", _("resident")
        ANONYMOUS = "anonymous", _("did not say who")
        AGENCY = "agency", _("agency")

    class Urgency(models.TextChoices):
        DANGER = "danger", _("in danger now")
        URGENT = "urgent", _("urgent")
        NORMAL = "normal", _("worth a look")

    source = models.CharField(max_length=10, choices=Source.choices)
    urgency = models.CharField(max_length=8, choices=Urgency.choices)
    kind = models.CharField(max_length=40)
    words_sealed = models.BinaryField()
    about_sealed = models.BinaryField(null=True)
    # A keyed hash of the receipt code that the reporter may come back with.
    receipt_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-made_at"]


class SignalHandling(MunicipalRow):
    """Somebody took the signal up: the clock to safety stops being nobody's."""

    class Outcome(models.TextChoices):
        CASE = "case", _("became a case")
        VISIT = "visit", _("a home visit is arranged")
        NO_NEED = "no_need", _("looked at, no need found")

    signal = models.OneToOneField(Signal, on_delete=models.PROTECT, related_name="handling")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    handled_by_id = models.UUIDField(null=True)
