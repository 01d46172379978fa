"""What every table that holds a municipality's rows is made of."""

from __future__ import annotations

import uuid

from django.db import models

from huangyai.kernel import new_id


class Row(models.Model):
    """A row with a time-ordered id, and when it was made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class MunicipalRow(Row):
    """A row that belongs to one municipality; its migration ends with `BuildWalls`."""

    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT, related_name="+")
    municipality_id: uuid.UUID

    class Meta:
        abstract = True
