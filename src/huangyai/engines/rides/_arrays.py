"""The problem and its tours as flat arrays, the only thing that compiled code sees."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Words64 = npt.NDArray[np.uint64]

# Kinds of halt.
SINGLE, PICKUP, DROPOFF, REST = 0, 1, 2, 3
# Columns of Instance.halt, Instance.meta, Instance.hours, Instance.depot, Tours.where and Tours.clock.
EARLIEST, LATEST, SERVICE, SEATS, CHAIRS, RIDE = 0, 1, 2, 3, 4, 5
KIND, REQUEST, PARTNER = 0, 1, 2
LEAVE, BACK, LONGEST, FAIR = 0, 1, 2, 3
START, END, PACE = 0, 1, 2
HERE, NEXT = 0, 1
EARLY, DEADLINE, OFF, ABOARD, CHAIRS_ABOARD = 0, 1, 2, 3, 4
TOLERANCE = 1e-9


class Instance(NamedTuple):
    """N halts (rests included), R requests, K cars; the last rows of the matrices are the depots.

    Few arrays with named columns: each array that a compiled function receives costs time at every call.
    """

    distance: Floats  # [P, P]
    minutes: Floats  # [paces, P, P]
    halt: Floats  # [N, 6] EARLIEST, LATEST, SERVICE, SEATS and CHAIRS (signed), RIDE
    meta: Ints  # [N, 3] KIND, REQUEST (-1 for a rest), PARTNER (-1 for none)
    pickup: Ints  # [R]
    dropoff: Ints  # [R], -1 for a single visit
    penalty: Floats  # [R]
    allowed: Flags  # [R, K]
    depot: Ints  # [K, 3] rows of the matrices: START, END; which of the minutes: PACE
    hours: Floats  # [K, 4] leave from, back by, longest route, price of a squared minute of service
    room: Floats  # [K, 4] seats, wheelchairs, folding places, seats lost for each
    like: Ints  # [K] cars with the same number are interchangeable
    fixed: Floats  # [K] paid when the car is used
    near: Ints  # [R, B] other requests by distance, nearest first
    kin: Ints  # [R, B] other requests by place and time
    key: Words64  # [R] random, for naming sets of requests
    extra: Floats  # [R, K] paid when this car serves this request
    foes: Ints  # [R, F] requests that must not be on board meanwhile, -1 for none


class Tours(NamedTuple):
    """Routes of all cars and what follows from them; position 0 is the start, length + 1 the end."""

    halts: Ints  # [K, M]
    length: Ints  # [K]
    where: Ints  # [K, M + 2, 2] row of the matrices: HERE, and NEXT with rests passed over
    clock: Floats  # [K, M + 2, 5] EARLY begin, DEADLINE, earliest OFF, seats ABOARD, CHAIRS_ABOARD
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
    time_of: Floats  # [N]
    out: Ints  # [R]
    order: Floats  # [R]
    touched: Ints  # [K + 1] count, then cars
    is_touched: Flags  # [K]
    known: Ints  # [R, K, 3] version for which the best insertion is known, and its two positions
    delta: Floats  # [R, K]
    counter: Ints  # [4] version counter, iterations, work, spare
    random: Words64  # [1]
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
