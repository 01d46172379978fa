"""Wake Django for a command, a test or the site."""

from __future__ import annotations

import os


def django(*, migrated: bool = True) -> None:
    """Join the database and prepare Django; with `migrated`, bring the tables up to date first."""
    from huangyai.config import database

    database.ready()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huangyai.config.settings")
    import django as framework

    framework.setup()
    if migrated:
        migrate()


def migrate() -> None:
    """Bring the tables up to date, as the role that owns them."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    connections["owner"].close()
