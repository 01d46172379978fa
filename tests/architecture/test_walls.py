"""Every municipal table is walled, and raw SQL under the working role finds no way around."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import errors, sql

from huangyai.places.models import Municipality
from huangyai.walls.operations import is_municipal

pytestmark = pytest.mark.django_db
INSIDE = "(municipality_id = (NULLIF(current_setting('huangyai.municipality'::text, true), ''::text))::uuid)"
_PLAIN = {
    "uuid": lambda: uuid.uuid4(),
    "text": lambda: uuid.uuid4().hex,
    "character varying": lambda: uuid.uuid4().hex,
    "boolean": lambda: False,
    "smallint": lambda: 0,
    "integer": lambda: 0,
    "bigint": lambda: 0,
    "numeric": lambda: 0,
    "double precision": lambda: 0.0,
    "date": lambda: "2026-11-22",
    "timestamp with time zone": lambda: "2026-11-22T09:00:00Z",
    "jsonb": lambda: "{}",
    "bytea": lambda: b"sealed",
}


def _municipal() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models(include_auto_created=True) if is_municipal(model) and model._meta.managed
    ]


def _keys_inside() -> list[tuple[str, str, str]]:
    """(table, column, table pointed to) for each key from a municipal table to a municipal table."""
    return [
        (model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in _municipal()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.column != "municipality_id"
        and isinstance(field.related_model, type)
        and is_municipal(field.related_model)
    ]


@pytest.fixture
def cursor(db: None) -> Iterator[CursorWrapper]:
    """A cursor of the working role, in a transaction that leaves nothing behind, with keys checked only when asked."""
    with transaction.atomic(), connection.cursor() as working:
        yield working
        transaction.set_rollback(True)


def _stand(cursor: CursorWrapper, municipality_id: uuid.UUID | None) -> None:
    cursor.execute("SELECT set_config('huangyai.municipality', %s, true)", [str(municipality_id or "")])


def _put_row(cursor: CursorWrapper, table: str, municipality_id: uuid.UUID, **given: Any) -> uuid.UUID:
    """Insert a row of made-up values into any municipal table."""
    cursor.execute(
        "SELECT column_name, data_type, character_maximum_length FROM information_schema.columns "
        "WHERE table_name = %s AND table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL",
        [table],
    )
    row: dict[str, Any] = {}
    for name, kind, longest in cursor.fetchall():
        value = _PLAIN[kind]()
        row[name] = value[:longest] if longest else value
    if table == "targets_pair" and "other_id" not in given:
        # Its check wants an office's row or another entry; keys are looked at when asked, so that any row will do.
        row["row_id"] = uuid.uuid4()
    if table == "plan_runningmonth":
        # Its check wants a month of the year.
        row["month"] = 10
    if table == "transport_carpaper" and not {"vehicle_id", "driver_id"} & given.keys():
        # Its check wants a car or a driver, and not both.
        row["vehicle_id"] = uuid.uuid4()
    row |= {"municipality_id": municipality_id, **given}
    cursor.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, row)),
            sql.SQL(", ").join([sql.Placeholder()] * len(row)),
        ),
        list(row.values()),
    )
    return uuid.UUID(str(row["id"]))


def _point(cursor: CursorWrapper, table: str, key: str, row: dict[str, Any]) -> None:
    """Insert a row and have the database check one of its keys at once."""
    _put_row(cursor, table, **row)
    cursor.execute(sql.SQL("SET CONSTRAINTS {} IMMEDIATE").format(sql.Identifier(key)))


def _ids(cursor: CursorWrapper, table: str) -> set[uuid.UUID]:
    cursor.execute(sql.SQL("SELECT id FROM {}").format(sql.Identifier(table)))
    return {uuid.UUID(str(row[0])) for row in cursor.fetchall()}


def test_the_working_role_owns_nothing_and_can_step_over_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, "
            "(SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid), "
            "(SELECT count(*) FROM pg_auth_members WHERE member = pg_roles.oid), "
            "has_schema_privilege('public', 'CREATE') FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False, False, 0, 0, False)


def test_every_table_is_walled_or_on_the_list() -> None:
    listed = {
        line.split()[0]
        for line in (Path(__file__).parent / "tables_without_walls.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') "
            "AND NOT (relrowsecurity AND relforcerowsecurity)"
        )
        unwalled = {row[0] for row in cursor.fetchall()}
    assert unwalled == listed


def test_every_municipal_table_has_its_wall_and_its_key() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity"
        )
        forced = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT tablename, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public'")
        policies: dict[str, list[tuple[str, str, str]]] = {}
        for table, command, sees, writes in cursor.fetchall():
            policies.setdefault(table, []).append((command, sees, writes))
        cursor.execute(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('u', 'f')"
        )
        constraints = {(table.strip('"'), definition) for table, definition in cursor.fetchall()}
    for model in _municipal():
        table = model._meta.db_table
        assert table in forced
        ((command, sees, writes),) = policies[table]
        assert (command, writes) == ("ALL", INSIDE), table
        # An account finds its own memberships before it stands anywhere; no other table says more than its wall.
        assert sees == INSIDE or (table == "accounts_membership" and sees.startswith(f"({INSIDE} OR ")), table
        assert (table, "UNIQUE (municipality_id, id)") in constraints, table
    for table, column, target in _keys_inside():
        twin = f"FOREIGN KEY (municipality_id, {column}) REFERENCES {target}(municipality_id, id) DEFERRABLE INITIALLY DEFERRED"
        assert (table, twin.replace("(municipality_id, order)", '(municipality_id, "order")')) in constraints, (
            table,
            column,
        )


def test_raw_sql_sees_and_changes_nothing_of_the_neighbour(cursor: CursorWrapper) -> None:
    here, next_door = uuid.uuid4(), uuid.uuid4()
    for model in _municipal():
        table = model._meta.db_table
        _stand(cursor, next_door)
        theirs = _put_row(cursor, table, next_door)
        _stand(cursor, here)
        ours = _put_row(cursor, table, here)
        assert ours in _ids(cursor, table)
        assert theirs not in _ids(cursor, table)
        _stand(cursor, None)
        assert _ids(cursor, table) == set(), table
        _stand(cursor, uuid.uuid4())
        assert _ids(cursor, table) == set(), table
        _stand(cursor, here)
        if not table.startswith("ledger_"):
            cursor.execute(sql.SQL("UPDATE {} SET id = id WHERE id = %s").format(sql.Identifier(table)), [theirs])
            assert cursor.rowcount == 0
            cursor.execute(sql.SQL("DELETE FROM {} WHERE id = %s").format(sql.Identifier(table)), [theirs])
            assert cursor.rowcount == 0


def test_raw_sql_writes_nothing_into_the_neighbour(cursor: CursorWrapper) -> None:
    here, next_door = uuid.uuid4(), uuid.uuid4()
    _stand(cursor, here)
    for model in _municipal():
        table = model._meta.db_table
        with pytest.raises(Exception, match="row-level security") as refused, transaction.atomic():
            _put_row(cursor, table, next_door)
        assert isinstance(refused.value.__cause__, errors.InsufficientPrivilege), table
        if table.startswith("ledger_"):
            continue
        ours = _put_row(cursor, table, here)
        move = sql.SQL("UPDATE {} SET municipality_id = %s WHERE id = %s").format(sql.Identifier(table))
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            cursor.execute(move, [next_door, ours])


def test_no_key_can_point_into_the_neighbour(cursor: CursorWrapper) -> None:
    assert _keys_inside()
    for table, column, target in _keys_inside():
        here, next_door = uuid.uuid4(), uuid.uuid4()
        _stand(cursor, next_door)
        theirs = _put_row(cursor, target, next_door)
        _stand(cursor, here)
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f' AND conkey = ARRAY("
            "SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname IN ('municipality_id', %s) "
            "ORDER BY attname <> 'municipality_id')",
            [table, column],
        )
        ((twin,),) = cursor.fetchall()
        with pytest.raises(Exception, match=twin) as refused, transaction.atomic():
            _point(cursor, table, twin, {"municipality_id": here, column: theirs})
        assert isinstance(refused.value.__cause__, errors.ForeignKeyViolation), (table, column)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_another_municipalitys_name_can_be_read_but_not_written(
    municipality: Municipality, neighbour: Municipality, cursor: CursorWrapper
) -> None:
    _stand(cursor, municipality.pk)
    cursor.execute("SELECT count(*) FROM places_municipality")
    assert cursor.fetchone() == (2,)
    cursor.execute("UPDATE places_municipality SET name_th = 'x' WHERE id = %s", [neighbour.pk])
    assert cursor.rowcount == 0
    cursor.execute("UPDATE places_municipality SET name_th = 'x' WHERE id = %s", [municipality.pk])
    assert cursor.rowcount == 1


def test_the_setting_ends_with_its_transaction(transactional_db: None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        _stand(cursor, uuid.uuid4())
    with connection.cursor() as cursor:
        cursor.execute("SELECT NULLIF(current_setting('huangyai.municipality', true), '')")
        assert cursor.fetchone() == (None,)
