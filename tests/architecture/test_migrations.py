"""What migrations may not do."""

from __future__ import annotations

from django.db.migrations import AlterField
from django.db.migrations.loader import MigrationLoader
from django.db.models import UUIDField


def test_no_migration_alters_a_key() -> None:
    """`walls.growing` renders new tables alone, so that a key that changes would not take along who points to it.

    All keys are UUIDs; how a new one is made up may change.
    """
    altered = [
        f"{migration} {operation.model_name}.{operation.name}"
        for migration in MigrationLoader(None).disk_migrations.values()
        if migration.__module__.startswith("huangyai.")
        for operation in migration.operations
        if isinstance(operation, AlterField)
        and operation.field.primary_key
        and not isinstance(operation.field, UUIDField)
    ]
    assert altered == []
