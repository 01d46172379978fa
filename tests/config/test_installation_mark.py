"""A checkout made anew in the place of an older one must not meet the older one's database, which it could never open."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from huangyai.config.data_directory import installation_mark, secret_words
from huangyai.config.embedded_postgres import cluster_folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory that other OS users cannot pass through, as root's own folders are."""
    folder = tmp_path / "hidden"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("HUANGYAI_DATA", str(folder))
    return folder


def test_an_installation_keeps_its_mark(home: Path) -> None:
    assert installation_mark() == installation_mark()


def test_new_keys_in_the_same_place_are_another_installation(home: Path) -> None:
    before = installation_mark()
    shutil.rmtree(home / "keys")
    assert installation_mark() != before


def test_a_copy_elsewhere_is_another_installation(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = installation_mark()
    shutil.copytree(home, tmp_path / "copy")
    monkeypatch.setenv("HUANGYAI_DATA", str(tmp_path / "copy"))
    assert installation_mark() != before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the server a user and a folder of its own")
def test_a_new_checkout_does_not_meet_the_database_of_the_old_one(home: Path) -> None:
    old, password = cluster_folder(), secret_words("database-owner")
    shutil.rmtree(home)
    home.mkdir(mode=0o700)
    assert secret_words("database-owner") != password
    assert cluster_folder() != old
