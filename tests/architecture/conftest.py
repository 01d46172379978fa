from __future__ import annotations

import configparser
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def contracts() -> configparser.ConfigParser:
    """The contracts between modules, as written down."""
    found = configparser.ConfigParser()
    found.read(PROJECT / ".importlinter", encoding="utf-8")
    return found


@pytest.fixture(scope="session")
def rooms(contracts: configparser.ConfigParser) -> list[str]:
    """The rooms from low to high: the one list, which the contract of imports holds."""
    layers = contracts["importlinter:contract:rooms"]["layers"].split()
    return [layer.strip("()") for layer in reversed(layers)]


@pytest.fixture
def as_owner(db: None) -> Any:
    """A connection of the role that owns the tables, outside Django and outside the test's transaction."""
    from django.db import connections

    @contextlib.contextmanager
    def connect() -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        told = connections["owner"].settings_dict
        with psycopg.connect(
            host=told["HOST"],
            port=told["PORT"] or None,
            user=told["USER"],
            password=told["PASSWORD"],
            dbname=connections["default"].settings_dict["NAME"],
            autocommit=True,
        ) as connection:
            yield connection

    return connect
