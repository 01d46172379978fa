"""The judge's own reading of the standard files; on purpose it shares nothing with the solver's readers."""

from __future__ import annotations

from math import floor, hypot

from huangyai.engines.rides.check import Errand, Rules, Wagon
from huangyai.kernel import BadInput


def _broken(row: int) -> BadInput:
    return BadInput.of(
        th="อ่านบรรทัดนี้ไม่ได้ โปรดตรวจว่าเลือกรูปแบบไฟล์ถูก",
        en="This line can't be read; check the format chosen.",
        row=row,
    )


def _table(text: str) -> list[tuple[float, ...]]:
    table = []
    for row, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                table.append(tuple(map(float, line.split())))
            except ValueError:
                raise _broken(row) from None
    if len(table) < 3:
        raise _broken(len(table))
    return table


def _apart(points: list[tuple[float, float]]) -> list[list[float]]:
    return [[hypot(a[0] - b[0], a[1] - b[1]) for b in points] for a in points]


def rules_of_darp(text: str) -> Rules:
    """Cordeau's layout."""
    head, *rows = _table(text)
    half = len(rows) // 2 if len(rows) % 2 == 0 else (len(rows) - 1) // 2
    if len(rows) % 2 == 0:
        # An even count of lines means that the depot is repeated at the end.
        rows, half = rows[:-1], (len(rows) - 2) // 2
    try:
        stops = {f"{row[0]:.0f}": (i, row[5], row[6], row[3]) for i, row in enumerate(rows)}
        errands = [
            Errand(
                f"{rows[i][0]:.0f}",
                f"{rows[i][0]:.0f}",
                f"{rows[i + half][0]:.0f}",
                (rows[i][4], 0.0),
                head[4],
            )
            for i in range(1, half + 1)
        ]
        gaps = _apart([(row[1], row[2]) for row in rows])
        wagons = [
            Wagon(str(i + 1), 0, 0, rows[0][5], rows[0][6], (head[3], 0.0, 0.0, 1.0), head[2])
            for i in range(int(head[0]))
        ]
    except IndexError:
        raise _broken(1) from None
    del stops["0"]
    return Rules(errands, wagons, stops, gaps, gaps)


def rules_of_pdptw(text: str) -> Rules:
    """Li and Lim's layout."""
    head, *rows = _table(text)
    try:
        stops = {f"{row[0]:.0f}": (i, row[4], row[5], row[6]) for i, row in enumerate(rows)}
        errands = [
            Errand(f"{row[0]:.0f}", f"{row[0]:.0f}", f"{row[8]:.0f}", (row[3], 0.0)) for row in rows[1:] if row[8] > 0
        ]
        gaps = _apart([(row[1], row[2]) for row in rows])
        wagons = [
            Wagon(str(i + 1), 0, 0, rows[0][4], rows[0][5], (head[1], 0.0, 0.0, 1.0)) for i in range(int(head[0]))
        ]
        time = [[gap / head[2] for gap in line] for line in gaps]
    except (IndexError, ZeroDivisionError):
        raise _broken(1) from None
    stops.pop(f"{rows[0][0]:.0f}")
    return Rules(errands, wagons, stops, gaps, time)


def rules_of_vrptw(text: str) -> Rules:
    """Solomon in the DIMACS sections."""
    values: dict[str, str] = {}
    part = ""
    parts: dict[str, dict[str, list[float]]] = {}
    first_depot = ""
    for row, line in enumerate(text.splitlines(), start=1):
        words = line.replace(":", " : ").split()
        if not words or words[0] == "EOF":
            continue
        if words[0].endswith("_SECTION"):
            part = words[0]
        elif part == "DEPOT_SECTION":
            first_depot = first_depot or words[0]
        elif part:
            try:
                parts.setdefault(part, {})[words[0]] = [float(word) for word in words[1:]]
            except ValueError:
                raise _broken(row) from None
        elif ":" in words:
            values[words[0]] = words[-1]
    try:
        points = parts["NODE_COORD_SECTION"]
        order = list(points)
        depot = first_depot or order[0]
        scale = float(values.get("SCALE", "1"))
        cut = values.get("EDGE_WEIGHT_TYPE") == "FLOOR_2D"
        gaps = _apart([(points[name][0], points[name][1]) for name in order])
        if cut:
            gaps = [[floor(gap * scale + 1e-9) / scale for gap in line] for line in gaps]
        own = parts.get("SERVICE_TIME_SECTION", {})
        usual = float(values.get("SERVICE_TIME", "0"))
        stops = {}
        for i, name in enumerate(order):
            opens, closes = parts["TIME_WINDOW_SECTION"][name][:2]
            stops[name] = (i, opens, closes, own[name][0] if name in own else usual)
        at, opens, closes, _ = stops.pop(depot)
        fleet = int(values.get("VEHICLES", len(order)))
        room = (float(values["CAPACITY"]), 0.0, 0.0, 1.0)
        errands = [Errand(name, name, None, (parts["DEMAND_SECTION"][name][0], 0.0)) for name in stops]
    except (KeyError, IndexError, ValueError):
        raise _broken(1) from None
    wagons = [Wagon(str(i + 1), at, at, opens, closes, room) for i in range(fleet)]
    return Rules(errands, wagons, stops, gaps, gaps)
