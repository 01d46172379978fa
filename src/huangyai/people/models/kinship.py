from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.walls.models import MunicipalRow


class Kinship(MunicipalRow):
    """`person` is the parent, spouse, sibling, guardian or carer of `relative`. Walls around cases are built on it."""

    class Kind(models.TextChoices):
        PARENT = "parent", _("parent")
        SPOUSE = "spouse", _("spouse")
        SIBLING = "sibling", _("sibling")
        GUARDIAN = "guardian", _("guardian")
        CARER = "carer", _("carer")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+", db_index=False)
    relative = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    begins_on = models.DateField(null=True)
    # A marriage or a guardianship ends; the wall that it built stands on.
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=60)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["municipality", "relative"], name="people_kin_backwards")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person", "relative", "kind"], name="people_kinship_said_once"
            )
        ]
