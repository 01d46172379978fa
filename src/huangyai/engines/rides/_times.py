"""The times that people are told: as early as the rules ask, then no earlier than needed."""

from __future__ import annotations

from huangyai.engines.rides._arrays import DROPOFF, KIND, LATEST, PACE, SERVICE, Bench, Floats, Instance, Tours
from huangyai.engines.rides._schedule import earliest_times


def timed(p: Instance, t: Tours, b: Bench, car: int) -> Floats:
    """Begin of every position of a car's tour, with the start in front and the return behind.

    From the earliest schedule, pick-ups before a wait move later, so that nobody sits in a waiting car.
    """
    length = int(t.length[car])
    halts = t.halts[car]
    if not earliest_times(p, car, halts, length, b.place, b.time, b.position):
        raise AssertionError("a finished plan must keep its rules")
    time = b.time[: length + 2].copy()
    place = b.place
    minutes = p.minutes[p.depot[car, PACE]]
    for i in range(length, 0, -1):
        node = int(halts[i - 1])
        if p.meta[node, KIND] == DROPOFF:
            continue
        later = time[i + 1] - minutes[place[i], place[i + 1]] - p.halt[node, SERVICE]
        # Only what stays inside the window, and never earlier than it was.
        time[i] = max(time[i], min(float(p.halt[node, LATEST]), later))
    time[0] = max(time[0], time[1] - minutes[place[0], place[1]])
    return time
