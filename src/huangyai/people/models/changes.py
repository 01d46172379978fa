from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.people.models.households import Household
from huangyai.walls.models import MunicipalRow


class ChangeRequest(MunicipalRow):
    """A change of the register that somebody proposes and somebody else decides."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("correct a value")
        MOVE = "move", _("move")
        BIRTH = "birth", _("birth")
        DEATH = "death", _("death")
        HEAD = "head", _("another head of the household")
        SPLIT = "split", _("split a household")
        HOUSE = "house", _("correct a house's number or village")
        MERGE = "merge", _("two entries are one person")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="+")
    # What is asked for, as the kind of change understands it; ids, dates and words.
    asked = models.JSONField(encoder=DjangoJSONEncoder)
    # A national id in what is asked for stands here, sealed.
    asked_sealed = models.BinaryField(null=True)
    reason = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]


class ConcernedPerson(MunicipalRow):
    """Somebody whom a proposed change is about: two open changes of one person are told to who decides."""

    request = models.ForeignKey(ChangeRequest, on_delete=models.CASCADE, related_name="concerned")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["municipality", "person"], name="people_changes_of_person")]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "request", "person"], name="people_concerned_once")
        ]


class ChangeDecision(MunicipalRow):
    """A proposed change was approved and carried out, declined, or withdrawn by who proposed it."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("approved and carried out")
        DECLINED = "declined", _("not approved")
        WITHDRAWN = "withdrawn", _("withdrawn by the proposer")

    request = models.OneToOneField(ChangeRequest, on_delete=models.PROTECT, related_name="decision")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Row by row what was before and after, so that it can be undone.
    effects = models.JSONField(encoder=DjangoJSONEncoder, default=list)
    before_sealed = models.BinaryField(null=True)


class ChangeUndo(MunicipalRow):
    """An approved change was taken back: everything stands as it stood before."""

    decision = models.OneToOneField(ChangeDecision, on_delete=models.PROTECT, related_name="undo")
    reason = models.CharField(max_length=300)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
