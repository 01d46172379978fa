"""The lines under a signature (ช่องลงนาม)."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Way(enum.StrEnum):
    """How somebody comes to sign for a position."""

    HOLDS = "holds"
    ACTING = "acting"
    DELEGATED = "delegated"


_FOR_ANOTHER = {Way.ACTING: "รักษาการในตำแหน่ง", Way.DELEGATED: "ปฏิบัติราชการแทน"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody who signs: their name, the position they hold themselves, and the one for which they sign, and how."""

    name: str
    own_position: str
    position: str
    way: Way


def signature_block(standing: Standing) -> tuple[str, ...]:
    """The lines under the place for the signature, from the top: name, own position, for whom.

    The holder of a position signs with name and position. Whoever acts in it, or signs by delegation, says their own
    position first, if they hold one, and then for which position and how.
    """
    name = f"({standing.name})"
    words = _FOR_ANOTHER.get(standing.way)
    if words is None:
        return (name, standing.position)
    own = (standing.own_position,) if standing.own_position else ()
    return (name, *own, f"{words} {standing.position}")
