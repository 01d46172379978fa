"""The second level: the worst-served group's share of people who attend something."""

from __future__ import annotations

import math
import time
from collections import defaultdict

from huangyai.engines.timetable.search import Search

_PART = 0.7


def lift_worst_group(search: Search) -> None:
    """Ask for one share after another, halving the range between what is reached and what is still thinkable.

    Each question (can every group have at least this share?) counts people up to the share asked for, which is far
    easier for a solver than lifting a minimum.
    """
    began = time.monotonic()
    until = began + _PART * max(0.0, search.deadline - began)
    could, served = _count_groups(search)
    if not could:
        search.note("worst_served_group", 1.0, 1.0, 0.0)
        return
    mip = search.model.mip
    lifted = {group: mip.column(0, could[group], whole=False) for group in could}
    for group, column in lifted.items():
        mip.row([(column, 1.0), (served[group], -1.0)], high=0)
    search.adopt(search.values, search.seat(search.values))
    share = _worst_share(search, could, served)
    high = tried = min(1.0, search.most_served / sum(could.values()))
    while (left := until - time.monotonic()) > 0 and (steps := _shares_between(could, share, tried)):
        asked = steps[len(steps) // 2]
        for group, column in lifted.items():
            mip.high[column] = math.ceil(asked * could[group] - 1e-6)
            search.values.extend([0.0] * (len(mip.low) - len(search.values)))
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
    high = max(share, *(_shares_between(could, share, high) or [share]))
    search.note("worst_served_group", share, high, time.monotonic() - began)
    for group, column in lifted.items():
        mip.high[column] = could[group]
        search.group_floors[group] = math.ceil(share * could[group] - 1e-6)
        mip.low[served[group]] = search.group_floors[group]


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


def _below(could: dict[str, int], share: float) -> float:
    """The next smaller such share."""
    return max((math.ceil(share * size - 1e-6) - 1) / size for size in could.values())
