"""What the machine can do wrong: each gets one clear sentence in both languages, and leaves nothing half-made."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from huangyai.config.checkup import examine_disk
from huangyai.config.database import OWNER, parameters
from huangyai.kernel import BadInput

Huangyai = Callable[..., subprocess.CompletedProcess[str]]
UNREACHABLE = "postgresql://owner:secret@127.0.0.1:1/huangyai"


def _is_one_sentence(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for part in parts:
        assert part in done.stderr


@pytest.mark.parametrize(("language", "part"), [("th", "มีโปรแกรมอื่นใช้อยู่"), ("en", "is in use by another program")])
def test_a_port_in_use(huangyai: Huangyai, empty: Path, language: str, part: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        _is_one_sentence(huangyai(empty, "serve", "--port", port, "--lang", language), part, port)
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize(("language", "part"), [("th", "ไม่ได้"), ("en", "can't be reached")])
def test_a_database_that_cannot_be_reached(huangyai: Huangyai, empty: Path, language: str, part: str) -> None:
    done = huangyai(empty, "migrate", "--lang", language, DATABASE_URL=UNREACHABLE)
    _is_one_sentence(done, part, "DATABASE_URL")
    assert "secret" not in done.stderr
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    ["mysql://a@b/c", "postgresql://host", "huangyai", "postgresql://host:port/name", "postgresql://[::1/name"],
)
def test_a_database_address_that_is_none(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(BadInput, match="postgresql://user:password@host"):
        parameters(OWNER)


def test_a_database_address_is_read_with_its_escapes_and_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://o%40wner:p%2Fw@db.example:5433/town?sslmode=require")
    assert parameters(OWNER) == {
        "NAME": "town",
        "USER": "o@wner",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.fixture
def tiny_disk(empty: Path) -> Iterator[Path]:
    """A disk of 20 MB, mounted as the data directory."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a tiny disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=20m,mode=0755", "tmpfs", str(empty)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a tiny disk")
    yield empty
    subprocess.run(["umount", str(empty)], check=True)


@pytest.mark.parametrize(("language", "part"), [("th", "ต้องใช้อย่างน้อย"), ("en", "needs at least 300 MB")])
def test_no_space_for_the_database(huangyai: Huangyai, tiny_disk: Path, language: str, part: str) -> None:
    _is_one_sentence(huangyai(tiny_disk, "migrate", "--lang", language), part)
    assert not (tiny_disk / "postgres" / "data").exists()
    assert not (tiny_disk / "postgres" / "data.new").exists()


def test_a_disk_without_a_byte_left(huangyai: Huangyai, tiny_disk: Path) -> None:
    with (tiny_disk / "filler").open("wb") as filler:
        filler.write(b"x" * shutil.disk_usage(tiny_disk).free)
    done = huangyai(tiny_disk, "migrate", "--lang", "en")
    _is_one_sentence(done)
    assert {path.name for path in tiny_disk.iterdir()} <= {"filler", "keys", "postgres"}


def test_a_data_directory_that_is_a_file(huangyai: Huangyai, empty: Path) -> None:
    (empty / "file").touch()
    _is_one_sentence(huangyai(empty / "file", "migrate", "--lang", "en"), "can't be used")


@pytest.mark.parametrize(("free", "ok"), [(0, False), (1024**3 - 1, False), (1024**3, True), (10**12, True)])
def test_the_doctor_wants_a_gigabyte(tmp_path: Path, free: int, ok: bool) -> None:
    finding = examine_disk(free, tmp_path)
    assert finding.ok is ok
    assert finding.serious is not ok
