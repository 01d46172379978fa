"""Many rows at once, under row security: COPY may not write into a protected table, so it writes beside it first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models
from psycopg import sql

_BESIDE = sql.SQL("CREATE TEMPORARY TABLE {beside} ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA")
_COPY = sql.SQL("COPY {beside} ({names}) FROM STDIN")
_INSERT = sql.SQL("INSERT INTO {table} ({names}) SELECT {names} FROM {beside}")
_INSERT_NEW = sql.SQL("INSERT INTO {table} ({names}) SELECT {names} FROM {beside} ON CONFLICT DO NOTHING")
_DROP = sql.SQL("DROP TABLE {beside}")


def copy_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, skip_known: bool = False
) -> None:
    """Write rows into a protected table, ten times as fast as one INSERT after the other; `skip_known` leaves out those
    that stand there already.

    Needs a transaction. `columns` are named as in the database; those that are not named must have a default there, or
    be null. JSON is given as text.
    """
    parts = {
        "table": sql.Identifier(model._meta.db_table),
        "beside": sql.Identifier(f"beside_{model._meta.db_table}"),
        "names": sql.SQL(", ").join(map(sql.Identifier, columns)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE.format(**parts))
        with cursor.copy(_COPY.format(**parts)) as copy:
            for row in rows:
                # Adapting an id costs more than the rest of its row.
                copy.write_row([value.hex if isinstance(value, UUID) else value for value in row])
        cursor.execute((_INSERT_NEW if skip_known else _INSERT).format(**parts))
        cursor.execute(_DROP.format(**parts))
