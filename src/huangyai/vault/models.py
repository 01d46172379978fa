from __future__ import annotations

from django.db import models

from huangyai.walls.models import Row


class DataKey(Row):
    """A municipality's data key, wrapped by the installation's master key. Old versions stay until nothing needs them."""

    municipality_id = models.UUIDField()
    version = models.PositiveSmallIntegerField(default=1)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality_id", "version"], name="vault_one_key_per_version")]
