"""Where this installation keeps what must not be lost: keys, database, uploaded files."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tempfile
from pathlib import Path

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


def fingerprint(directory: Path) -> str:
    """Eight letters that tell two installations on one machine apart."""
    return hashlib.sha256(str(directory).encode()).hexdigest()[:8]


def secret_bytes(name: str, length: int = 32) -> bytes:
    """A random secret that is made once, kept readable by its owner only, and survives restarts."""
    folder = data_directory() / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    try:
        return path.read_bytes()
    except FileNotFoundError:
        write_private(path, secrets.token_bytes(length), replace=False)
        return path.read_bytes()


def secret_words(name: str) -> str:
    """A random secret as text, for passwords and Django's key."""
    return secret_bytes(name).hex()


def write_private(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
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


def write_private_json(path: Path, document: object) -> None:
    """A private file with one JSON document."""
    write_private(path, json.dumps(document, ensure_ascii=False, indent=2).encode())
