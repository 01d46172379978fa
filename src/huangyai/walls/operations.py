"""Migration operation that raises the walls around every municipal table of an app. Safe to run again."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_INSIDE = "municipality_id = NULLIF(current_setting('huangyai.municipality', true), '')::uuid"


def is_municipal(model: type[models.Model]) -> bool:
    """The table carries `municipality_id`, so its rows belong to one municipality."""
    return any(field.column == "municipality_id" for field in model._meta.local_concrete_fields)


class BuildWalls(Operation):
    """Force row security on the app's municipal tables, and let no foreign key leave the municipality.

    `also_visible` widens one table's reading for its own account, by table name: a person must find
    the municipalities they belong to before they stand in one.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, also_visible: dict[str, str] | None = None) -> None:
        self.also_visible = also_visible or {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Walls are no part of Django's state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Build what is not there yet."""
        found = to_state.apps.get_app_config(app_label).get_models(include_auto_created=True)
        municipal = [model for model in found if is_municipal(model) and model._meta.managed]
        for model in municipal:
            self._secure_rows(schema_editor, model)
        for model in municipal:
            self._keep_keys_inside(schema_editor, model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The walls go with their tables."""

    def describe(self) -> str:
        """For `migrate --plan`."""
        return "Build the walls between municipalities"

    def _secure_rows(self, schema_editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
        table = model._meta.db_table
        quoted = schema_editor.quote_name(table)
        visible = f"({_INSIDE}) OR ({self.also_visible[table]})" if table in self.also_visible else _INSIDE
        schema_editor.execute(f"ALTER TABLE {quoted} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {quoted} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"DROP POLICY IF EXISTS inside ON {quoted}")
        schema_editor.execute(f"CREATE POLICY inside ON {quoted} USING ({visible}) WITH CHECK ({_INSIDE})")
        if model._meta.pk and model._meta.pk.column == "id":
            self._add(schema_editor, table, _short(f"{table}_inside_uniq"), "UNIQUE (municipality_id, id)")

    def _keep_keys_inside(self, schema_editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
        table = model._meta.db_table
        for field in model._meta.local_concrete_fields:
            target = field.related_model
            if (
                not isinstance(field, models.ForeignKey)
                or field.column == "municipality_id"
                or not isinstance(target, type)
            ):
                continue
            if is_municipal(target):
                # The target's own migration may still have its walls ahead of it.
                self._add(
                    schema_editor,
                    target._meta.db_table,
                    _short(f"{target._meta.db_table}_inside_uniq"),
                    "UNIQUE (municipality_id, id)",
                )
                self._add(
                    schema_editor,
                    table,
                    _short(f"{table}_{field.column}_inside"),
                    f"FOREIGN KEY (municipality_id, {schema_editor.quote_name(field.column)}) "
                    f"REFERENCES {schema_editor.quote_name(target._meta.db_table)} (municipality_id, id) "
                    "DEFERRABLE INITIALLY DEFERRED",
                )

    def _add(self, schema_editor: BaseDatabaseSchemaEditor, table: str, name: str, definition: str) -> None:
        quoted = schema_editor.quote_name(table)
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s AND conrelid = %s::regclass", [name, table])
            if cursor.fetchone():
                return
        schema_editor.execute(f"ALTER TABLE {quoted} ADD CONSTRAINT {schema_editor.quote_name(name)} {definition}")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a migration writes it down."""
        return (
            self.__class__.__qualname__,
            [],
            {"also_visible": self.also_visible} if self.also_visible else {},
        )


def _short(name: str) -> str:
    """PostgreSQL cuts names at 63 bytes; keep the end, which tells two keys apart."""
    return name if len(name) <= 63 else f"{name[:30]}_{name[-32:]}"
