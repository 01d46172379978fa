from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.models.assemblies import Assembly
from huangyai.assembly.models.groups import Group
from huangyai.people.models import Person
from huangyai.places.models import Village
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField


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
    # They wish to be named beside it; without this nobody reads who said it.
    said_openly = models.BooleanField(default=False)
    group = models.CharField(max_length=12, choices=Group.choices, blank=True)
    place = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    published = models.BooleanField(default=True)

    class Meta:
        ordering = ["-voices", "made_at"]


class ProblemRewording(MunicipalRow):
    """A sentence was put in other words because the first ones told who somebody is; those are kept sealed."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="rewordings")
    before_sealed = models.BinaryField()
    reason = models.TextField()
    reworded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]


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


class ProblemMerge(MunicipalRow):
    """The same problem said twice: `alias` is shown within `canonical`, voices together. It can be taken back."""

    alias = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="read_as")
    canonical = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="said_also")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alias"], condition=models.Q(taken_back_at__isnull=True), name="assembly_read_as_one"
            )
        ]
