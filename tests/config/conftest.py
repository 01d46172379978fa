from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

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
    folder = Path(tempfile.mkdtemp(prefix="huangyai-test-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        remove = "from huangyai.config.embedded_postgres import remove; remove()"
        subprocess.run([sys.executable, "-c", remove], env=environment(folder), check=False)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def empty() -> Iterator[Path]:
    """The data directory of an installation that has never been started."""
    with a_data_directory() as folder:
        yield folder


@pytest.fixture(scope="module")
def installation() -> Iterator[Path]:
    """The data directory of an installation with its own embedded server and all tables."""
    with a_data_directory() as folder:
        done = run(folder, "migrate")
        assert done.returncode == 0, done.stderr
        yield folder


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def huangyai() -> Callable[..., subprocess.CompletedProcess[str]]:
    """`huangyai(data, *words, **environment)` runs a command to its end."""
    return run


@pytest.fixture
def begun() -> Callable[..., AbstractContextManager[subprocess.Popen[str]]]:
    """`with begun(data, *words) as process`: a command that goes on until it is told to stop."""

    @contextlib.contextmanager
    def begin(data: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
        command = [sys.executable, "-c", RUN, *words]
        process = subprocess.Popen(command, env=environment(data), stderr=subprocess.PIPE, text=True)
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stderr:
                process.stderr.close()

    return begin
