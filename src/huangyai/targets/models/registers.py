from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.people.models import Person
from huangyai.walls.models import MunicipalRow


class Register(MunicipalRow):
    """ทะเบียน: a list that one office keeps, as it was brought in. The original file is kept sealed."""

    class Kind(models.TextChoices):
        CIVIL = "civil", _("civil register")
        ELDERLY = "elderly", _("elderly allowance")
        DISABILITY = "disability", _("disability register")
        SCHOOL = "school", _("school roll")
        WELFARE = "welfare", _("welfare card")
        VISITS = "visits", _("health volunteers' visit list")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    file_name = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    original_sealed = models.BinaryField(null=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]


class RegisterRow(MunicipalRow):
    """What one office's list says of somebody. `person` is who it is, once joined. Holds no national id in the clear."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries")
    row = models.PositiveIntegerField()
    row_key = models.CharField(max_length=60)
    says = models.JSONField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    probability = models.FloatField(null=True)
    why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "register", "row"], name="targets_register_row_once")
        ]
        indexes = [models.Index(fields=["municipality", "person"], name="targets_rows_of_person")]
