"""`huangyai serve`: the site and its background jobs in one command; Ctrl-C stops both."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import threading
from types import TracebackType

import click

from huangyai.cli.contract import Voice, speaks
from huangyai.config import boot
from huangyai.kernel import BadInput

_REST_BEFORE_RESTART = 2.0
# A browser that never lets go of its connection does not keep the site from closing; what was not committed is rolled back.
_LONGEST_GOODBYE = 10


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="ที่อยู่ที่รับฟัง · address to listen on")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="พอร์ต · port")
@click.option("--workers", type=click.IntRange(1, 8), default=1, show_default=True, help="โพรเซส · processes")
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    help="เธรดต่อโพรเซส · threads in each",
)
@click.option("--worker/--no-worker", "with_jobs", default=True, help="งานเบื้องหลังในเครื่องนี้ · background jobs here")
@speaks
def serve(*, voice: Voice, host: str, port: int, workers: int, threads: int, with_jobs: bool) -> None:
    """เปิดเว็บไซต์ จนกว่าจะกด Ctrl-C · run the site until Ctrl-C."""
    check_port(host, port)
    os.environ.setdefault("HUANGYAI_ADDRESS", f"http://localhost:{port}")
    boot.django()
    from django.conf import settings
    from django.db import connections
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    connections.close_all()
    voice.tell(
        th=f"เปิดเว็บไซต์แล้วที่ {settings.SITE_ADDRESS} (กด Ctrl-C เพื่อปิด)",
        en=f"The site is open at {settings.SITE_ADDRESS} (Ctrl-C closes it).",
    )
    server = Server(
        "huangyai.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=_LONGEST_GOODBYE,
        websockets=False,
        log_level=LogLevels.warning,
    )
    if not with_jobs:
        server.serve()
        return
    with _Jobs():
        server.serve()


def check_port(host: str, port: int) -> None:
    """Refuse at once, before anything is started, when the site could not listen there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise _cannot_listen(problem, host, port) from None


def _cannot_listen(problem: OSError, host: str, port: int) -> BadInput:
    if problem.errno == errno.EADDRINUSE:
        return BadInput.of(
            th=f"พอร์ต {port} มีโปรแกรมอื่นใช้อยู่ โปรดปิดโปรแกรมนั้น หรือใช้พอร์ตอื่น เช่น huangyai serve --port {port + 1}",
            en=f"Port {port} is in use by another program; close it, or use another port, such as huangyai serve --port {port + 1}.",
        )
    reason = problem.strerror or str(problem)
    return BadInput.of(
        th=f"รับฟังที่ {host} พอร์ต {port} ไม่ได้ ({reason}) โปรดใช้ที่อยู่ของเครื่องนี้และพอร์ตตั้งแต่ 1024 ขึ้นไป",
        en=f"Can't listen on {host} port {port} ({reason}); use an address of this machine and a port from 1024 up.",
    )


class _Jobs:
    """The background jobs' process: begun with the site, started again if it dies, stopped with the site."""

    def __enter__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._begin()
        self._watch = threading.Thread(target=self._keep_alive, name="jobs-watch", daemon=True)
        self._watch.start()

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._process.terminate()
        self._watch.join()

    def _begin(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", "from huangyai.cli import main; main(['worker'])"]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def _keep_alive(self) -> None:
        while True:
            self._process.wait()
            if self._stopping.wait(_REST_BEFORE_RESTART):
                return
            self._process = self._begin()
            if self._stopping.is_set():
                self._process.terminate()
