"""Wake Django for a command, a test or the site."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor

# Two processes that start together must not migrate at the same time; any number that nobody else takes.
_MIGRATION_LOCK = 8_151_202_569


def django(*, migrated: bool = True) -> None:
    """Join the database and prepare Django; with `migrated`, bring the tables up to date first."""
    from huangyai.config import database

    database.ready()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huangyai.config.settings")
    import django as framework

    framework.setup()
    if migrated:
        migrate()


def migrate() -> int:
    """Bring the tables up to date, as the role that owns them; says how many migrations that took."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    owner = connections["owner"]
    try:
        if not _planned(MigrationExecutor(owner)):
            return 0
        with owner.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
        planned = _planned(MigrationExecutor(owner))
        if planned:
            call_command("migrate", database="owner", verbosity=0, interactive=False)
        return planned
    finally:
        # The lock goes with the connection.
        owner.close()


def _planned(executor: MigrationExecutor) -> int:
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
