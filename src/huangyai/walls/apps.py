from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.models.signals import post_migrate

from huangyai.walls.growing import let_migrations_grow


class WallsConfig(AppConfig):
    name = "huangyai.walls"
    label = "walls"

    def ready(self) -> None:
        """After every migration the working role gets its rights; it owns nothing."""
        let_migrations_grow()
        post_migrate.connect(_grant_rights, sender=self)


def _grant_rights(using: str, **_: Any) -> None:
    connection = connections[using]
    role = connection.ops.quote_name(settings.DATABASES["default"]["USER"])
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        if isinstance(connection, DatabaseWrapper) and connection.pg_version >= 170000:
            cursor.execute(f"GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}")
