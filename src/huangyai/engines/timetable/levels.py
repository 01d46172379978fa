"""One aim after the other: each level keeps what the earlier ones reached and asks for the next best.

Each takes a part of the time that is left; what a level leaves goes to the next.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict

from huangyai.engines.timetable.crowd import most_seated
from huangyai.engines.timetable.double_booking import forbid_two_places
from huangyai.engines.timetable.mip import Answer
from huangyai.engines.timetable.model import add_comers
from huangyai.engines.timetable.search import Search
from huangyai.engines.timetable.seating import Coming

_ROUNDS_AN_ACTIVITY = 50
_MORE_ROUNDS_AN_ACTIVITY = 300
_PINS_PART = 0.1
_SERVE_PART = 0.25
_RELAXING_PART = 0.35
_REACH_PART = 0.6


def honour_pins(search: Search) -> None:
    """Before any level: hold as many pinned activities as can be held together, and keep them."""
    ways: dict[int, list[int]] = defaultdict(list)
    for at, opening in enumerate(search.openings.openings):
        if opening.activity in search.openings.pinned:
            ways[opening.activity].append(search.model.held[at])
    if not ways:
        return
    columns = [column for some in ways.values() for column in some]
    search.solve(dict.fromkeys(columns, 1.0), _PINS_PART, slack=0.99, limit=len(ways))
    kept = round(sum(search.values[column] for column in columns))
    search.model.mip.row([(column, 1.0) for column in columns], low=kept)


def serve_most(search: Search) -> None:
    """The first level: as few people as possible are left with nothing they could attend."""
    began = time.monotonic()
    could = sum(people.count for people in search.folk if people.usable)
    first = list(search.model.first.values())
    most = most_seated(search.openings, search.board.crowd, search.board.crowd.everyone)
    search.rearrange(
        {}, rounds=_ROUNDS_AN_ACTIVITY * len(search.board.runs), seconds=_SERVE_PART * _left(search), enough=most
    )
    objective = dict.fromkeys(first, 1.0)
    if search.first_served() < most:
        # Whether all seats that could be filled can be: the relaxed program mostly says no at once, and gives a bound.
        answer, _ = search.solve(objective, _RELAXING_PART, slack=0.99, goal=most, limit=most)
        most = _lower(most, answer)
    if search.first_served() < most:
        rounds = _MORE_ROUNDS_AN_ACTIVITY * len(search.board.runs)
        search.rearrange({}, rounds=rounds, seconds=_SERVE_PART * _left(search), enough=most)
    if search.first_served() < most:
        answer, _ = search.solve(objective, _SERVE_PART, slack=0.99, limit=most)
        most = _lower(most, answer)
    search.served = served = search.first_served()
    search.most_served = max(served, most)
    search.note("left_with_nothing", could - served, could - search.most_served, time.monotonic() - began)
    search.model.mip.row([(column, 1.0) for column in first], low=served)


def reach_most(search: Search) -> None:
    """The third level: the most attendances.

    The program first takes it that a person can be in two places at once; seating whole people counts what is true, and
    rows are added where the program was wrong.
    """
    mip, model = search.model.mip, search.model
    search.comes = add_comers(mip, search.openings, search.folk, model.held)
    for key, column in model.first.items():
        mip.row([(column, 1.0), (search.comes[key], -1.0)], high=0)
    search.adopt(search.values, search.seat(search.values))
    began, bound = time.monotonic(), math.inf
    objective = dict.fromkeys(search.comes.values(), 1.0)
    until = began + _REACH_PART * max(0.0, search.deadline - began)
    while (left := until - time.monotonic()) > 0:
        answer = search.ask(objective, left, slack=0.99, limit=_most_seats(search))
        bound = min(bound, answer.bound)
        if answer.values is None:
            break
        coming = search.seat(answer.values)
        if _attendances(coming) > _attendances(search.coming):
            search.adopt(answer.values, coming)
        if _attendances(search.coming) >= bound - 0.99 or not forbid_two_places(search, answer.values):
            break
    reach = _attendances(search.coming)
    most = min(_most_seats(search), math.floor(bound + 1e-6)) if math.isfinite(bound) else _most_seats(search)
    search.note("total_reach", reach, max(reach, most), time.monotonic() - began)
    mip.row([(column, 1.0) for column in search.comes.values()], low=reach)


def spare_staff(search: Search) -> None:
    """The fourth level: the fewest staff hours for the same attendances."""
    began, reach = time.monotonic(), _attendances(search.coming)
    hours, least = _staff_hours(search), _fewest_hours(search, reach)
    while (left := search.deadline - time.monotonic()) > 0:
        answer = search.ask({column: -cost for column, cost in hours.items()}, left, limit=-least)
        least = max(least, -answer.bound) if math.isfinite(answer.bound) else least
        if answer.values is None:
            break
        coming = search.seat(answer.values)
        if _attendances(coming) >= reach:
            search.adopt(answer.values, coming)
            break
        if not forbid_two_places(search, answer.values):
            break
    spent = sum(cost * search.values[column] for column, cost in hours.items())
    search.note("staff_hours", spent, min(spent, least), time.monotonic() - began)


def _lower(most: int, answer: Answer) -> int:
    return min(most, math.floor(answer.bound + 1e-6)) if math.isfinite(answer.bound) else most


def _left(search: Search) -> float:
    return max(0.0, search.deadline - time.monotonic())


def _most_seats(search: Search) -> int:
    """Seats of every activity in the opening that could fill most of them: no timetable has more attendances."""
    return sum(_seats(search).values())


def _seats(search: Search) -> dict[int, int]:
    seats: dict[int, int] = defaultdict(int)
    for at, opening in enumerate(search.openings.openings):
        people = search.board.crowd.usable[at].bit_count()
        seats[opening.activity] = max(seats[opening.activity], min(opening.seats, people))
    return seats


def _fewest_hours(search: Search, reach: int) -> float:
    """Staff hours that so many attendances take at least: the activities with most seats an hour, the last in part."""
    hours: dict[int, float] = {}
    for at, cost in enumerate(_staff_hours(search).values()):
        activity = search.openings.openings[at].activity
        hours[activity] = min(cost, hours.get(activity, cost))
    spent = 0.0
    for activity, seats in sorted(_seats(search).items(), key=lambda item: hours[item[0]] / max(1, item[1])):
        part = min(1.0, reach / seats) if seats else 0.0
        spent += part * hours[activity]
        reach -= min(reach, seats)
    return spent


def _staff_hours(search: Search) -> dict[int, float]:
    hours: dict[int, float] = {}
    for at, opening in enumerate(search.openings.openings):
        activity = search.problem.activities[opening.activity]
        trainers = max(activity.staff, len(search.openings.must[opening.activity]))
        hours[search.model.held[at]] = trainers * sum(search.problem.slots[slot].hours for slot in opening.run)
    return hours


def _attendances(coming: Coming) -> int:
    return sum(count for sessions in coming.values() for count, _ in sessions.values())
