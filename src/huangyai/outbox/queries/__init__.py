"""What can be asked about messages and whom they reached."""

from huangyai.outbox.queries.deliveries import (
    Line,
    Waiting,
    count_waiting,
    delivery,
    lines,
    next_waiting,
    own_messages,
    printed_lines,
    results_of,
    to_tell,
    unread_messages,
    waiting_ways,
)
from huangyai.outbox.queries.line import line_account, line_accounts, line_link, line_links, token_of
from huangyai.outbox.queries.messages import Told, current_message, message, messages, told
from huangyai.outbox.queries.reaching import Reached, reach_of

__all__ = [
    "Line",
    "Reached",
    "Told",
    "Waiting",
    "count_waiting",
    "current_message",
    "delivery",
    "line_account",
    "line_accounts",
    "line_link",
    "line_links",
    "lines",
    "message",
    "messages",
    "next_waiting",
    "own_messages",
    "printed_lines",
    "reach_of",
    "results_of",
    "to_tell",
    "token_of",
    "told",
    "unread_messages",
    "waiting_ways",
]
