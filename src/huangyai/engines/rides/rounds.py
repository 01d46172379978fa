"""A round of home visits: who goes to whom, on foot or by motorcycle, with fair shares and familiar faces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from huangyai.engines.rides.day import Spot
from huangyai.engines.rides.places import doubt_about, kilometres_between
from huangyai.engines.rides.problem import NodeId, Rest, RideProblem, RideRequest, Stop, Vehicle
from huangyai.kernel import Words

WALKING_KMH, MOTORCYCLE_KMH = 4.5, 25.0


@dataclass(frozen=True, slots=True)
class HomeVisit:
    """Somebody to visit for `minutes`, beginning between `earliest` and `latest` (minutes after midnight).

    `skills` are what the visitor must have, `usual` the visitors whom the person knows.
    """

    id: NodeId
    home: Spot
    minutes: float
    earliest: float
    latest: float
    skills: frozenset[str] = frozenset()
    usual: frozenset[NodeId] = frozenset()
    priority: float = 1.0


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who makes visits: from where, between which minutes, how fast, and what they have learnt to do."""

    id: NodeId
    start: Spot
    from_minute: float
    until_minute: float
    speed_kmh: float = MOTORCYCLE_KMH
    skills: frozenset[str] = frozenset()
    rests: tuple[Rest, ...] = ()
    longest_round: float = float("inf")


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """What a familiar face and fair shares are worth, in kilometres; both give way to visiting everybody.

    `stranger_cost` is paid for each visit by somebody unknown, `fair_load` for the square of each visitor's hours of
    visiting: with 2, moving an hour from a visitor with three to one with one is worth 4 kilometres.
    """

    stranger_cost: float = 3.0
    fair_load: float = 2.0
    detour: float = 1.3


def visit_round(
    visits: Sequence[HomeVisit], visitors: Sequence[Visitor], *, terms: RoundTerms = RoundTerms()
) -> RideProblem:
    """The day's visits as a problem for `solve`; each visit is one stop named `<id>:visit`.

    A pin that can't be right, a window that ends before it begins and a skill that nobody has are refused by name.
    """
    spots = list(dict.fromkeys([v.home for v in visits] + [v.start for v in visitors]))
    row = {spot: k for k, spot in enumerate(spots)}
    kilometres = kilometres_between([s.latitude for s in spots], [s.longitude for s in spots], detour=terms.detour)
    idle = {v.id: doubt for v in visitors if (doubt := doubt_about(v.start.latitude, v.start.longitude))}
    refused: dict[NodeId, Words] = {}
    requests: list[RideRequest] = []
    for visit in visits:
        doubt = _doubt(visit, visitors)
        if doubt is not None:
            refused[visit.id] = doubt
            continue
        requests.append(
            RideRequest(
                visit.id,
                Stop(f"{visit.id}:visit", row[visit.home], visit.earliest, visit.latest, visit.minutes),
                seats=0.0,
                vehicles=frozenset(v.id for v in visitors if visit.skills <= v.skills),
                priority=visit.priority,
                usual=visit.usual,
            )
        )
    vehicles = tuple(
        Vehicle(
            visitor.id,
            row[visitor.start],
            row[visitor.start],
            visitor.from_minute,
            visitor.until_minute,
            seats=0.0,
            longest_route=visitor.longest_round,
            rests=visitor.rests,
            pace=MOTORCYCLE_KMH / visitor.speed_kmh,
        )
        for visitor in visitors
        if visitor.id not in idle
    )
    return RideProblem(
        vehicles,
        tuple(requests),
        kilometres,
        np.asarray(kilometres / MOTORCYCLE_KMH * 60.0),
        refused=refused,
        idle=idle,
        stranger_cost=terms.stranger_cost,
        fair_load=terms.fair_load,
    )


def _doubt(visit: HomeVisit, visitors: Sequence[Visitor]) -> Words | None:
    if visit.latest < visit.earliest:
        return Words(
            th="เวลานัดเยี่ยมจบก่อนเริ่ม โปรดแก้เวลา",
            en="The time for the visit ends before it begins; correct it.",
        )
    if visit.skills and not any(visit.skills <= visitor.skills for visitor in visitors):
        names = ", ".join(sorted(visit.skills))
        return Words(
            th=f"วันนี้ไม่มีผู้เยี่ยมที่มีทักษะ {names} โปรดหาผู้มีทักษะหรือเลื่อนวัน",
            en=f"Nobody who visits today has the skill needed ({names}); find somebody or move the day.",
        )
    return doubt_about(visit.home.latitude, visit.home.longitude)
