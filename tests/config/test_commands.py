"""The commands that start the house, run as somebody types them."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from tests.installations import environment

Huangyai = Callable[..., subprocess.CompletedProcess[str]]
Begun = Callable[..., AbstractContextManager[subprocess.Popen[str]]]
_PATIENCE = 120.0


def _server_runs(data: Path) -> bool:
    return (data / "postgres" / "data" / "postmaster.pid").exists()


def _answer(port: int, address: str, host: str = "localhost") -> http.client.HTTPResponse:
    """Ask until the site answers."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
            connection.request("GET", address, headers={"Host": f"{host}:{port}"})
            return connection.getresponse()
        except ConnectionRefusedError:
            assert time.monotonic() < until
            time.sleep(0.1)


def test_migrating_again_changes_nothing_and_the_last_one_out_stops_the_server(
    huangyai: Huangyai, installation: Path
) -> None:
    done = huangyai(installation, "migrate", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"applied": 0})
    assert not _server_runs(installation)


def test_programs_that_start_together_find_one_database(empty: Path) -> None:
    program = [sys.executable, "-c", "from huangyai.config import database; database.ready()"]
    began = [subprocess.Popen(program, env=environment(empty), stderr=subprocess.PIPE, text=True) for _ in range(4)]
    said = [process.communicate()[1] for process in began]
    assert [process.returncode for process in began] == [0, 0, 0, 0], said


def test_an_installation_works_where_it_is_moved(
    huangyai: Huangyai, prepared_installation: Path, installation: Path
) -> None:
    # The installation is a copy, so its place is not the one in which its server was made.
    assert prepared_installation != installation
    assert json.loads(huangyai(installation, "doctor", "--json").stdout)["healthy"]
    moved = installation.with_name(f"{installation.name} ย้าย,แล้ว")
    installation.rename(moved)
    try:
        shutil.rmtree(moved / "postgres" / "run")
        assert json.loads(huangyai(moved, "doctor", "--json").stdout)["healthy"]
    finally:
        moved.rename(installation)


def test_any_django_command_can_be_given(huangyai: Huangyai, installation: Path) -> None:
    assert huangyai(installation, "manage", "check").returncode == 0
    assert "usage: " in huangyai(installation, "manage", "migrate", "--help").stdout


def test_an_empty_installation_has_a_whole_ledger(huangyai: Huangyai, installation: Path) -> None:
    done = huangyai(installation, "ledger", "verify", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"chains": [], "whole": True})


def test_the_doctor_says_what_is_well_and_what_is_not(huangyai: Huangyai, installation: Path) -> None:
    done = huangyai(installation, "doctor", "--json")
    report = json.loads(done.stdout)
    found = {finding["about"]: finding for finding in report["findings"]}
    assert set(found) >= {"python", "disk", "front-end", "messages", "fonts", "browser", "tables", "roles", "walls"}
    assert all(found[about]["ok"] for about in ("python", "tables", "roles", "walls"))
    assert all(finding["th"] and finding["en"] for finding in found.values())
    assert report["healthy"] is (done.returncode == 0)


def test_the_doctor_survives_a_database_that_does_not_answer(huangyai: Huangyai, empty: Path) -> None:
    done = huangyai(empty, "doctor", DATABASE_URL="postgresql://a:b@127.0.0.1:1/c")
    assert done.returncode == 1
    assert "✗ The database of DATABASE_URL can't be reached" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_the_site_opens_and_closes_with_everything_it_began(
    begun: Begun, installation: Path, free_port: int, ending: signal.Signals
) -> None:
    with begun(installation, "serve", "--port", str(free_port)) as site:
        assert _answer(free_port, "/accounts/login/").status == 200
        sent_on = _answer(free_port, "/accounts/login/?next=/", host="127.0.0.1")
        assert (sent_on.status, sent_on.headers["Location"]) == (
            302,
            f"http://localhost:{free_port}/accounts/login/?next=/",
        )
        assert _server_runs(installation)
        children = Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split()
        assert len(children) >= 2, "the site's process and the one of its background jobs"
        site.send_signal(ending)
        assert site.wait(_PATIENCE) == 0
        assert not any(Path(f"/proc/{child}").exists() for child in children)
    assert not _server_runs(installation)


def test_a_killed_process_does_not_take_the_server_from_the_others(
    huangyai: Huangyai, begun: Begun, installation: Path
) -> None:
    with begun(installation, "worker") as first, begun(installation, "worker") as second:
        for one in (first, second):
            assert one.stderr is not None
            assert one.stderr.readline() == "Background jobs are running.\n"
        first.kill()
        first.wait()
        assert huangyai(installation, "migrate").returncode == 0
        assert _server_runs(installation)
        second.terminate()
        second.wait(_PATIENCE)
    assert not _server_runs(installation)
