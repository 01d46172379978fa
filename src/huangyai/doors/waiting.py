"""How much waits for somebody, remembered for their other pages from when they last looked."""

from __future__ import annotations

import time

from django.http import HttpRequest

_KEY = "waiting"
# Older than this the number says nothing: others work too, and clocks run on.
_REMEMBERED_SECONDS = 15 * 60


def remember_waiting(request: HttpRequest, municipality: str, count: int) -> None:
    """Keep what the page of today has just counted, in the sealed session, so that no other page has to ask all rooms."""
    request.session[_KEY] = {"here": municipality, "count": count, "at": int(time.time())}


def remembered_waiting(request: HttpRequest, municipality: str) -> int | None:
    """How much waited in this municipality a short while ago; None when nobody looked, or too much has happened since."""
    kept = request.session.get(_KEY)
    if not isinstance(kept, dict) or kept.get("here") != municipality:
        return None
    return kept["count"] if 0 <= time.time() - kept["at"] < _REMEMBERED_SECONDS else None


def forget_waiting(request: HttpRequest) -> None:
    """After something was done, the number would be wrong until it is counted again."""
    if _KEY in request.session:
        del request.session[_KEY]
