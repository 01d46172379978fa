"""A whole municipality behind a real server, for tests that look at it as people do: through a browser.

The example year is made once for a test run, however many processes run tests; each process has a server of its own.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from tests.installations import copy, environment, shared_by_all

HERE = Path(__file__).parent
COMMAND = Path(sys.executable).with_name("huangyai")
AXE = HERE.parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# The one without a window of its own does the same work in three quarters of the time.
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))), None
)
# A quiet browser: no calls to its maker's servers, no sandbox for root.
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # A page lives for a second here; what an optimising compiler makes of its scripts would never be used.
    "--js-flags=--no-turbofan --no-maglev",
)  # fmt: skip
SIZES = {"desktop": ViewportSize(width=1440, height=900), "phone": ViewportSize(width=360, height=740)}


WindowOf = Callable[[str, str], Page]


@dataclass(frozen=True, slots=True)
class Site:
    """A running site: its address, who can sign in, and an example of everything that addresses name."""

    address: str
    accounts: dict[str, dict[str, str]]
    examples: dict[str, str]
    data: Path

    def url(self, path: str) -> str:
        """The whole address of a path."""
        return self.address + path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(prepared_installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The example municipality after its year, served on a free port of this machine."""

    def make(data: Path) -> None:
        copy(prepared_installation, data)
        spoken(data, str(COMMAND), "demo", "--people", "1500", "--accounts", str(data / "accounts.json"))
        (data / "examples.json").write_text(spoken(data, str(HERE / "examples.py")))

    with shared_by_all(tmp_path_factory.getbasetemp(), "site", make) as data, serving(data, "--no-worker") as address:
        yield Site(address, accounts_in(data), json.loads((data / "examples.json").read_text()), data)


def accounts_in(data: Path) -> dict[str, dict[str, str]]:
    """Who can sign in to the site of a data directory, by user name."""
    return {one["username"]: one for one in json.loads((data / "accounts.json").read_text())["accounts"]}


@contextmanager
def serving(data: Path, *options: str) -> Iterator[str]:
    """The site of a data directory on a free port of this machine, while the block runs; gives its address."""
    port = _free_port()
    with (data / f"serve-{port}.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, str(COMMAND), "serve", "--port", str(port), *options],
            env=environment(data),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        address = f"http://localhost:{port}"
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    if CHROMIUM is None:
        pytest.fail("Chromium is not installed; `make test` brings it from Debian's packages when it may")
    # The browser's tools keep an event loop in this thread; other tests' database calls are not inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as tools:
        started = tools.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        # Calls from inside that loop have connections of their own; left open, they would keep the test database.
        connections.close_all()
        started.close()


@pytest.fixture(scope="session")
def window_of(site: Site, browser: Browser) -> Iterator[WindowOf]:
    """A browser window of each account (empty: of nobody) in each size, opened and signed in when it is first needed.

    Axe stands in each of its pages from the beginning; handing it over page by page takes twice as long.
    """
    signed_in: dict[str, BrowserContext] = {}
    opened: dict[tuple[str, str], Page] = {}

    def find(account: str, size: str) -> Page:
        if account not in signed_in:
            signed_in[account] = browser.new_context(locale="th-TH", service_workers="block")
            signed_in[account].add_init_script(path=AXE)
            if account:
                opened[account, size] = sign_in(site, signed_in[account], account)
                opened[account, size].set_viewport_size(SIZES[size])
        if (account, size) not in opened:
            opened[account, size] = signed_in[account].new_page()
            opened[account, size].set_viewport_size(SIZES[size])
        return opened[account, size]

    yield find
    for context in signed_in.values():
        context.close()


def sign_in(site: Site, context: BrowserContext, username: str) -> Page:
    """Sign in as a person would, with the second step where the account has one."""
    account = site.accounts[username]
    page = context.new_page()
    page.goto(site.url("/accounts/login/"))
    page.fill("[name=login]", account["username"])
    page.fill("[name=password]", account["password"])
    page.locator("form:has([name=password]) button[type=submit]").first.click()
    page.wait_for_load_state()
    for _ in range(3):
        if not account["totp_secret"] or "/accounts/" not in page.url:
            break
        page.fill("[name=code]", _code(account["totp_secret"]))
        page.locator("form:has([name=code]) button[type=submit]").first.click()
        page.wait_for_load_state()
        if "/accounts/" in page.url:
            # A code counts once: somebody signed in with this one, so the next is waited for.
            assert page.locator("form:has([name=code])").count(), page.locator("main").inner_text()
            page.wait_for_timeout(1000 * (30 - time.time() % 30))
    assert "/accounts/" not in page.url, page.locator("main").inner_text()
    return page


def _code(secret: str) -> str:
    """The six digits that an authenticator shows now (RFC 6238)."""
    mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def spoken(data: Path, *arguments: str) -> str:
    """Run a script or a command of the product on a data directory to its end; gives what it said."""
    done = subprocess.run(
        [sys.executable, *arguments], env=environment(data), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: Any = probe.getsockname()[1]
        return int(found)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server stopped by itself"
        try:
            urllib.request.urlopen(address, timeout=5)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not answer within a minute")
