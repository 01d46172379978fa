"""How much may come in at a door where nobody says who they are."""

from __future__ import annotations

import datetime as dt
import uuid

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from huangyai.doors.models import VisitorCount
from huangyai.doors.request import RoomRequest
from huangyai.kernel import new_id
from huangyai.vault.sealing import keyed_hash

_PURPOSE = "doors.limits"
_TOGETHER = ""
_COUNT = """
INSERT INTO doors_visitorcount AS kept (id, made_at, municipality_id, door, visitor, ends_at, count)
VALUES (%s, %s, %s, %s, %s, %s, 1)
ON CONFLICT (municipality_id, door, visitor, ends_at) DO UPDATE SET count = kept.count + 1
RETURNING count
"""


def admit_visitor(
    request: RoomRequest, *, door: str, each: int, together: int, within: dt.timedelta = dt.timedelta(hours=1)
) -> bool:
    """Count one more visitor at a door: True up to `each` from one network address and `together` from everywhere.

    All processes count together, in the request's own transaction: what comes to nothing is not counted. An address
    stands there only as a keyed hash that is another one in the next period, and goes when its period has ended.
    """
    forget_visitors()
    municipality, now = request.actor.municipality_id, timezone.now()
    ends_at = _end_of_period(now, within)
    address = keyed_hash(municipality, f"{ends_at.isoformat()} {_address_of(request)}", purpose=_PURPOSE)
    from_here = _count(municipality, door, address, ends_at)
    # Whoever is over their own measure does not use up the others'.
    return from_here <= each and _count(municipality, door, _TOGETHER, ends_at) <= together


def forget_visitors() -> int:
    """Take away the counts of periods that have ended, in the municipality that one stands in."""
    ended = VisitorCount.objects.filter(ends_at__lte=timezone.now())
    # What another visitor takes away at this moment is not waited for.
    rows = list(ended.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True))
    return VisitorCount.objects.filter(pk__in=rows).delete()[0] if rows else 0


def _end_of_period(now: dt.datetime, within: dt.timedelta) -> dt.datetime:
    begun = dt.datetime.fromtimestamp(0, dt.UTC) + within * ((now - dt.datetime.fromtimestamp(0, dt.UTC)) // within)
    return begun + within


def _address_of(request: RoomRequest) -> str:
    try:
        return DefaultAccountAdapter().get_client_ip(request)
    except PermissionDenied:
        # Whose address nobody knows is let in with all others of whom nobody knows it.
        return ""


def _count(municipality: uuid.UUID, door: str, visitor: str, ends_at: dt.datetime) -> int:
    with connection.cursor() as cursor:
        # Made "now" would say when somebody came; the end of the period says no more than is needed.
        cursor.execute(_COUNT, [new_id(), ends_at, municipality, door, visitor, ends_at])
        (counted,) = cursor.fetchone()
    return int(counted)
