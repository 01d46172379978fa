"""The problem and its tours as flat arrays, the only thing that compiled code sees."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Words64 = npt.NDArray[np.uint64]

SINGLE, PICKUP, DROPOFF, REST = 0, 1, 2, 3
TOLERANCE = 1e-9


class Instance(NamedTuple):
    """N halts (rests included), R requests, K cars; the last rows of the matrices are the depots."""

    distance: Floats  # [P, P]
    minutes: Floats  # [P, P]
    earliest: Floats  # [N]
    latest: Floats
    service: Floats
    seats: Floats  # signed: taken at the pick-up, given back at the drop-off
    chairs: Floats
    request: Ints  # [N], -1 for a rest
    kind: Ints  # [N]
    pickup: Ints  # [R]
    dropoff: Ints  # [R], -1 for a single visit
    ride: Floats  # [R]
    penalty: Floats  # [R]
    allowed: Flags  # [R, K]
    start: Ints  # [K] row of the matrices
    end: Ints
    leave: Floats  # [K]
    back: Floats
    longest: Floats
    room: Floats  # [K, 4] seats, wheelchairs, folding places, seats lost for each
    like: Ints  # [K] cars with the same number are interchangeable
    fixed: Floats  # [K] paid when the car is used
    near: Ints  # [R, B] other requests by distance, nearest first
    kin: Ints  # [R, B] other requests by place and time
    key: Words64  # [R] random, for naming sets of requests


class Tours(NamedTuple):
    """Routes of all cars and what follows from them; position 0 is the start, length + 1 the end."""

    halts: Ints  # [K, M]
    length: Ints  # [K]
    where: Ints  # [K, M + 2] row of the matrices
    early: Floats  # [K, M + 2] least begin of service with all rules
    late: Floats  # [K, M + 2] greatest
    seats: Floats  # [K, M + 2] on leaving
    chairs: Floats
    cost: Floats  # [K]
    version: Ints  # [K] changes with the content
    clients: Ints  # [K] requests on the route
    home: Ints  # [R] car, or -1


class Bench(NamedTuple):
    """Scratch space and memory between iterations."""

    time: Floats  # [M + 2]
    place: Ints  # [M + 2]
    trial: Ints  # [M]
    position: Ints  # [N]
    out: Ints  # [R]
    order: Floats  # [R]
    touched: Ints  # [K + 1] count, then cars
    is_touched: Flags  # [K]
    known: Ints  # [R, K] version for which the best insertion is known
    delta: Floats  # [R, K]
    first: Ints  # [R, K]
    second: Ints  # [R, K]
    counter: Ints  # [4] version counter, iterations, work, spare
    random: Words64  # [1]
    absence: Floats  # [R]
    likes_seen: Ints  # [K]


class Pool(NamedTuple):
    """Good routes seen on the way, one for each set of requests and kind of car."""

    slot: Ints  # [H] index + 1, 0 free
    name: Words64  # [C]
    cost: Floats  # [C]
    car: Ints  # [C]
    length: Ints  # [C]
    halts: Ints  # [C, M]
    filled: Ints  # [1]
