"""The second level: the worst-served group's share of people who attend something."""

from __future__ import annotations

import itertools
import math
import time
from collections import defaultdict

from huangyai.engines.timetable.crowd import most_seated
from huangyai.engines.timetable.search import Search

_PART = 0.7
_ROUNDS_AN_ACTIVITY = 200
_GOOD_ENOUGH = 0.0015
_REARRANGING_PART = 0.4
_RELAXING_PART = 0.5
_GROUPS_TO_COMBINE = 6
# A share is counted in ten-thousandths in the program, so that a solver of whole numbers can lift it, too.
_WHOLE = 10_000


def lift_worst_group(search: Search) -> None:
    """Rearrange towards the highest share that is thinkable, bound it, and try what lies between by halving the range."""
    began = time.monotonic()
    until = began + _PART * max(0.0, search.deadline - began)
    could, served = _count_groups(search)
    if not could:
        search.note("worst_served_group", 1.0, 1.0, 0.0)
        return
    high = _highest_share(search, could)
    share = _rearranged(search, could, high, until)
    if not _near(could, share, high):
        lowered = _relaxed(search, could, served, high, until)
        if lowered < high and not _near(could, share, lowered):
            share = _rearranged(search, could, lowered, until)
        high = lowered
    if not _near(could, share, high):
        share, high = _ask_between(search, could, served, (share, high), until)
    search.note("worst_served_group", share, high, time.monotonic() - began)
    for group in could:
        search.group_floors[group] = math.ceil(share * could[group] - 1e-6)
        search.model.mip.low[served[group]] = search.group_floors[group]


def _near(could: dict[str, int], share: float, high: float) -> bool:
    """Whether what lies between is worth no more of the time that later levels need."""
    return not _shares_between(could, share, high) or high - share <= _GOOD_ENOUGH * high


def _highest_share(search: Search, could: dict[str, int]) -> float:
    """No set of groups has more people served than seats that any of them could use, all openings taken together."""
    crowd = search.board.crowd
    high = min(1.0, search.most_served / sum(could.values()))
    sizes = range(1, len(could)) if len(could) <= _GROUPS_TO_COMBINE else (1,)
    for size in sizes:
        for groups in itertools.combinations(could, size):
            among = sum(crowd.members[group] for group in groups)
            high = min(high, most_seated(search.openings, crowd, among) / sum(could[group] for group in groups))
    return _highest_step(could, high)


def _rearranged(search: Search, could: dict[str, int], aim: float, until: float) -> float:
    targets = {group: math.ceil(aim * size - 1e-6) for group, size in could.items()}
    left = max(0.0, until - time.monotonic())
    search.rearrange(
        targets,
        rounds=_ROUNDS_AN_ACTIVITY * len(search.board.runs),
        seconds=_REARRANGING_PART * left,
        enough=search.served,
    )
    search.served = max(search.served, search.first_served())
    return min(search.board.crowd.served(group) / size for group, size in could.items())


def _relaxed(search: Search, could: dict[str, int], served: dict[str, int], high: float, until: float) -> float:
    """The share that the program reaches when activities may be held in parts, where that is below `high`."""
    mip = search.model.mip
    worst = mip.column(0, _WHOLE, whole=False)
    for group, size in could.items():
        mip.row([(served[group], float(_WHOLE)), (worst, -float(size))], low=0)
    search.values.append(math.floor(_WHOLE * _worst_share(search, could, served)))
    answer = search.ask(
        {worst: 1.0}, _RELAXING_PART * max(0.0, until - time.monotonic()), slack=0.99, goal=math.floor(_WHOLE * high)
    )
    if answer.values is not None and _worst_share(search, could, served, answer.values) > _worst_share(
        search, could, served
    ):
        search.values = answer.values
    # A solver of whole numbers rounds the bound down.
    return _highest_step(could, min(high, (answer.bound + 1) / _WHOLE)) if math.isfinite(answer.bound) else high


def _ask_between(
    search: Search, could: dict[str, int], served: dict[str, int], known: tuple[float, float], until: float
) -> tuple[float, float]:
    """Ask for one share after another, halving the range between what is reached and what is still thinkable.

    Each question (can every group have at least this share?) counts people up to the share asked for, which is far
    easier for a solver than lifting a minimum.
    """
    share, high = known
    if not _shares_between(could, share, high):
        return share, high
    tried = high
    mip = search.model.mip
    lifted = {group: mip.column(0, could[group], whole=False) for group in could}
    for group, column in lifted.items():
        mip.row([(column, 1.0), (served[group], -1.0)], high=0)
    search.values.extend([0.0] * len(lifted))
    while (left := until - time.monotonic()) > 0 and (steps := _shares_between(could, share, tried)):
        asked = steps[len(steps) // 2]
        for group, column in lifted.items():
            mip.high[column] = math.ceil(asked * could[group] - 1e-6)
            search.values[column] = min(mip.high[column], search.values[served[group]])
        goal = sum(mip.high[column] for column in lifted.values())
        answer = search.ask(dict.fromkeys(lifted.values(), 1.0), left / 2, slack=0.99, goal=goal)
        found = _worst_share(search, could, served, answer.values) if answer.values is not None else 0.0
        if answer.values is not None and found > share:
            share, search.values = found, answer.values
        if share < asked:
            tried = _below(could, asked)
            if answer.impossible or answer.bound < goal - 1e-6:
                high = tried
    for group, column in lifted.items():
        mip.high[column] = could[group]
    return share, _highest_step(could, max(share, high))


def _count_groups(search: Search) -> tuple[dict[str, int], dict[str, int]]:
    """People of each group who could attend something, and columns with the whole number of those served.

    With these and the openings fixed, the rest is a flow in a network and comes out whole.
    """
    members: dict[str, list[int]] = defaultdict(list)
    could: dict[str, int] = defaultdict(int)
    for number, people in enumerate(search.folk):
        if people.usable:
            could[people.group] += people.count
            members[people.group].extend(search.model.first[number, activity] for activity in people.usable)
    search.served_columns = {group: search.model.mip.column(0, could[group]) for group in members}
    for group, columns in members.items():
        terms = [(search.served_columns[group], 1.0), *((column, -1.0) for column in columns)]
        search.model.mip.row(terms, low=0, high=0)
    return dict(could), search.served_columns


def _worst_share(
    search: Search, could: dict[str, int], served: dict[str, int], values: list[float] | None = None
) -> float:
    values = values or search.values
    return min(round(values[served[group]]) / could[group] for group in could)


def _shares_between(could: dict[str, int], low: float, high: float) -> list[float]:
    """The shares that some whole number of people in some group is, above `low` and up to `high`, in order."""
    return sorted(
        {
            count / size
            for size in could.values()
            for count in range(math.floor(low * size), math.floor(high * size + 1e-6) + 1)
            if low + 1e-9 < count / size <= high + 1e-9
        }
    )


def _highest_step(could: dict[str, int], high: float) -> float:
    """The highest share up to `high` that some whole number of people in some group is."""
    return max(math.floor(high * size + 1e-6) / size for size in could.values())


def _below(could: dict[str, int], share: float) -> float:
    """The next smaller such share."""
    return max((math.ceil(share * size - 1e-6) - 1) / size for size in could.values())
