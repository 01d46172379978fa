"""Nobody but the installation's own user reaches the embedded server, and nobody without the password."""

from __future__ import annotations

import os
import pwd
import socket
from pathlib import Path

import psycopg
import pytest

from huangyai.config import database, embedded_postgres

pytestmark = pytest.mark.skipif(bool(database.outside_url()), reason="DATABASE_URL names a server of somebody else's")


@pytest.fixture(autouse=True)
def _server(db: None) -> None:
    """The server runs."""


def test_another_user_of_the_machine_cannot_connect() -> None:
    if not embedded_postgres.is_root():
        pytest.skip("only root can become another user to try it")
    assert _connects() == "connected"
    assert _connects(as_user="nobody") == "PermissionError"


def test_another_user_cannot_read_the_servers_files() -> None:
    folder = embedded_postgres.cluster_folder()
    assert folder.stat().st_mode & 0o077 == 0
    assert embedded_postgres.socket_folder().stat().st_mode & 0o077 == 0
    assert (folder / "data").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("password", ["", "postgres", "0" * 64])
@pytest.mark.parametrize("user", ["postgres", "huangyai_owner", "huangyai_app"])
def test_a_wrong_password_opens_nothing_even_for_root(user: str, password: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(embedded_postgres.socket_folder()), user=user, password=password, dbname="postgres")


def test_the_server_listens_to_nothing_but_its_socket() -> None:
    settings = (embedded_postgres.cluster_folder() / "data" / "postgresql.conf").read_text(encoding="utf-8")
    rules = (embedded_postgres.cluster_folder() / "data" / "pg_hba.conf").read_text(encoding="utf-8")
    assert "listen_addresses = ''" in settings
    assert [line for line in rules.splitlines() if line] == ["local all all scram-sha-256"]


def _connects(as_user: str = "") -> str:
    """What happens when a process of this user knocks at the server's socket."""
    path = Path(embedded_postgres.socket_folder()) / ".s.PGSQL.5432"
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if as_user:
                account = pwd.getpwnam(as_user)
                os.setgroups([])
                os.setgid(account.pw_gid)
                os.setuid(account.pw_uid)
            with socket.socket(socket.AF_UNIX) as knock:
                knock.connect(str(path))
            os.write(write_end, b"connected")
        except OSError as refused:
            os.write(write_end, type(refused).__name__.encode())
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as said:
        words = said.read()
    os.waitpid(child, 0)
    return words
