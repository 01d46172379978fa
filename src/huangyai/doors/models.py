from __future__ import annotations

from django.db import models

from huangyai.walls.models import Row


class DoneRequest(Row):
    """A form that was already carried out: a double tap, or a phone that sends again, gets the same answer."""

    key = models.UUIDField(unique=True)
    account_id = models.UUIDField(null=True)
    answer = models.CharField(max_length=500)
