"""Times of a tour whose order somebody gave by hand, and each rule that it breaks; no search, no compiled code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from huangyai.engines.rides.breaches import (
    Breach,
    long_ride,
    no_break,
    no_pair,
    not_together,
    overtime,
    too_full,
    too_late,
    too_long_out,
    wrong_car,
)
from huangyai.engines.rides.plan import PlannedStop, Route
from huangyai.engines.rides.problem import NodeId, Rest, RideProblem, RideRequest, Stop, Vehicle
from huangyai.kernel import Words

Part = Literal["pickup", "dropoff", "visit", "rest"]

TOLERANCE = 1e-6
# How much worse a tour gets, in minutes too late: by a rule without minutes, a kilometre, a promise moved a minute.
FLAT_BADNESS, KILOMETRE_BADNESS, MOVED_BADNESS = 60.0, 0.05, 0.02
AROUND_MINUTES = 45.0


class _Halt(NamedTuple):
    node: NodeId
    place: int
    earliest: float
    latest: float
    service: float
    request: RideRequest | None
    part: Part


@dataclass(frozen=True, slots=True)
class HandRoute:
    """One car's tour in the given order: `begins` holds the start, every halt (breaks included) and the return."""

    car: Vehicle
    halts: tuple[_Halt, ...]
    begins: tuple[float, ...]
    breaches: tuple[Breach, ...]
    kilometres: float
    badness: float
    missed: tuple[Rest, ...] = ()


class Day:
    """The problem by name, with what was promised."""

    def __init__(
        self, problem: RideProblem, promised: Mapping[NodeId, float], called: Mapping[NodeId, str] | None = None
    ) -> None:
        self.called = called or {}
        self.problem = problem
        self.promised = promised
        self.vehicles = {car.id: car for car in problem.vehicles}
        self.halts: dict[NodeId, _Halt] = {}
        self.requests = {request.id: request for request in problem.requests}
        self.foes: dict[NodeId, set[NodeId]] = {}
        for request in problem.requests:
            alone = request.dropoff is None
            self._add(request.pickup, request, "visit" if alone else "pickup")
            if request.dropoff is not None:
                self._add(request.dropoff, request, "dropoff")
            for foe in request.apart_from:
                self.foes.setdefault(request.id, set()).add(foe)
                self.foes.setdefault(foe, set()).add(request.id)

    def _add(self, stop: Stop, request: RideRequest, part: Part) -> None:
        self.halts[stop.node] = _Halt(
            stop.node, stop.place, stop.earliest, stop.latest, stop.service, request, part
        )  # fmt: skip

    def say(self, name: NodeId) -> str:
        """What a person or a car is called in sentences."""
        return self.called.get(name, str(name))

    def halts_of(self, request: NodeId) -> list[NodeId]:
        """The names of somebody's halts, in order."""
        found = self.requests[request]
        return [found.pickup.node] + ([found.dropoff.node] if found.dropoff else [])

    def length(self, car: NodeId, nodes: Sequence[NodeId]) -> float:
        """Kilometres of a tour; an unused car drives none."""
        return self._length(self.vehicles[car], [self.halts[node].place for node in nodes if node in self.halts])

    def _length(self, car: Vehicle, places: list[int]) -> float:
        if not places:
            return 0.0
        path = [car.start, *places, car.end]
        return float(sum(self.problem.distance[a, b] for a, b in pairwise(path)))

    def near(self, car: NodeId, nodes: Sequence[NodeId], halves: Sequence[NodeId]) -> list[int]:
        """Where in a tour the first of these halts could go without being hours away from its window."""
        first = self.halts[halves[0]]
        route = self.time(car, nodes)
        begins = [begin for begin, halt in zip(route.begins[1:], route.halts, strict=False) if halt.part != "rest"]
        opens = max(first.earliest, self.promised.get(first.request.id, 0.0) if first.request else 0.0)
        found = [
            i
            for i in range(len(begins) + 1)
            if (i == 0 or begins[i - 1] <= first.latest + AROUND_MINUTES)
            and (i == len(begins) or begins[i] >= opens - AROUND_MINUTES)
        ]
        return found or list(range(len(begins) + 1))

    def time(self, car_id: NodeId, nodes: Sequence[NodeId]) -> HandRoute:
        """Times of a tour: nobody earlier than promised where that breaks nothing more."""
        car = self.vehicles[car_id]
        halts = [self.halts[node] for node in nodes if node in self.halts]
        best: HandRoute | None = None
        for keep in (True, False):
            if keep and not any(halt.request and halt.request.id in self.promised for halt in halts):
                continue
            route = self._route(car, halts, keep=keep)
            if not route.breaches:
                return route
            if best is None or len(route.breaches) < len(best.breaches):
                best = route
        assert best is not None
        return best

    def _lower(self, halt: _Halt, *, keep: bool) -> float:
        if keep and halt.request is not None and halt.part in ("pickup", "visit"):
            return max(halt.earliest, min(self.promised.get(halt.request.id, 0.0), halt.latest))
        return halt.earliest

    def _route(self, car: Vehicle, halts: list[_Halt], *, keep: bool) -> HandRoute:
        """The tour with the driver's breaks where they disturb least."""
        best = self._judged(car, halts, [], keep=keep)
        # A car that stays at home needs no break.
        for rest in sorted(car.rests if halts else (), key=lambda rest: rest.earliest):
            found: HandRoute | None = None
            for at in self._gaps(car, best, rest):
                before = best.halts[at - 1].place if at else car.start
                pause = _Halt("rest", before, rest.earliest, rest.latest, rest.minutes, None, "rest")
                trial = self._judged(car, [*best.halts[:at], pause, *best.halts[at:]], best.missed, keep=keep)
                if len(trial.breaches) <= len(best.breaches):
                    found = trial
                    break
            best = found or self._judged(car, list(best.halts), [*best.missed, rest], keep=keep)
        return best

    def _judged(self, car: Vehicle, halts: list[_Halt], missed: Sequence[Rest], *, keep: bool) -> HandRoute:
        raw = self._begins(car, halts, keep=keep)
        breaches = self._breaches(car, halts, raw, missed)
        begins = self._later(car, halts, raw)
        kilometres = self._length(car, [halt.place for halt in halts if halt.part != "rest"])
        moved = self._moved(halts, begins)
        bad = sum(breach.minutes or FLAT_BADNESS for breach in breaches)
        bad += KILOMETRE_BADNESS * kilometres + MOVED_BADNESS * sum(abs(minutes) for minutes in moved.values())
        return HandRoute(car, tuple(halts), tuple(begins), tuple(breaches), kilometres, bad, tuple(missed))

    def _travel(self, car: Vehicle, a: int, b: int) -> float:
        return float(self.problem.minutes[a, b]) * car.pace

    def _begins(self, car: Vehicle, halts: list[_Halt], *, keep: bool) -> list[float]:
        """The least times that keep order, travel, ride caps and the longest route, whatever the latest times say."""
        path = [car.start, *(halt.place for halt in halts), car.end]
        travel = [self._travel(car, a, b) for a, b in pairwise(path)]
        service = [0.0, *(halt.service for halt in halts)]
        least = [car.earliest, *(self._lower(halt, keep=keep) for halt in halts), car.earliest]
        up_of: dict[NodeId, int] = {}
        caps: list[tuple[int, int, float]] = []
        for i, halt in enumerate(halts, start=1):
            if halt.request is None:
                continue
            if halt.part == "pickup":
                up_of[halt.request.id] = i
            elif halt.part == "dropoff" and halt.request.id in up_of:
                k = up_of[halt.request.id]
                caps.append((k, i, halt.request.longest_ride + service[k]))
        # A cap that even a car without waits would break can't be kept, and is told instead.
        run = list(accumulate((work + minutes for work, minutes in zip(service, travel, strict=False)), initial=0.0))
        caps = [(k, i, cap) for k, i, cap in caps if run[i] - run[k] <= cap + TOLERANCE]
        longest = car.longest_route if run[-1] <= car.longest_route + TOLERANCE else float("inf")
        time = list(least)
        for _ in range(2 * len(caps) + 3):
            for i, minutes in enumerate(travel):
                time[i + 1] = max(time[i + 1], time[i] + service[i] + minutes)
            pushed = False
            for k, i, cap in caps:
                if time[i] - cap > time[k] + TOLERANCE:
                    time[k] = time[i] - cap
                    pushed = True
            if time[-1] - longest > time[0] + TOLERANCE:
                time[0] = time[-1] - longest
                pushed = True
            if not pushed:
                break
        return time

    def _later(self, car: Vehicle, halts: list[_Halt], begins: list[float]) -> list[float]:
        """Nobody sits in a waiting car: boarding moves towards the next halt."""
        time = list(begins)
        path = [car.start, *(halt.place for halt in halts), car.end]
        for i in range(len(halts), 0, -1):
            halt = halts[i - 1]
            if halt.part in ("pickup", "visit"):
                later = time[i + 1] - self._travel(car, path[i], path[i + 1]) - halt.service
                if halt.request is not None and halt.request.id in self.promised:
                    later = min(later, max(time[i], self.promised[halt.request.id]))
                time[i] = max(time[i], min(halt.latest, later))
        time[0] = max(time[0], time[1] - self._travel(car, path[0], path[1]))
        return time

    def _gaps(self, car: Vehicle, route: HandRoute, rest: Rest) -> list[int]:
        """Places with nobody on board in which the break can begin in time, the roomiest first."""
        halts, begins = route.halts, route.begins
        path = [car.start, *(halt.place for halt in halts), car.end]
        aboard = 0
        found: list[tuple[float, int]] = []
        for i in range(len(halts) + 1):
            if i:
                aboard += {"pickup": 1, "dropoff": -1}.get(halts[i - 1].part, 0)
            if aboard:
                continue
            free = begins[i] + halts[i - 1].service if i else car.earliest
            begin = max(free, rest.earliest)
            until = car.latest if i == len(halts) else max(begins[i + 1], halts[i].latest)
            found.append((until - self._travel(car, path[i], path[i + 1]) - begin - rest.minutes, i))
        return [i for _, i in sorted(found, reverse=True)]

    def _breaches(
        self, car: Vehicle, halts: Sequence[_Halt], begins: Sequence[float], missed: Sequence[Rest]
    ) -> list[Breach]:
        found: list[Breach] = []
        aboard: dict[NodeId, int] = {}
        seats = sum(h.request.seats for h in halts if h.part == "visit" and h.request)
        chairs = sum(h.request.wheelchairs for h in halts if h.part == "visit" and h.request)
        for i, halt in enumerate(halts, start=1):
            request = halt.request
            late = begins[i] - halt.latest
            if request is None:
                if late > TOLERANCE:
                    found.append(no_break(self.say, car))
                continue
            if late > TOLERANCE:
                found.append(too_late(self.say, car, request, halt.part, halt.latest, begins[i]))
            if halt.part == "dropoff":
                if request.id not in aboard:
                    found.append(no_pair(self.say, car, request))
                    continue
                ride = begins[i] - begins[aboard[request.id]] - halts[aboard[request.id] - 1].service
                del aboard[request.id]
                seats, chairs = seats - request.seats, chairs - request.wheelchairs
                if ride > request.longest_ride + TOLERANCE:
                    found.append(long_ride(self.say, car, request, ride))
                continue
            if request.vehicles is not None and car.id not in request.vehicles:
                found.append(wrong_car(self.say, car, request))
            if halt.part == "pickup":
                foes = sorted(self.foes.get(request.id, set()) & set(aboard), key=str)
                found += [not_together(self.say, car, request, foe) for foe in foes]
                aboard[request.id] = i
                seats, chairs = seats + request.seats, chairs + request.wheelchairs
            over = max(0.0, chairs - car.wheelchairs)
            if over > car.folding or seats + over * car.seats_per_fold > car.seats:
                found.append(too_full(self.say, car, request, seats, chairs))
        found += [no_pair(self.say, car, self.requests[name]) for name in aboard]
        if halts and begins[-1] > car.latest + TOLERANCE:
            found.append(overtime(self.say, car, begins[-1]))
        if halts and begins[-1] - begins[0] > car.longest_route + TOLERANCE:
            found.append(too_long_out(self.say, car, begins[-1] - begins[0]))
        return found + [no_break(self.say, car) for _ in missed]

    def _moved(self, halts: Sequence[_Halt], begins: Sequence[float]) -> dict[NodeId, float]:
        found: dict[NodeId, float] = {}
        for i, halt in enumerate(halts, start=1):
            if halt.request is not None and halt.part != "dropoff" and halt.request.id in self.promised:
                minutes = begins[i] - self.promised[halt.request.id]
                if abs(minutes) > 0.05:
                    found[halt.request.id] = minutes
        return found

    def moved(self, route: HandRoute) -> dict[NodeId, float]:
        """By how many minutes each promised pick-up of a tour moves."""
        return self._moved(route.halts, route.begins)

    def as_route(self, route: HandRoute) -> Route:
        """The tour as a plan shows it."""
        car, stops = route.car, []
        load = sum(h.request.seats + h.request.wheelchairs for h in route.halts if h.part == "visit" and h.request)
        leave, place = route.begins[0], car.start
        for begin, halt in zip(route.begins[1:], route.halts, strict=False):
            arrive = leave + self._travel(car, place, halt.place)
            leave, place = begin + halt.service, halt.place
            if halt.request is not None:
                size = halt.request.seats + halt.request.wheelchairs
                load += {"pickup": size, "dropoff": -size}.get(halt.part, 0.0)
                stops.append(PlannedStop(halt.node, halt.request.id, min(arrive, begin), begin, leave, load))
        finish = leave + self._travel(car, place, car.end)
        why = Words(th="เจ้าหน้าที่จัดลำดับเอง", en="Ordered by hand.")
        return Route(car.id, tuple(stops), route.begins[0], finish, route.kilometres, why)
