from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.models.assemblies import Assembly
from huangyai.assembly.models.attendance import Attendance
from huangyai.assembly.models.problems import Problem
from huangyai.walls.models import MunicipalRow


class Vote(MunicipalRow):
    """A vote on what to do first, with a sum of money or without, held at an assembly."""

    class Kind(models.TextChoices):
        APPROVAL = "approval", _("mark everything that you approve of")
        KNAPSACK = "knapsack", _("mark as much as the money pays for")
        POINTS = "points", _("share out points")
        RANKING = "ranking", _("put in order, the most important first")
        HANDS = "hands", _("show of hands, each hand once")

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="votes")
    question = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.APPROVAL)
    # How many points each voter shares out, where points are shared out.
    points = models.PositiveSmallIntegerField(default=0)
    # Without money, proposals cost one each and the budget is how many of them are chosen.
    with_money = models.BooleanField(default=True)
    budget = models.DecimalField(max_digits=14, decimal_places=2)
    rule = models.CharField(max_length=20, default="equal-shares")


class VoteWithdrawal(MunicipalRow):
    """The vote was opened wrongly and is off, with the reason; nothing of its ballots is told."""

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Proposal(MunicipalRow):
    """One thing that could be done, with its cost, answering one problem."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="proposals")
    problem = models.ForeignKey(Problem, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    cost = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["number"]


class SecretRow(models.Model):
    """A row that tells nothing of when it was made: its id is chance, and it carries no time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT, related_name="+")
    municipality_id: uuid.UUID

    class Meta:
        abstract = True


class Ballot(SecretRow):
    """One anonymous ballot: the numbers chosen, with their points where points are given. Nothing ties it to a voter."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="ballots")
    # In the order of preference where the vote is a ranking, otherwise from the smallest number.
    choices = models.JSONField()
    points = models.JSONField(default=list)


class VoterMark(SecretRow):
    """The roll of a vote: somebody has had their ballot. Which one it was, no row says."""

    class Way(models.TextChoices):
        PHONE = "phone", _("own phone")
        TABLET = "tablet", _("shared tablet")
        PAPER = "paper", _("paper")

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="marks")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="marks")
    way = models.CharField(max_length=8, choices=Way.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "attendance"], name="assembly_one_ballot_each")]


class BallotPaper(SecretRow):
    """A printed ballot paper. Its code lets it be entered once; the ballot that was on it doesn't carry the code."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="papers")
    code = models.CharField(max_length=12)
    # A flag, not a row with its hour: the hour would lead from the paper to the ballot.
    entered = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "code"], name="assembly_paper_code_once")]


class HandCount(MunicipalRow):
    """How many hands were raised for a proposal; counted again, the newest number holds."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="hand_counts")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")
    hands = models.PositiveIntegerField()
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]


class Count(MunicipalRow):
    """The vote was counted: the published ballots (Pabulib), the winners and every reason."""

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="count")
    pabulib = models.TextField()
    winners = models.JSONField()
    reasons = models.JSONField()
    spent = models.DecimalField(max_digits=14, decimal_places=2)
    # Of those who voted, the share with at least one winner among what they marked; and had most votes simply won.
    represented = models.DecimalField(max_digits=6, decimal_places=5, null=True)
    represented_by_greedy = models.DecimalField(max_digits=6, decimal_places=5, null=True)
    # Where proposals stood exactly equal: {"proposals": [2, 5], "taken": [2]}.
    ties = models.JSONField(default=list)
    # The command with which anybody counts the published ballots again.
    command = models.CharField(max_length=200, blank=True)


class Resolution(MunicipalRow):
    """มติ: what an assembly decided, in one sentence; of a vote, or of what was agreed in the room."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="resolutions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    vote = models.ForeignKey(Vote, null=True, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["assembly", "number"], name="assembly_resolution_number_once")]
