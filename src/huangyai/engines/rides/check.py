"""An independent judge of a plan, which shares nothing with the solver or its readers.

Rules are judged twice: each route must admit some schedule (longest paths in the graph of time differences,
relaxed until nothing moves), and the times printed in the solution must keep the rules themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from huangyai.kernel import Words

SLACK = 1e-4


@dataclass(slots=True)
class Errand:
    """A request as the judge sees it: stops are names; a lone visit has no second stop."""

    name: str
    first: str
    second: str | None
    load: tuple[float, float]
    cap: float = float("inf")
    cars: set[str] | None = None
    apart: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Wagon:
    """A car as the judge sees it."""

    name: str
    start: int
    end: int
    opens: float
    closes: float
    hold: tuple[float, float, float, float]
    longest: float = float("inf")
    rests: list[tuple[float, float, float]] = field(default_factory=list)
    pace: float = 1.0


@dataclass(slots=True)
class Rules:
    """All that the raw file demands. `stops` maps a stop to (place, earliest, latest, service)."""

    errands: list[Errand]
    wagons: list[Wagon]
    stops: dict[str, tuple[int, float, float, float]]
    length: list[list[float]]
    time: list[list[float]]
    named_cars: bool = False


@dataclass(slots=True)
class Verdict:
    """Feasible or not, the recomputed cost, every fault, and who is not served."""

    cost: float = 0.0
    faults: list[Words] = field(default_factory=list)
    unserved: list[str] = field(default_factory=list)

    def blame(self, *, th: str, en: str) -> None:
        """Note one fault."""
        self.faults.append(Words(th=th, en=en))

    def as_dict(self) -> dict[str, Any]:
        """As `huangyai rides-check --json` prints it."""
        return {
            "feasible": not self.faults,
            "cost": round(self.cost, 6),
            "faults": [fault.as_dict() for fault in self.faults],
            "unserved": self.unserved,
        }


def judge(rules: Rules, solution: dict[str, Any]) -> Verdict:
    """Judge what `huangyai rides --json` printed (routes alone are enough for the standard formats)."""
    verdict = Verdict()
    routes = solution.get("routes")
    if not isinstance(routes, list) or not all(isinstance(route, list) for route in routes):
        verdict.blame(th="ไม่มีรายการ routes ในคำตอบ", en="The solution has no list of routes.")
        return verdict
    tours = [[str(node) for node in route] for route in routes]
    wagons = _wagons(rules, tours, solution, verdict)
    _attendance(rules, tours, solution, verdict)
    if verdict.faults:
        return verdict
    tables = solution.get("stops")
    if not isinstance(tables, list) or len(tables) != len(tours):
        tables = [None] * len(tours)
        if rules.named_cars:
            verdict.blame(th="คำตอบไม่มีเวลา (stops) ของทุกเส้นทาง", en="The solution lacks times (stops) for every route.")
    for k, (tour, wagon, table) in enumerate(zip(tours, wagons, tables, strict=True), start=1):
        if tour and wagon is not None:
            verdict.cost += _length(rules, tour, wagon)
            _pairs_and_load(rules, tour, wagon, k, verdict)
            _company(rules, tour, k, verdict)
            _some_schedule(rules, tour, wagon, k, verdict)
            if isinstance(table, list):
                _printed_times(rules, tour, wagon, table, k, verdict)
    claimed = solution.get("cost")
    if isinstance(claimed, int | float) and abs(claimed - verdict.cost) > max(1e-3, 1e-6 * verdict.cost):
        verdict.blame(
            th=f"ค่าใช้จ่ายที่แจ้ง {claimed:.4f} ไม่ตรงกับที่คำนวณใหม่ {verdict.cost:.4f}",
            en=f"The stated cost {claimed:.4f} is not the recomputed {verdict.cost:.4f}.",
        )
    return verdict


def _wagons(rules: Rules, tours: list[list[str]], solution: dict[str, Any], verdict: Verdict) -> list[Wagon | None]:
    if not rules.named_cars:
        used = sum(1 for tour in tours if tour)
        if used > len(rules.wagons):
            verdict.blame(
                th=f"ใช้รถ {used} คัน มีเพียง {len(rules.wagons)} คัน",
                en=f"{used} cars are used, there are {len(rules.wagons)}.",
            )
        return [rules.wagons[0]] * len(tours)
    names = solution.get("vehicles")
    if not isinstance(names, list) or len(names) != len(tours):
        verdict.blame(
            th="คำตอบต้องบอกรถของแต่ละเส้นทาง (vehicles)",
            en="The solution must name each route's car (vehicles).",
        )
        return [None] * len(tours)
    by_name = {wagon.name: wagon for wagon in rules.wagons}
    for name in {str(n) for n in names}:
        if name not in by_name or [str(n) for n in names].count(name) > 1:
            verdict.blame(th=f"รถ {name} ไม่มีในไฟล์หรือถูกใช้สองเส้นทาง", en=f"Car {name} is unknown or has two routes.")
    return [by_name.get(str(name)) for name in names]


def _attendance(rules: Rules, tours: list[list[str]], solution: dict[str, Any], verdict: Verdict) -> None:
    seen: dict[str, int] = {}
    for tour in tours:
        for node in tour:
            seen[node] = seen.get(node, 0) + 1
    for node, times in seen.items():
        if node not in rules.stops:
            verdict.blame(th=f"จุด {node} ไม่มีในไฟล์", en=f"Stop {node} is not in the file.")
        elif times > 1:
            verdict.blame(th=f"แวะจุด {node} {times} ครั้ง", en=f"Stop {node} is visited {times} times.")
    given = solution.get("unserved", [])
    left_out = {str(name) for name in given} if isinstance(given, list) else set()
    for errand in rules.errands:
        halves = [node for node in (errand.first, errand.second) if node is not None]
        present = [node for node in halves if node in seen]
        if not present:
            verdict.unserved.append(errand.name)
            if errand.name not in left_out:
                verdict.blame(
                    th=f"คำขอ {errand.name} หายไป ทั้งไม่ได้รับและไม่ได้แจ้งว่าจัดไม่ได้",
                    en=f"Request {errand.name} is neither served nor named as unserved.",
                )
        elif len(present) < len(halves):
            verdict.blame(
                th=f"คำขอ {errand.name} มีแค่รับหรือแค่ส่ง",
                en=f"Request {errand.name} has only one of its two stops.",
            )
        elif errand.name in left_out:
            verdict.blame(
                th=f"คำขอ {errand.name} แจ้งว่าจัดไม่ได้ แต่อยู่ในเส้นทาง",
                en=f"Request {errand.name} is named as unserved, yet on a route.",
            )


def _path(rules: Rules, tour: list[str], wagon: Wagon) -> list[int]:
    return [wagon.start, *(rules.stops[node][0] for node in tour), wagon.end]


def _length(rules: Rules, tour: list[str], wagon: Wagon) -> float:
    path = _path(rules, tour, wagon)
    return sum(rules.length[a][b] for a, b in pairwise(path))


def _of_tour(rules: Rules, tour: list[str]) -> list[Errand]:
    here = set(tour)
    return [errand for errand in rules.errands if errand.first in here or errand.second in here]


def _pairs_and_load(rules: Rules, tour: list[str], wagon: Wagon, k: int, verdict: Verdict) -> None:
    at = {node: i for i, node in enumerate(tour)}
    change = [[0.0, 0.0] for _ in range(len(tour) + 1)]
    for errand in _of_tour(rules, tour):
        if errand.cars is not None and wagon.name not in errand.cars:
            verdict.blame(
                th=f"เส้นทาง {k}: รถนี้รับคำขอ {errand.name} ไม่ได้",
                en=f"Route {k}: this car may not take request {errand.name}.",
            )
        if errand.second is None:
            # A delivery from the depot lies in the car until it is made; a visit with nothing to carry is zero.
            for half in (0, 1):
                change[0][half] += errand.load[half]
                change[at[errand.first] + 1][half] -= errand.load[half]
            continue
        if errand.first not in at or errand.second not in at or at[errand.first] > at[errand.second]:
            verdict.blame(
                th=f"เส้นทาง {k}: คำขอ {errand.name} ต้องรับก่อนส่งในรถคันเดียวกัน",
                en=f"Route {k}: request {errand.name} must be picked up before its drop-off, by the same car.",
            )
            continue
        for half in (0, 1):
            change[at[errand.first] + 1][half] += errand.load[half]
            change[at[errand.second] + 1][half] -= errand.load[half]
    seats = chairs = 0.0
    hold, places, folding, lost = wagon.hold
    for i, (more_seats, more_chairs) in enumerate(change):
        seats += more_seats
        chairs += more_chairs
        over = max(0.0, chairs - places)
        if over > folding + SLACK or seats + over * lost > hold + SLACK:
            where = tour[i - 1] if i else "-"
            verdict.blame(
                th=f"เส้นทาง {k}: หลังจุด {where} มี {seats:g} ที่นั่งกับ {chairs:g} เก้าอี้รถเข็น เกินที่รถรับได้",
                en=f"Route {k}: after stop {where} {seats:g} seats and {chairs:g} wheelchairs are more than the car holds.",
            )
            break


def _company(rules: Rules, tour: list[str], k: int, verdict: Verdict) -> None:
    boards = {errand.first: errand for errand in rules.errands if errand.second is not None}
    leaves = {errand.second: errand for errand in rules.errands}
    aboard: dict[str, Errand] = {}
    for node in tour:
        if node in leaves:
            aboard.pop(leaves[node].name, None)
        if node in boards:
            newcomer = boards[node]
            for other in aboard.values():
                if other.name in newcomer.apart or newcomer.name in other.apart:
                    verdict.blame(
                        th=f"เส้นทาง {k}: {newcomer.name} กับ {other.name} ต้องไม่นั่งรถด้วยกัน",
                        en=f"Route {k}: {newcomer.name} and {other.name} must not be in the car together.",
                    )
            aboard[newcomer.name] = newcomer


def _some_schedule(rules: Rules, tour: list[str], wagon: Wagon, k: int, verdict: Verdict) -> None:
    path = _path(rules, tour, wagon)
    least = [wagon.opens, *(rules.stops[node][1] for node in tour), wagon.opens]
    most = [wagon.closes, *(rules.stops[node][2] for node in tour), wagon.closes]
    work = [0.0, *(rules.stops[node][3] for node in tour), 0.0]
    end = len(path) - 1
    arcs = [(i, i + 1, work[i] + wagon.pace * rules.time[path[i]][path[i + 1]]) for i in range(end)]
    at = {node: i + 1 for i, node in enumerate(tour)}
    for errand in _of_tour(rules, tour):
        if errand.second in at and errand.first in at and errand.cap < float("inf"):
            i, j = at[errand.first], at[errand.second]
            arcs.append((j, i, -(work[i] + errand.cap)))
    if wagon.longest < float("inf"):
        arcs.append((end, 0, -wagon.longest))
    clock = list(least)
    for _ in range(len(path) + 1):
        moved = False
        for i, j, gap in arcs:
            if clock[i] + gap > clock[j] + 1e-7:
                clock[j] = clock[i] + gap
                moved = True
        if not moved:
            break
    else:
        verdict.blame(
            th=f"เส้นทาง {k}: เวลานั่งรถหรือความยาวเส้นทางเกินกำหนดไม่ว่าจะออกเมื่อใด",
            en=f"Route {k}: a ride or the route is too long, whenever the car leaves.",
        )
        return
    for i in range(len(path)):
        if clock[i] > most[i] + SLACK:
            name = tour[i - 1] if 0 < i < end else "depot"
            verdict.blame(
                th=f"เส้นทาง {k}: ถึงจุด {name} เร็วที่สุด {clock[i]:.2f} ช้ากว่ากำหนด {most[i]:.2f}",
                en=f"Route {k}: stop {name} can't begin before {clock[i]:.2f}, later than its {most[i]:.2f}.",
            )
            return


def _times(table: list[Any], tour: list[str]) -> list[tuple[float, float, float]] | None:
    try:
        rows = [(float(row["arrive"]), float(row["begin"]), float(row["leave"])) for row in table]
        names = [str(row["node"]) for row in table]
    except (KeyError, TypeError, ValueError):
        return None
    return rows if names == tour else None


def _printed_times(rules: Rules, tour: list[str], wagon: Wagon, table: list[Any], k: int, verdict: Verdict) -> None:
    rows = _times(table, tour)
    if rows is None:
        verdict.blame(
            th=f"เส้นทาง {k}: ตารางเวลา (stops) ไม่ตรงกับเส้นทาง",
            en=f"Route {k}: the times (stops) don't match the route.",
        )
        return
    path = _path(rules, tour, wagon)
    at = {node: i for i, node in enumerate(tour)}
    out = rows[0][0] - wagon.pace * rules.time[path[0]][path[1]]
    back = rows[-1][2] + wagon.pace * rules.time[path[-2]][path[-1]]
    if out < wagon.opens - SLACK or back > wagon.closes + SLACK or back - out > wagon.longest + SLACK:
        verdict.blame(
            th=f"เส้นทาง {k}: ออก {out:.2f} กลับ {back:.2f} ผิดเวลาทำงานหรือนานเกินกำหนด",
            en=f"Route {k}: out at {out:.2f}, back at {back:.2f} breaks the car's hours or its longest route.",
        )
    previous = None
    for i, (node, (arrive, begin, leave)) in enumerate(zip(tour, rows, strict=True)):
        _, opens, closes, service = rules.stops[node]
        late = previous is not None and arrive < previous + wagon.pace * rules.time[path[i]][path[i + 1]] - SLACK
        if (
            late
            or begin < arrive - SLACK
            or leave < begin + service - SLACK
            or not opens - SLACK <= begin <= closes + SLACK
        ):
            verdict.blame(
                th=f"เส้นทาง {k}: เวลาที่จุด {node} (ถึง {arrive:.2f} เริ่ม {begin:.2f} ออก {leave:.2f}) เป็นไปไม่ได้หรือนอกช่วงเวลา",
                en=f"Route {k}: times at stop {node} ({arrive:.2f}, {begin:.2f}, {leave:.2f}) are impossible or outside its window.",
            )
        previous = leave
    for errand in _of_tour(rules, tour):
        if errand.second in at and errand.first in at:
            aboard = rows[at[errand.first]][1] + rules.stops[errand.first][3]
            ride = rows[at[errand.second]][1] - aboard
            if ride > errand.cap + SLACK:
                verdict.blame(
                    th=f"เส้นทาง {k}: คำขอ {errand.name} นั่งรถ {ride:.2f} นาที เกิน {errand.cap:.2f}",
                    en=f"Route {k}: request {errand.name} rides {ride:.2f} minutes, more than {errand.cap:.2f}.",
                )
    for rest in wagon.rests:
        if not _rest_fits(rules, tour, wagon, rows, path, rest):
            verdict.blame(th=f"เส้นทาง {k}: คนขับไม่มีช่วงพักตามกำหนด", en=f"Route {k}: the driver's break has no room.")


def _rest_fits(
    rules: Rules,
    tour: list[str],
    wagon: Wagon,
    rows: list[tuple[float, float, float]],
    path: list[int],
    rest: tuple[float, float, float],
) -> bool:
    earliest, latest, minutes = rest
    aboard: set[str] = set()
    second = {errand.first: errand.second for errand in rules.errands}
    for i in range(len(tour) + 1):
        free_from = wagon.opens if i == 0 else rows[i - 1][2]
        free_until = (
            rows[i][1] - wagon.pace * rules.time[path[i]][path[i + 1]]
            if i < len(tour)
            else wagon.closes - wagon.pace * rules.time[path[-2]][path[-1]]
        )
        begin = max(free_from, earliest)
        if not aboard and begin <= latest + SLACK and begin + minutes <= free_until + SLACK:
            return True
        if i < len(tour):
            aboard.discard(tour[i])
            if second.get(tour[i]):
                aboard.add(str(second[tour[i]]))
    return False
