"""Rows that keep people from being in two places at once, added only where a program put them there."""

from __future__ import annotations

from collections import defaultdict

from huangyai.engines.timetable.mip import Terms
from huangyai.engines.timetable.search import Search


def forbid_two_places(search: Search, values: list[float]) -> bool:
    """Add a row for each folk and slot with more attendances than people; whether there was any."""
    run_of = {search.openings.openings[at].activity: search.openings.openings[at].run for at in search.used(values)}
    found = False
    for number, people in enumerate(search.folk):
        here: dict[int, list[int]] = defaultdict(list)
        for activity in people.usable:
            if values[search.comes[number, activity]] > 1e-6:
                for slot in run_of.get(activity, ()):
                    here[slot].append(activity)
        for slot, activities in here.items():
            if sum(values[search.comes[number, activity]] for activity in activities) > people.count + 1e-6:
                _forbid(search, number, slot, activities)
                found = True
    return found


def _forbid(search: Search, number: int, slot: int, activities: list[int]) -> None:
    people = search.folk[number]
    terms: Terms = []
    for activity in activities:
        column = search.comes[number, activity]
        terms.append((column, 1.0))
        terms.extend(
            (search.model.held[at], -search.model.mip.high[column])
            for at in people.usable[activity]
            if slot not in search.openings.openings[at].run
        )
    search.model.mip.row(terms, high=people.count)
