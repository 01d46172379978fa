"""A request that has come through the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from huangyai.kernel import Actor
    from huangyai.places.models import Municipality


class RoomRequest(HttpRequest):
    """What a room's view receives: the actor, and the municipality that it stands in (None on pages of no town)."""

    actor: Actor
    municipality: Municipality | None
    htmx: HtmxDetails
    went_wrong: bool
