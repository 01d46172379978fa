"""How a command wakes the house when it needs rows."""

from __future__ import annotations

import importlib

# By name, as with the commands themselves: whoever starts the house stands above every room that asks for it.
_BOOT = "huangyai.config.boot"


def wake_house(*, migrated: bool = True) -> None:
    """Join the database and prepare Django; with `migrated`, bring the tables up to date first.

    Call it inside the command, before the room's own models are imported.
    """
    importlib.import_module(_BOOT).django(migrated=migrated)
