from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.people.models import Person
from huangyai.targets.models.criteria import Criterion
from huangyai.walls.models import MunicipalRow


class TargetList(MunicipalRow):
    """Who something is for: candidates by a criterion, confirmed name by name in a joint meeting."""

    name = models.CharField(max_length=200)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    # The sentence said in an assembly that this list is an answer to.
    problem = models.ForeignKey("assembly.Problem", null=True, on_delete=models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-made_at"]


class Candidate(MunicipalRow):
    """Somebody whom the criterion found, or the meeting added, with the reasons."""

    target_list = models.ForeignKey(TargetList, on_delete=models.PROTECT, related_name="candidates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)
    added_by_meeting = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "target_list", "person"], name="targets_candidate_once")
        ]


class JointMeeting(MunicipalRow):
    """All parties sit together and confirm each name."""

    target_list = models.ForeignKey(TargetList, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    venue = models.CharField(max_length=200)
    parties = models.JSONField(default=list)


class Decision(MunicipalRow):
    """The joint meeting's word on one name: confirmed or declined, always with a reason."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")

    meeting = models.ForeignKey(JointMeeting, on_delete=models.PROTECT, related_name="decisions")
    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
