"""The one way in: a transaction acts in exactly one municipality, or sees nothing."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator

from django.db import connection, transaction

from huangyai.kernel import Actor


def stand_in(municipality_id: uuid.UUID | None, user_id: uuid.UUID | None = None) -> None:
    """Say, for the rest of this transaction, whose rows may be seen. None sees nobody's."""
    if not connection.in_atomic_block:
        raise RuntimeError(
            "stand_in() needs a transaction: the setting ends with it, so that nothing leaks into the next one"
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('huangyai.municipality', %s, true), set_config('huangyai.account', %s, true)",
            [str(municipality_id or ""), str(user_id or "")],
        )


@contextlib.contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """A transaction inside the actor's municipality, for commands, jobs and tests; requests get theirs from the door."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('huangyai.municipality', true), current_setting('huangyai.account', true)"
            )
            before = cursor.fetchone() or ("", "")
        stand_in(actor.municipality_id, actor.user_id)
        yield
        # An outer transaction goes on where it stood.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('huangyai.municipality', %s, true), set_config('huangyai.account', %s, true)",
                [before[0] or "", before[1] or ""],
            )
