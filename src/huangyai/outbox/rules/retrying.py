"""When a machine's channel that could not say is tried again."""

from __future__ import annotations

import datetime as dt

# LINE remembers a retry key for a day; a later try could arrive twice. Long before that the next way is taken.
LONGEST_TRYING = dt.timedelta(hours=6)
_FIRST_WAIT = dt.timedelta(minutes=1)
_LONGEST_WAIT = dt.timedelta(hours=1)


def next_try(first: dt.datetime, now: dt.datetime, tries: int, asked: float | None = None) -> dt.datetime | None:
    """When to try for the next time, each wait twice as long as the one before; None when it has been tried long enough.

    Parameters
    ----------
    first : when the message was put on this way.
    tries : how many tries have been made, this one included.
    asked : seconds that the other side asked us to wait, where it did.
    """
    wait = min(_FIRST_WAIT * 2 ** (max(tries, 1) - 1), _LONGEST_WAIT)
    if asked is not None:
        wait = max(wait, dt.timedelta(seconds=asked))
    due = now + wait
    return due if due - first <= LONGEST_TRYING else None
