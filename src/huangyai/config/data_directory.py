"""Where this installation keeps what must not be lost: keys, database, uploaded files."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from huangyai.kernel import BadInput

_PACKAGE = Path(__file__).resolve().parents[1]


def data_directory() -> Path:
    """The installation's folder: HUANGYAI_DATA, or `var` beside the checkout, or the user's data folder.

    Tests have a folder of their own, so that no test can ever touch a municipality's rows.
    """
    if chosen := os.environ.get("HUANGYAI_DATA"):
        return Path(chosen).resolve()
    checkout = _PACKAGE.parents[1]
    base = checkout / "var" if (checkout / "pyproject.toml").exists() else Path.home() / ".local" / "share" / "huangyai"
    return base / "tests" if os.environ.get("PYTEST_VERSION") else base


def installation_mark() -> str:
    """Eight letters that tell two installations on one machine apart.

    They come from the folder and from a secret in it: a checkout that is made anew in the place of an older one has new
    keys, and could never open the older one's database, which waits untouched for its keys to come back.
    """
    secret = secret_bytes("installation")
    return hashlib.sha256(secret + str(data_directory()).encode()).hexdigest()[:8]


def secret_bytes(name: str, length: int = 32) -> bytes:
    """A random secret that is made once, kept readable by its owner only, and survives restarts."""
    folder = data_directory() / "keys"
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            write_private(path, secrets.token_bytes(length), replace=False)
        return path.read_bytes()
    except OSError as problem:
        raise cannot_use(folder, problem) from None


def cannot_use(folder: Path, problem: OSError) -> BadInput:
    """The sentence for a folder in which nothing can be kept."""
    reason = problem.strerror or str(problem)
    return BadInput.of(
        th=f"ใช้โฟลเดอร์ {folder} ไม่ได้ ({reason}) โปรดตรวจที่ว่างและสิทธิ์ หรือตั้ง HUANGYAI_DATA ไปที่อื่น",
        en=f"The folder {folder} can't be used ({reason}); check free space and rights, or set HUANGYAI_DATA elsewhere.",
    )


def secret_words(name: str) -> str:
    """A random secret as text, for passwords and Django's key."""
    return secret_bytes(name).hex()


def write_private(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        Path(partial).unlink()
        raise
    if replace:
        Path(partial).replace(path)
        return
    try:
        os.link(partial, path)
    except FileExistsError:
        # Another process made it at the same moment; its secret is the one.
        pass
    finally:
        Path(partial).unlink()
