from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.people.models import Person
from huangyai.places.models import Village
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField


class Assembly(MunicipalRow):
    """ประชาคม: a meeting of residents of one village, or of the whole municipality."""

    class Level(models.TextChoices):
        VILLAGE = "village", _("village assembly")
        MUNICIPALITY = "municipality", _("municipal assembly")

    level = models.CharField(max_length=14, choices=Level.choices, default=Level.VILLAGE)
    village = models.ForeignKey(Village, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    venue = models.CharField(max_length=200)
    agenda = models.TextField(blank=True)
    present = models.PositiveIntegerField(default=0)
    fiscal_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-starts_at"]


class AssemblyClosure(MunicipalRow):
    """The assembly ended, with minutes that the public may read."""

    assembly = models.OneToOneField(Assembly, on_delete=models.PROTECT, related_name="closure")
    minutes = models.TextField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Problem(MunicipalRow):
    """A problem or need, in the words in which it was said. Who said it stays private unless they wish otherwise."""

    class Category(models.TextChoices):
        CHILDREN = "children", _("children and youth")
        ELDERLY = "elderly", _("older people")
        DISABILITY = "disability", _("people with disabilities")
        LIVELIHOOD = "livelihood", _("work and income")
        HEALTH = "health", _("health")
        SAFETY = "safety", _("safety")
        ENVIRONMENT = "environment", _("environment")
        INFRASTRUCTURE = "infrastructure", _("roads, water, light")
        CULTURE = "culture", _("culture and community")

    class Kind(models.TextChoices):
        PROBLEM = "problem", _("problem")
        NEED = "need", _("need")

    # None: told through the website between assemblies.
    assembly = models.ForeignKey(Assembly, null=True, on_delete=models.PROTECT, related_name="problems")
    village = models.ForeignKey(Village, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PROBLEM)
    category = models.CharField(max_length=16, choices=Category.choices)
    sentence = models.TextField()
    voices = models.PositiveIntegerField(default=1)
    said_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    published = models.BooleanField(default=True)

    class Meta:
        ordering = ["-voices", "made_at"]


class Answer(MunicipalRow):
    """What became of a problem, with the compulsory reason; the newest one is its state. None yet means: heard."""

    class State(models.TextChoices):
        STUDYING = "studying", _("being studied")
        IN_PLAN = "in_plan", _("in the plan")
        ANSWERED = "answered", _("answered otherwise")
        IMPOSSIBLE = "impossible", _("not possible")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(max_length=12, choices=State.choices)
    reason = WordsField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]


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
