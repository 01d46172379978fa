"""What is done with messages: send, carry, say what became of them."""

from huangyai.outbox.actions.carrying import carry_line_everywhere, carry_line_messages
from huangyai.outbox.actions.line import end_line_link, link_line, set_line_account, stop_line_account
from huangyai.outbox.actions.noting import note_printed, note_read, note_results, note_what_became
from huangyai.outbox.actions.sending import send_message, withdraw_messages

__all__ = [
    "carry_line_everywhere",
    "carry_line_messages",
    "end_line_link",
    "link_line",
    "note_printed",
    "note_read",
    "note_results",
    "note_what_became",
    "send_message",
    "set_line_account",
    "stop_line_account",
    "withdraw_messages",
]
