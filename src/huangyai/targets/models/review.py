from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huangyai.people.models import Person
from huangyai.targets.models.registers import RegisterRow
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField


class JoiningTerms(MunicipalRow):
    """From how sure on a row is joined at once, and from how sure on a person is asked. The newest terms hold."""

    join_from = models.FloatField()
    ask_from = models.FloatField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Joining(MunicipalRow):
    """One comparison of all lists with the civil register: how far it is, and who asked for it."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, blank=True)
    # From 0 to 1.
    part = models.FloatField(default=0)
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-made_at"]


class JoiningEnd(MunicipalRow):
    """How a joining ended: what it found, or who stopped it, or why it could not be done."""

    class Outcome(models.TextChoices):
        DONE = "done", _("finished")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("could not be finished")

    joining = models.OneToOneField(Joining, on_delete=models.PROTECT, related_name="end")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    joined = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    alone = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    doubles = models.PositiveIntegerField(default=0)
    why = WordsField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Pair(MunicipalRow):
    """Two records that may be one person: a row of an office's list and a resident, or two entries of the register.

    Holds how sure the comparison is and why; names and numbers stay in the register and in the sealed list.
    """

    class Cause(models.TextChoices):
        UNSURE = "unsure", _("not sure enough")
        RIVALS = "rivals", _("two people are almost equally likely")
        CONTRADICTION = "contradiction", _("the national ids contradict each other")
        DISPUTED = "disputed", _("joined at first, then doubted by somebody")
        BY_HAND = "by_hand", _("named by hand")
        TWICE = "twice", _("perhaps entered twice in the register")

    row = models.ForeignKey(RegisterRow, null=True, on_delete=models.PROTECT, related_name="pairs")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The other entry of the register, where no office's row is in question.
    other = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=14, choices=Cause.choices)
    probability = models.FloatField(null=True)
    why = WordsField(null=True)
    # When the comparison last said something new of these two: whoever could not tell before it is asked again.
    evidence_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(row__isnull=False, other__isnull=True) | Q(row__isnull=True, other__isnull=False),
                name="targets_pair_of_two_records",
            ),
            models.UniqueConstraint(fields=["municipality", "row", "person"], name="targets_pair_of_row_once"),
            models.UniqueConstraint(fields=["municipality", "person", "other"], name="targets_pair_of_people_once"),
        ]
        indexes = [models.Index(fields=["municipality", "cause"], name="targets_pairs_by_cause")]


class PairDecision(MunicipalRow):
    """What somebody said after looking at both records. `compared` is what they saw: degrees of agreement, no facts."""

    class Word(models.TextChoices):
        SAME = "same", _("the same person")
        DIFFERENT = "different", _("two people")
        UNSURE = "unsure", _("can’t tell")
        SECOND = "second", _("asked a second person")

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="decisions")
    word = models.CharField(max_length=10, choices=Word.choices)
    note = models.CharField(max_length=300, blank=True)
    compared = models.JSONField(default=dict)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]


class PairReturn(MunicipalRow):
    """A decision on a pair was taken back; everything it had brought about is undone."""

    decision = models.OneToOneField(PairDecision, on_delete=models.PROTECT, related_name="taken_back")
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Offer(MunicipalRow):
    """What a row says that a resident's own entry has room for: nickname, phone, wheelchair; sealed."""

    row = models.OneToOneField(RegisterRow, on_delete=models.PROTECT, related_name="offer")
    facts_sealed = models.BinaryField()


class TakenFact(MunicipalRow):
    """Where a resident's nickname, phone or wheelchair came from: the row of an office's list that offered it."""

    class Fact(models.TextChoices):
        NICKNAME = "nickname", _("nickname")
        PHONE = "phone", _("phone")
        WHEELCHAIR = "wheelchair", _("wheelchair")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField(max_length=10, choices=Fact.choices)
    row = models.ForeignKey(RegisterRow, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "person", "fact"], name="targets_fact_taken_once")
        ]


class Lesson(MunicipalRow):
    """What the comparison has learnt from this municipality's decisions: a model, by version; it holds nobody's data."""

    version = models.PositiveIntegerField()
    # Empty when somebody went back to the model that comes with the program.
    model = models.JSONField(null=True)
    reviews = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    learnt_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["municipality", "version"], name="targets_lesson_version_once")]
