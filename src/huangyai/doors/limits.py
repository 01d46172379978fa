"""How much may come in at a door where nobody says who they are."""

from __future__ import annotations

import datetime as dt
import time

from allauth.account.adapter import DefaultAccountAdapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied

from huangyai.doors.request import RoomRequest
from huangyai.vault.sealing import keyed_hash

_PURPOSE = "doors.limits"


def admit_visitor(
    request: RoomRequest, *, door: str, each: int, together: int, within: dt.timedelta = dt.timedelta(hours=1)
) -> bool:
    """Count one more visitor at a door: True up to `each` from one network address and `together` from everywhere.

    The counts stand in this process's memory, under a keyed hash of the address, and are gone after `within`: on no
    disk stands who was at the door. With several processes each counts for itself, which only makes it more generous.
    """
    municipality, seconds = request.actor.municipality_id, int(within.total_seconds())
    address = keyed_hash(municipality, _address_of(request), purpose=_PURPOSE)
    period = int(time.time()) // seconds
    from_here = _count(f"{door}:{municipality}:{period}:{address}", seconds)
    # Whoever is over their own measure does not use up the others'.
    return from_here <= each and _count(f"{door}:{municipality}:{period}", seconds) <= together


def _address_of(request: RoomRequest) -> str:
    try:
        return DefaultAccountAdapter().get_client_ip(request)
    except PermissionDenied:
        # Whose address nobody knows is let in with all others of whom nobody knows it.
        return ""


def _count(key: str, seconds: int) -> int:
    if cache.add(key, 1, timeout=seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:
        # Forgotten in between: the count begins anew.
        return 1
