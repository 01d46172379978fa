"""How functions of this engine are compiled: numba, the machine code kept beside the source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

_Function = TypeVar("_Function", bound=Callable[..., Any])


def compiled(function: _Function) -> _Function:
    """Compile once and keep the machine code beside this file."""
    return cast(_Function, njit(cache=True)(function))


def reordered(function: _Function) -> _Function:
    """The same, with sums in any order: the bounds on their rounding hold for every order."""
    return cast(_Function, njit(cache=True, fastmath={"reassoc", "nsz", "contract"})(function))
