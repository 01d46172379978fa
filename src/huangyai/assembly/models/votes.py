from __future__ import annotations

from django.db import models

from huangyai.assembly.models.assemblies import Assembly
from huangyai.assembly.models.problems import Problem
from huangyai.walls.models import MunicipalRow


class Vote(MunicipalRow):
    """A vote on what to do first with a sum of money, held at an assembly."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="votes")
    question = models.CharField(max_length=300)
    budget = models.DecimalField(max_digits=14, decimal_places=2)
    rule = models.CharField(max_length=20, default="equal-shares")


class Proposal(MunicipalRow):
    """One thing that could be done, with its cost, answering one problem."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="proposals")
    problem = models.ForeignKey(Problem, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    cost = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["number"]


class Ballot(MunicipalRow):
    """One anonymous ballot: the numbers chosen. Nothing ties it to a voter."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="ballots")
    choices = models.JSONField()


class Count(MunicipalRow):
    """The vote was counted: the published ballots (Pabulib), the winners and every reason."""

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="count")
    pabulib = models.TextField()
    winners = models.JSONField()
    reasons = models.JSONField()
    spent = models.DecimalField(max_digits=14, decimal_places=2)
