"""Numba behind one door: typed, cached on disk, never stale after an edit of any part of the machine room."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _forget_stale_cache() -> None:
    # Numba looks at one file's date only, yet compiled code holds what it calls in other files.
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for source in sorted(here.glob("_[a-z]*.py")):
        digest.update(source.read_bytes())
    stamp = here / "__pycache__" / "compiled.stamp"
    with contextlib.suppress(OSError):
        if stamp.exists() and stamp.read_text(encoding="ascii") == digest.hexdigest():
            return
        for old in stamp.parent.glob("*.nb[ci]"):
            old.unlink(missing_ok=True)
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(digest.hexdigest(), encoding="ascii")


_forget_stale_cache()


def compiled(function: _Function) -> _Function:
    """Compile to machine code at first call, keep it on disk, and let other threads run meanwhile."""
    return cast("_Function", numba.njit(cache=True, nogil=True, error_model="numpy")(function))
