"""The cast of the rooms below, shared."""

from tests.watch.conftest import officer, watched

__all__ = ["officer", "watched"]
