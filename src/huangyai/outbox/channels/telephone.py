from __future__ import annotations

from huangyai.outbox.channels.parcel import Outcome, Parcel, Receipt
from huangyai.outbox.rules import Miss, Way


class Telephone:
    """Somebody in the town hall rings them up; it stands on the telephone list until they say what became of it."""

    way = Way.TELEPHONE

    def carry(self, parcel: Parcel) -> Receipt:
        """It is on the list; where there is no number, it can't be."""
        return Receipt(Outcome.LISTED) if parcel.to else Receipt(Outcome.REFUSED, why=Miss.WRONG_NUMBER)
