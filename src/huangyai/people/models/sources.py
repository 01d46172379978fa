from __future__ import annotations

from django.conf import settings
from django.db import models

from huangyai.walls.models import MunicipalRow


class Admission(MunicipalRow):
    """One bringing-in of people: what it said of them counts until a `ValueSource` says otherwise."""

    source = models.CharField(max_length=60)
    admitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class ValueSource(MunicipalRow):
    """Where one value of a person came from, and when, if not from their admission. An id is never kept here."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="value_sources", db_index=False)
    field = models.CharField(max_length=30)
    value = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=120)
    said_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["municipality", "person"], name="people_value_sources")]
