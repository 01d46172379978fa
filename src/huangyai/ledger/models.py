from __future__ import annotations

from django.db import models

from huangyai.walls.models import Row


class Entry(Row):
    """One thing that somebody did or looked at. Holds ids and keyed hashes, no names; the database refuses to change it."""

    municipality_id = models.UUIDField()
    position = models.BigIntegerField()
    at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    origin = models.CharField(max_length=120, blank=True)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality_id", "position"], name="ledger_one_entry_per_position")
        ]
        indexes = [
            models.Index(fields=["municipality_id", "subject_kind", "subject_id"], name="ledger_by_subject"),
            models.Index(fields=["municipality_id", "verb", "position"], name="ledger_by_verb"),
        ]


class ChainHead(Row):
    """The end of a municipality's chain: locking it puts entries in order, and a chain cut short no longer fits it."""

    municipality_id = models.UUIDField(unique=True)
    position = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
