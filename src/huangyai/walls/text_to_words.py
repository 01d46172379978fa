"""Migration operation that turns a column of single sentences into one of sentences in both languages."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.fields import AlterField
from django.db.migrations.state import ProjectState

from huangyai.walls.words import WordsField


class TextToWords(AlterField):
    """The column becomes a `WordsField`; an old sentence serves both languages.

    The rows are rewritten by the change of the column itself: the walls would hide them from an UPDATE.
    """

    def __init__(self, model_name: str, name: str, *, null: bool = True) -> None:
        super().__init__(model_name, name, WordsField(null=null))
        self.null = null

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Each sentence for both languages; an empty one becomes none where the column may be empty."""
        table, column = self._place(app_label, schema_editor, to_state)
        both = f"jsonb_build_object('th', {column}, 'en', {column})"
        loosened = f"ALTER COLUMN {column} DROP NOT NULL, " if self.null else ""
        kept = f"CASE WHEN {column} = '' THEN NULL ELSE {both} END" if self.null else both
        schema_editor.execute(f"ALTER TABLE {table} {loosened}ALTER COLUMN {column} TYPE jsonb USING {kept}")

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Back to the Thai sentence, cut where the old column was short."""
        table, column = self._place(app_label, schema_editor, to_state)
        before = to_state.apps.get_model(app_label, self.model_name)._meta.get_field(self.name)
        kind = before.db_type(schema_editor.connection)
        schema_editor.execute(
            f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind} USING coalesce({column}->>'th', '')::{kind}"
        )
        schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL")

    def describe(self) -> str:
        """For `migrate --plan`."""
        return f"Keep {self.name} of {self.model_name} in both languages"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a migration writes it down."""
        return self.__class__.__qualname__, [], {"model_name": self.model_name, "name": self.name, "null": self.null}

    def _place(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState) -> tuple[str, str]:
        meta = state.apps.get_model(app_label, self.model_name)._meta
        return (
            schema_editor.quote_name(meta.db_table),
            schema_editor.quote_name(str(meta.get_field(self.name).column)),
        )
