"""The channels of the outbox. Each takes a parcel and says what became of it; a new channel is one more file here.

There is no channel for SMS yet: it waits for a provider whose interface is published and can be checked by a test.
"""

from huangyai.outbox.channels.line import LINE_MOST_LETTERS, LineOfficialAccount, is_line_user, letters_as_line_counts
from huangyai.outbox.channels.paper import Paper
from huangyai.outbox.channels.parcel import Channel, Outcome, Parcel, Receipt
from huangyai.outbox.channels.telephone import Telephone

__all__ = [
    "LINE_MOST_LETTERS",
    "Channel",
    "LineOfficialAccount",
    "Outcome",
    "Paper",
    "Parcel",
    "Receipt",
    "Telephone",
    "is_line_user",
    "letters_as_line_counts",
]
