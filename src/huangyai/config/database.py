"""Which PostgreSQL, and the two roles in it: one owns the tables, the other one works under row security."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg
from psycopg import sql

from huangyai.config import embedded_postgres
from huangyai.config.data_directory import data_directory, secret_words
from huangyai.kernel import BadInput

DATABASE = "huangyai"
OWNER = "huangyai_owner"
APP = "huangyai_app"


def outside_url() -> str:
    """DATABASE_URL, if the town has a server of its own."""
    return os.environ.get("DATABASE_URL", "")


def parameters(role: str) -> dict[str, Any]:
    """Django's connection settings for one of the two roles. Starts nothing."""
    if url := outside_url():
        given = os.environ.get("HUANGYAI_APP_DATABASE_URL", "") if role == APP else url
        found = _from_url(given or url)
        if role == APP and not given:
            found |= {"USER": APP, "PASSWORD": secret_words("database-app")}
        return found
    password = secret_words("database-owner" if role == OWNER else "database-app")
    return {
        "NAME": DATABASE,
        "USER": role,
        "PASSWORD": password,
        "HOST": str(embedded_postgres.socket_folder()),
        "PORT": "",
    }


def _from_url(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _not_an_address() from None
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise _not_an_address()
    query = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(port or query.pop("port", "")),
        "OPTIONS": query,
    }


def _not_an_address() -> BadInput:
    return BadInput.of(
        th="DATABASE_URL ต้องเป็นแบบ postgresql://ผู้ใช้:รหัส@เครื่อง:พอร์ต/ชื่อฐานข้อมูล",
        en="DATABASE_URL must look like postgresql://user:password@host:port/database",
    )


def ready() -> None:
    """Have a database that answers, with both roles in it; a clear sentence when it can't be."""
    if outside_url():
        _ready_outside()
        return
    embedded_postgres.join()
    # Beside the server's files, so that it goes when they go.
    made = embedded_postgres.cluster_folder() / "roles-made"
    try:
        if made.exists():
            _connect(parameters(OWNER)).close()
            return
        _make_roles_and_database()
    except psycopg.OperationalError as problem:
        raise _not_ours(problem) from None
    made.touch()


def _make_roles_and_database() -> None:
    with psycopg.connect(
        host=str(embedded_postgres.socket_folder()),
        user=embedded_postgres.SUPERUSER,
        password=secret_words("postgres-superuser"),
        dbname="postgres",
        autocommit=True,
    ) as connection:
        _wait_for_turn(connection)
        _make_role(connection, OWNER, secret_words("database-owner"), "CREATEDB")
        _make_role(connection, APP, secret_words("database-app"), "")
        exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if not exists:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(DATABASE)))
        connection.execute(
            sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(
                sql.Identifier(DATABASE), sql.Identifier(APP)
            )
        )


def _not_ours(problem: psycopg.OperationalError) -> BadInput:
    reason = str(problem).strip().splitlines()[0]
    keys = data_directory() / "keys"
    return BadInput.of(
        th=f"เข้าฐานข้อมูลด้วยกุญแจใน {keys} ไม่ได้ ({reason}) โปรดนำโฟลเดอร์ keys เดิมกลับมา",
        en=f"The keys in {keys} don't open the database ({reason}); bring the old keys folder back.",
    )


def _ready_outside() -> None:
    owner = parameters(OWNER)
    try:
        with _connect(owner) as connection:
            if not os.environ.get("HUANGYAI_APP_DATABASE_URL"):
                _wait_for_turn(connection)
                _make_role(connection, APP, secret_words("database-app"), "")
    except psycopg.OperationalError as problem:
        reason = str(problem).strip().splitlines()[0]
        raise BadInput.of(
            th=f"ติดต่อฐานข้อมูลตาม DATABASE_URL ไม่ได้ ({reason}) โปรดตรวจที่อยู่ รหัสผ่าน และเครื่องฐานข้อมูลว่าเปิดอยู่",
            en=f"The database of DATABASE_URL can't be reached ({reason}); check its address, password and that it runs.",
        ) from None
    except psycopg.errors.InsufficientPrivilege:
        raise BadInput.of(
            th=f"ผู้ใช้ใน DATABASE_URL สร้างผู้ใช้ {APP} ไม่ได้ โปรดสร้างไว้ก่อนและตั้ง HUANGYAI_APP_DATABASE_URL",
            en=f"The user of DATABASE_URL may not create the role {APP}; create it and set HUANGYAI_APP_DATABASE_URL.",
        ) from None


def _connect(settings: dict[str, Any]) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(
        host=settings["HOST"],
        port=settings["PORT"] or None,
        user=settings["USER"],
        password=settings["PASSWORD"],
        dbname=settings["NAME"],
        autocommit=True,
        connect_timeout=5,
        **settings.get("OPTIONS", {}),
    )


def _wait_for_turn(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    """Two programs that start together would both find a role missing and both make it; held until the connection ends."""
    connection.execute("SELECT pg_advisory_lock(hashtext('huangyai roles'))")


def _make_role(connection: psycopg.Connection[tuple[Any, ...]], role: str, password: str, may: str) -> None:
    known = connection.execute(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s", [role]
    ).fetchone()
    if known and known[0]:
        raise BadInput.of(
            th=f"ผู้ใช้ฐานข้อมูล {role} มีสิทธิ์มากเกินไป จึงข้ามกำแพงระหว่างเทศบาลได้ โปรดถอนสิทธิ์ SUPERUSER BYPASSRLS CREATEROLE",
            en=f"The database role {role} could step over the walls; take SUPERUSER, BYPASSRLS and CREATEROLE from it.",
        )
    if known:
        # Only a superuser may even name those attributes when altering.
        change = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
    else:
        change = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS {} PASSWORD {}").format(
            sql.Identifier(role), sql.SQL(may), sql.Literal(password)
        )
    connection.execute(change)
