"""Which tests go to which process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    import pytest

# The pages are dealt out in so many hands.
_HANDS = 24


class _ByFile(LoadScopeScheduling):
    """The tests of one file share a process, so that what a file prepares is prepared once; the walk over all pages,
    which is a third of all work, is dealt out in small hands.

    (`--dist loadgroup` cannot say this: xdist 3.8 writes its groups where pytest 9.2 no longer reads them.)
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return f"{file} {_hand(nodeid)}" if _is_page(nodeid) else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Who gets which tests."""
    return _ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One hand of pages begins, because it makes the example year that all others wait for; the rest come last and are
    small, so that the processes finish together.
    """
    items.sort(
        key=lambda item: (0 if _hand(item.nodeid) == 0 else 2 + _hand(item.nodeid)) if _is_page(item.nodeid) else 1
    )


def _is_page(nodeid: str) -> bool:
    return "/test_pages.py::" in nodeid


def _hand(nodeid: str) -> int:
    return crc32(nodeid.encode()) % _HANDS
