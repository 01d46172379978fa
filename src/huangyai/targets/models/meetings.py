from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.targets.models.lists import Candidate, Outcome, TargetList
from huangyai.walls.models import MunicipalRow


class JointMeeting(MunicipalRow):
    """All parties sit together and confirm each name, by the rule of agreement that they set."""

    class Rule(models.TextChoices):
        TOGETHER = "together", _("the meeting agrees aloud and the secretary writes it down")
        ALL = "all", _("every party confirms")
        MAJORITY = "majority", _("more than half of the parties confirm")
        CHAIR = "chair", _("the chair decides after hearing every party")
        AT_LEAST = "at_least", _("at least this many parties confirm")

    target_list = models.ForeignKey(TargetList, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    venue = models.CharField(max_length=200)
    rule = models.CharField(max_length=8, choices=Rule.choices, default=Rule.TOGETHER)
    # How many parties must confirm, where the rule asks for a number.
    least = models.PositiveSmallIntegerField(null=True)
    # After how many months a confirmed name is looked at again; none: never by itself.
    look_again_months = models.PositiveSmallIntegerField(null=True)


class Party(MunicipalRow):
    """One office or group at the table, and which registers' facts it may see there: no more than it needs to decide."""

    meeting = models.ForeignKey(JointMeeting, on_delete=models.PROTECT, related_name="parties")
    name = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField()
    chairs = models.BooleanField(default=False)
    # Kinds of registers, "survey" and "visited".
    sees = models.JSONField(default=list)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "meeting", "name"], name="targets_party_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PartyMember(MunicipalRow):
    """Somebody with an account who speaks for a party at their own screen."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "party", "user"], name="targets_member_once")]


class PartyWord(MunicipalRow):
    """What a party says of a name, with its reason. Said again before the name is settled, the last word counts."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="words")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=300)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["municipality", "candidate"], name="targets_words_on_name")]


class OpenQuestion(MunicipalRow):
    """Something that the meeting has to find out before it can decide, about one name or all."""

    meeting = models.ForeignKey(JointMeeting, on_delete=models.PROTECT, related_name="questions")
    candidate = models.ForeignKey(Candidate, null=True, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=300)
    # Who finds it out.
    falls_to = models.CharField(max_length=200, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at"]


class QuestionAnswer(MunicipalRow):
    """What was found out."""

    question = models.OneToOneField(OpenQuestion, on_delete=models.PROTECT, related_name="answer")
    answer = models.CharField(max_length=300)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class MeetingClosure(MunicipalRow):
    """The meeting ended: its words stand, and the minutes can be signed."""

    meeting = models.OneToOneField(JointMeeting, on_delete=models.PROTECT, related_name="closure")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    resolution = models.TextField(blank=True)
