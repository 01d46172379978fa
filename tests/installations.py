"""Installations for tests: a data directory with keys and a database server of its own, used as somebody types commands."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

RUN = "from huangyai.cli import main; main()"
_PATIENCE = 180.0


def environment(data: Path, **more: str) -> dict[str, str]:
    """As a command has it that somebody types: none of the tests' own settings."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "PYTEST_VERSION"}}
    return kept | {"HUANGYAI_DATA": str(data), "HUANGYAI_LANG": "en"} | more


def run(data: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-c", RUN, *words],
        env=environment(data, **more),
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )


@contextlib.contextmanager
def a_data_directory() -> Iterator[Path]:
    """A folder that the server's own user can pass through, as a real one is; gone afterwards."""
    folder = _new_folder()
    try:
        yield folder
    finally:
        _take_away(folder)


@contextlib.contextmanager
def shared_by_all(base: Path, name: str, make: Callable[[Path], None]) -> Iterator[Path]:
    """A data directory for all processes of a test run: the first makes it, the last one out takes it away."""
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    place = shared / f"{name}.place"
    with (shared / f"{name}.users").open("a") as users:
        with _at_the_door(shared / f"{name}.door"):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not place.exists():
                folder = _new_folder()
                try:
                    make(folder)
                except BaseException:
                    _take_away(folder)
                    raise
                place.write_text(str(folder))
        yield Path(place.read_text())
        with _at_the_door(shared / f"{name}.door"), contextlib.suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _take_away(Path(place.read_text()))
            place.unlink()


def migrate(data: Path) -> None:
    """Make every table."""
    done = run(data, "migrate")
    assert done.returncode == 0, done.stderr


def copy(prepared: Path, data: Path) -> None:
    """Another installation like this one, whose server is stopped; half a second instead of migrating again."""
    # `cp` keeps whose files they are; the server is particular about that.
    subprocess.run(["cp", "-a", f"{prepared}/.", str(data)], check=True)
    if not (data / "postgres").exists():
        # Its server lives elsewhere, because it could not pass through the folders to this one.
        migrate(data)


@contextlib.contextmanager
def _at_the_door(path: Path) -> Iterator[None]:
    with path.open("a") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _new_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="huangyai-test-"))
    folder.chmod(0o755)
    return folder


def _take_away(folder: Path) -> None:
    remove = "from huangyai.config.embedded_postgres import remove; remove()"
    subprocess.run([sys.executable, "-c", remove], env=environment(folder), check=False)
    shutil.rmtree(folder, ignore_errors=True)
