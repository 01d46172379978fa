from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.models.assemblies import Assembly
from huangyai.assembly.models.groups import Group
from huangyai.people.models import Person
from huangyai.places.models import Village
from huangyai.walls.models import MunicipalRow


class Attendance(MunicipalRow):
    """Somebody came: who, how they were checked in, when and by whom. A mistake is taken back, not erased."""

    class How(models.TextChoices):
        CODE = "code", _("code of the sign-in sheet")
        NATIONAL_ID = "national_id", _("national id card")
        NAME = "name", _("name, found in the register")
        TABLET = "tablet", _("themselves, on the shared tablet")
        PAPER = "paper", _("paper sheet, entered afterwards")

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="attendances")
    # None: somebody whom the register doesn't know. They count the same.
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160, blank=True)
    group = models.CharField(max_length=12, choices=Group.choices, default=Group.RESIDENT)
    sex = models.CharField(max_length=1, choices=Person.Sex.choices, blank=True)
    village = models.ForeignKey(Village, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=12, choices=How.choices)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "person"],
                condition=models.Q(taken_back_at__isnull=True, person__isnull=False),
                name="assembly_comes_once",
            )
        ]

    def __str__(self) -> str:
        return self.person.full_name if self.person else self.name


class VotingCode(MunicipalRow):
    """A code with which somebody who came votes on their own phone; only its keyed hash is kept."""

    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="voting_codes")
    code_hash = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "code_hash"], name="assembly_voting_code_once")]
