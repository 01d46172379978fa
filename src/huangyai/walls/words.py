"""How a table keeps a sentence that the machine made: in both languages, so that each page says its own."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from huangyai.kernel import Words


class WordsField(models.JSONField):
    """A sentence in Thai and English (`kernel.Words`); what a person typed is the same in both.

    A column without a sentence is NULL, so that ``if row.reason`` asks what it seems to ask.
    """

    _pyi_private_set_type: Words
    _pyi_private_get_type: Words

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Words | None:
        """The pair, as it is read."""
        return self.to_python(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Words | None:
        """The pair, also from the file of a backup."""
        return value if value is None or isinstance(value, Words) else Words.of(value)

    def get_prep_value(self, value: Any) -> Any:
        """The pair, as it is written."""
        return super().get_prep_value(value.as_dict() if isinstance(value, Words) else value)

    def value_to_string(self, obj: models.Model) -> Any:
        """The pair for the file of a backup."""
        return self.get_prep_value(self.value_from_object(obj))
