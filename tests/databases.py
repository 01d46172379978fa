"""The databases of a test run: made once by migrating, copied for every other process."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql

from huangyai.config import database

_TEST_DATABASE = "test_huangyai_"


@contextlib.contextmanager
def turn_to_make_one(folder: Path) -> Iterator[None]:
    """Migrating is long work: the first process of a run does it, the others copy what it made."""
    with ((folder.parent if _has_siblings() else folder) / "database.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _has_siblings() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def _migrated_database() -> str:
    """The copy that nobody works in; it goes when the process that began the whole run is gone."""
    return f"{_TEST_DATABASE}{os.getppid()}"


def _copies() -> bool:
    """Not on a town's own server: nobody could tell there later whose copy it was, and take it away."""
    return _has_siblings() and not database.outside_url()


def copied_from_the_first() -> bool:
    """Take the first process's migrated database, where there is one."""
    if not _copies():
        return False
    with _server() as owner:
        if not owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_migrated_database()]).fetchone():
            return False
        _copy(owner, _migrated_database(), connections["owner"].settings_dict["TEST"]["NAME"])
    return True


def keep_a_copy_for_the_others() -> None:
    """Set a migrated database aside before tests write into it."""
    if _copies():
        connections.close_all()
        with _server() as owner:
            _copy(owner, connections["owner"].settings_dict["NAME"], _migrated_database())


def _copy(owner: psycopg.Connection[tuple[Any, ...]], name: str, copy: str) -> None:
    owner.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(copy), sql.Identifier(name)))


def _server() -> psycopg.Connection[tuple[Any, ...]]:
    """The server's own database, from which others are made."""
    told = connections["owner"].settings_dict
    return psycopg.connect(
        host=told["HOST"],
        port=told["PORT"] or None,
        user=told["USER"],
        password=told["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    )


def name_after_process() -> None:
    """Two test runs beside each other have a database each; what a killed run left behind is taken away."""
    for alias in ("owner", "default"):
        connections[alias].settings_dict["TEST"]["NAME"] = f"{_TEST_DATABASE}{os.getpid()}"
    if database.outside_url():
        return
    with _server() as owner:
        names = owner.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{_TEST_DATABASE}%"]
        ).fetchall()
        for (name,) in names:
            if not Path(f"/proc/{name.removeprefix(_TEST_DATABASE)}").exists():
                owner.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
