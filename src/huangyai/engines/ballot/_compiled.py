"""How functions of this engine are compiled: numba, the machine code kept beside the source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

_Function = TypeVar("_Function", bound=Callable[..., Any])
# Nothing built for calls from outside: that is most of the time that compiling takes.
_NO_WAY_IN: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def compiled(function: _Function) -> _Function:
    """Compile once for calls from Python and keep the machine code."""
    return cast(_Function, njit(cache=True)(function))


def inner(function: _Function) -> _Function:
    """Compile as a part of what calls it, without a way in from Python."""
    return cast(_Function, njit(**_NO_WAY_IN)(function))


def reordered(function: _Function) -> _Function:
    """As `inner`, with sums in any order: the bounds on their rounding hold for every order."""
    return cast(_Function, njit(fastmath={"reassoc", "nsz", "contract"}, **_NO_WAY_IN)(function))
