"""The cast of the rooms below, shared."""

from tests.watch.conftest import watched

__all__ = ["watched"]
