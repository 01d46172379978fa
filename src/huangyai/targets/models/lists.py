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
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "fiscal_year", "name"], name="targets_list_name_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Candidate(MunicipalRow):
    """Somebody whom the criterion found, or the meeting added, with the reasons and whose knowledge each is."""

    target_list = models.ForeignKey(TargetList, on_delete=models.PROTECT, related_name="candidates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)
    added_by_meeting = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "target_list", "person"], name="targets_candidate_once")
        ]
        indexes = [models.Index(fields=["municipality", "person"], name="targets_lists_of_person")]


class Outcome(models.TextChoices):
    """What a party or the meeting says of a name."""

    CONFIRMED = "confirmed", _("confirmed")
    DECLINED = "declined", _("declined")


class Decision(MunicipalRow):
    """The joint meeting's word on one name that is in force: confirmed or declined, always with a reason."""

    Outcome = Outcome

    meeting = models.ForeignKey("targets.JointMeeting", on_delete=models.PROTECT, related_name="decisions")
    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=300)
    # The day by which a meeting looks at this name again; none where the list is for once.
    look_again_on = models.DateField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class PastDecision(MunicipalRow):
    """A word that a later meeting took back or renewed. It keeps the id that it had while it was in force."""

    meeting = models.ForeignKey("targets.JointMeeting", on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="past_decisions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=300)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_at"]


class Reconsideration(MunicipalRow):
    """A name that was decided goes back on the agenda, until a meeting decides on it again."""

    class Cause(models.TextChoices):
        APPEAL = "appeal", _("an appeal")
        DUE = "due", _("the day to look again has come")
        CHANGED = "changed", _("a register says otherwise now")
        ASKED = "asked", _("somebody asked for it")

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="reconsiderations")
    cause = models.CharField(max_length=8, choices=Cause.choices)
    # In both languages, as the machine says it; what a person wrote is the same in both.
    reason = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]


class KeptDecision(MunicipalRow):
    """Staff looked at what registers say otherwise since a name was decided, and the meeting's word stays."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]


class Appeal(MunicipalRow):
    """A resident does not agree with what was decided about them, or that they are not on a list. The words are sealed."""

    class Channel(models.TextChoices):
        OWN_PAGE = "own", _("their own page")
        COUNTER = "counter", _("at the counter")

    target_list = models.ForeignKey(TargetList, on_delete=models.PROTECT, related_name="appeals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    words_sealed = models.BinaryField()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["municipality", "person"], name="targets_appeals_of_person")]


class AppealAnswer(MunicipalRow):
    """What was answered to an appeal, with the reason: back to the next meeting, or why it stays as it is."""

    class Outcome(models.TextChoices):
        TO_MEETING = "meeting", _("the next meeting decides again")
        EXPLAINED = "explained", _("it stays as it is, and why was explained")

    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=500)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class LeftBehindStep(MunicipalRow):
    """What was done about somebody whom the work list of forgotten people named, under which rule."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("put before a joint meeting")
        VISIT = "visit", _("a volunteer was asked to visit")
        AS_IT_IS = "as_it_is", _("it is right as it is")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    note = models.CharField(max_length=300, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["municipality", "person", "rule"], name="targets_left_behind_steps")]
