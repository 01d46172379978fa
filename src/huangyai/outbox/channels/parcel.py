"""What every channel takes and gives back."""

from __future__ import annotations

import enum
import uuid
from dataclasses import dataclass, field
from typing import Protocol

from huangyai.outbox.rules import Miss, Way


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message for one person on its way. `key` is the same at every try, so that it arrives once."""

    key: uuid.UUID
    # Whose it is and what it says never stand in a log.
    to: str = field(repr=False)
    text: str = field(repr=False)


class Outcome(enum.StrEnum):
    """What became of a parcel."""

    LISTED = "listed"  # people carry it: it stands on their list
    ACCEPTED = "accepted"
    REFUSED = "refused"  # not for this person by this way
    AGAIN = "again"  # nobody knows; to be tried again with the same key
    CLOSED = "closed"  # nobody can be told by this way now


@dataclass(frozen=True, slots=True)
class Receipt:
    """A channel's answer. `wait` are seconds that the other side asks us to wait; `halts`: the next one would fare no better."""

    outcome: Outcome
    why: Miss | None = None
    wait: float | None = None
    halts: bool = False


class Channel(Protocol):
    """A way of telling people something."""

    way: Way

    def carry(self, parcel: Parcel) -> Receipt:
        """Take one parcel as far as this channel goes. What goes wrong is in the receipt, never raised."""
        ...
