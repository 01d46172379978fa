from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connections
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "huangyai.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Runs after the walls' grants, because the app comes after them."""
        post_migrate.connect(_only_append, sender=self)


def _only_append(using: str, **_: Any) -> None:
    connection = connections[using]
    role = connection.ops.quote_name(settings.DATABASES["default"]["USER"])
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry FROM {role}")
        cursor.execute(f"REVOKE DELETE, TRUNCATE ON ledger_chainhead FROM {role}")
