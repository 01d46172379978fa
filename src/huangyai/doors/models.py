from __future__ import annotations

from django.db import models

from huangyai.walls.models import MunicipalRow, Row


class DoneRequest(Row):
    """A form that was already carried out: a double tap, or a phone that sends again, gets the same answer.

    Kept for thirty days; a phone that was offline for longer is asked to look before it sends.
    """

    key = models.UUIDField(unique=True)
    account_id = models.UUIDField(null=True)
    answer = models.CharField(max_length=500)


class VisitorCount(MunicipalRow):
    """How many came to a door where nobody says who they are, until the hour ends.

    Counted by a keyed hash that is another one every hour, and together under no hash at all. The table is unlogged:
    it is in no write-ahead log and in no base backup, and empty after a crash.
    """

    door = models.CharField(max_length=20)
    visitor = models.CharField(max_length=64, blank=True)
    ends_at = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "door", "visitor", "ends_at"], name="doors_visitors_counted_once"
            )
        ]
