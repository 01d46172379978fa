"""How far the cars drive and how long people sit in them, from what is promised now."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from huangyai.engines.rides.places import kilometres_between
from huangyai.transport.models import Stop, Vehicle

_IN = {Stop.Kind.FETCH, Stop.Kind.LEAVE}


def kilometres_by_session(stops_of: Mapping[Vehicle, Sequence[Stop]]) -> dict[uuid.UUID, float]:
    """Straight lines times the detour factor; each stretch counts for the session of the stop that it leads to."""
    total: dict[uuid.UUID, float] = defaultdict(float)
    for vehicle, stops in stops_of.items():
        if not stops:
            continue
        places = [_place(stop) for stop in stops]
        sessions = [stop.route.plan.session_id for stop in stops]
        if vehicle.latitude is not None and vehicle.longitude is not None:
            depot = (vehicle.latitude, vehicle.longitude)
        else:
            venue = stops[0].route.plan.session.venue
            depot = (venue.latitude or 0.0, venue.longitude or 0.0)
        way = [depot, *places, depot]
        matrix = kilometres_between([spot[0] for spot in way], [spot[1] for spot in way])
        for (before, after), session in zip(pairwise(range(len(way))), [*sessions, sessions[-1]], strict=True):
            total[session] += float(matrix[before, after])
    return dict(total)


def longest_rides(stops_of: Mapping[Vehicle, Sequence[Stop]]) -> dict[uuid.UUID, float]:
    """The longest that anybody sits in a car, in minutes, by session."""
    longest: dict[uuid.UUID, float] = defaultdict(float)
    for stops in stops_of.values():
        boarded: dict[tuple[uuid.UUID, uuid.UUID], dt.datetime] = {}
        for stop in stops:
            session = stop.route.plan.session_id
            who = (session, stop.person_id)
            if stop.kind in _IN:
                boarded[who] = stop.leaves_at
            elif who in boarded:
                minutes = (stop.arrives_at - boarded.pop(who)).total_seconds() / 60
                longest[session] = max(longest[session], minutes)
    return dict(longest)


def _place(stop: Stop) -> tuple[float, float]:
    home, venue = stop.person.household, stop.route.plan.session.venue
    if stop.kind in {Stop.Kind.FETCH, Stop.Kind.HOME} and home is not None and home.latitude is not None:
        return home.latitude, home.longitude or 0.0
    return venue.latitude or 0.0, venue.longitude or 0.0
