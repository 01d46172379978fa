"""A town that has a PostgreSQL server of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from huangyai.config import embedded_postgres
from huangyai.config.data_directory import secret_words

Huangyai = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def town_server(empty: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server that the town runs: an owner that may create roles, but is no superuser."""
    monkeypatch.setenv("HUANGYAI_DATA", str(empty / "server"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (empty / "server").mkdir(mode=0o755)
    monkeypatch.setattr(embedded_postgres, "_held", None)
    embedded_postgres.join()
    socket = str(embedded_postgres.socket_folder())
    with psycopg.connect(
        host=socket, user="postgres", password=secret_words("postgres-superuser"), dbname="postgres", autocommit=True
    ) as superuser:
        superuser.execute("CREATE ROLE town LOGIN CREATEROLE PASSWORD 'sesame/1'")
        superuser.execute("CREATE DATABASE town OWNER town")
    yield f"postgresql://town:sesame%2F1@/town?host={socket}"
    embedded_postgres.leave()
    embedded_postgres.remove()


def test_the_same_migrations_and_walls_stand_there(huangyai: Huangyai, empty: Path, town_server: str) -> None:
    ours = empty / "ours"
    first = huangyai(ours, "migrate", "--json", DATABASE_URL=town_server)
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)["applied"] > 0
    again = huangyai(ours, "migrate", "--json", DATABASE_URL=town_server)
    assert json.loads(again.stdout) == {"applied": 0}
    report = json.loads(huangyai(ours, "doctor", "--json", DATABASE_URL=town_server).stdout)
    well = {finding["about"]: finding["ok"] for finding in report["findings"]}
    assert well["tables"]
    assert well["roles"]
    assert well["walls"]
    assert not (ours / "postgres").exists()
