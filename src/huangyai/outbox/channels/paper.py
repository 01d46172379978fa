from __future__ import annotations

from huangyai.outbox.channels.parcel import Outcome, Parcel, Receipt
from huangyai.outbox.rules import Way


class Paper:
    """A letter that somebody of the village carries to the door; it stands on the village's list until they say what became of it."""

    way = Way.PAPER

    def carry(self, parcel: Parcel) -> Receipt:
        """It is on the list."""
        return Receipt(Outcome.LISTED)
