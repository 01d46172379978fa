"""Many rows at once. The working role may not COPY into a protected table; it may into a table of its own beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models
from psycopg import sql

_ASIDE = sql.SQL("CREATE TEMPORARY TABLE {aside} ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA")
_COPY = sql.SQL("COPY {aside} ({names}) FROM STDIN")
_INSERT = sql.SQL("INSERT INTO {table} ({names}) SELECT {names} FROM {aside}")
_UNLESS_KNOWN = sql.SQL("INSERT INTO {table} ({names}) SELECT {names} FROM {aside} ON CONFLICT DO NOTHING")
_DROP = sql.SQL("DROP TABLE {aside}")


def copy_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, skip_known: bool = False
) -> None:
    """Write rows into a table, `columns` by their names in the database. `skip_known` leaves out those that stand there.

    Needs a transaction; the columns that are not named must have a default in the database or be null.
    """
    parts = {
        "table": sql.Identifier(model._meta.db_table),
        "aside": sql.Identifier(f"aside_{model._meta.db_table}"),
        "names": sql.SQL(", ").join(map(sql.Identifier, columns)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_ASIDE.format(**parts))
        with cursor.copy(_COPY.format(**parts)) as copy:
            for row in rows:
                copy.write_row([value.hex if isinstance(value, UUID) else value for value in row])
        cursor.execute((_UNLESS_KNOWN if skip_known else _INSERT).format(**parts))
        cursor.execute(_DROP.format(**parts))
