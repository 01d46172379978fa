"""The natural keys by which nobody is told the same thing twice."""

from __future__ import annotations

import uuid


def answer_key(answer_id: uuid.UUID) -> str:
    """The natural key of telling an answer."""
    return f"answer:{answer_id}"


def invitation_key(assembly_id: uuid.UUID, moves: int = 0) -> str:
    """The natural key of inviting to an assembly: nobody is invited twice to the same day and place."""
    return f"invitation:{assembly_id}:{moves}" if moves else f"invitation:{assembly_id}"


def call_off_key(assembly_id: uuid.UUID) -> str:
    """The natural key of telling that an assembly is not held."""
    return f"call-off:{assembly_id}"
