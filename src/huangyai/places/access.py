from __future__ import annotations

from huangyai.kernel import Actor, NotAllowed, Role


def may_keep_places(actor: Actor) -> bool:
    """Officers and the administrator keep the list of villages and communities; a command may too."""
    return actor.system or actor.is_any(Role.OFFICER, Role.ADMINISTRATOR)


def require_place_work(actor: Actor) -> None:
    """Refuse everyone who does not keep the list of places."""
    if not may_keep_places(actor):
        raise NotAllowed
