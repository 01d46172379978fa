from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from tests.installations import RUN, a_data_directory, copy, environment, run


@pytest.fixture
def empty() -> Iterator[Path]:
    """The data directory of an installation that has never been started."""
    with a_data_directory() as folder:
        yield folder


@pytest.fixture(scope="module")
def installation(prepared_installation: Path) -> Iterator[Path]:
    """The data directory of an installation with its own embedded server and all tables."""
    with a_data_directory() as folder:
        copy(prepared_installation, folder)
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
