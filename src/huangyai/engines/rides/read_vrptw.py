"""Solomon (1987) instances in the sectioned layout of the DIMACS challenge."""

from __future__ import annotations

import numpy as np

from huangyai.engines.rides.problem import RideProblem, RideRequest, Stop, Vehicle
from huangyai.engines.rides.reading import Faults, numbers, straight_lines, too_long, window
from huangyai.kernel import BadInput

SECTIONS = (
    "NODE_COORD_SECTION",
    "DEMAND_SECTION",
    "TIME_WINDOW_SECTION",
    "SERVICE_TIME_SECTION",
    "DEPOT_SECTION",
)
NEEDED = ("NODE_COORD_SECTION", "DEMAND_SECTION", "TIME_WINDOW_SECTION")

Rows = dict[str, list[tuple[int, list[str]]]]


def _sections(text: str) -> tuple[dict[str, tuple[int, str]], Rows]:
    head: dict[str, tuple[int, str]] = {}
    rows: Rows = {}
    section = ""
    for row, line in enumerate(text.splitlines(), start=1):
        cells = line.split()
        if not cells:
            continue
        if cells[0] == "EOF":
            break
        name = cells[0].rstrip(":")
        if name in SECTIONS:
            section = name
            rows[section] = []
        elif section:
            rows[section].append((row, cells))
        elif ":" in line:
            key, value = line.split(":", 1)
            head[key.strip()] = (row, value.strip())
    return head, rows


def _head_number(head: dict[str, tuple[int, str]], key: str, default: float | None, faults: Faults) -> float:
    if key not in head:
        if default is None:
            faults.add(0, key, th=f"ไม่พบบรรทัด {key}", en=f"There is no line {key}.")
        return default or 0.0
    row, cell = head[key]
    values = numbers([cell], row, [key], faults)
    return values[0] if values else 0.0


def read_vrptw(text: str) -> RideProblem:
    """Customers keep the file's numbers (the depot is usually 1); FLOOR_2D distances are cut after 1/SCALE."""
    head, rows = _sections(text)
    faults = Faults()
    for name in NEEDED:
        if name not in rows:
            faults.add(
                0,
                name,
                th=f"ไม่พบส่วน {name} ไฟล์อาจขาดหาย",
                en=f"The section {name} is missing; the file may be cut off.",
            )
    faults.check()
    too_long(len(rows["NODE_COORD_SECTION"]))
    capacity = _head_number(head, "CAPACITY", None, faults)
    dimension = _head_number(head, "DIMENSION", len(rows["NODE_COORD_SECTION"]), faults)
    fleet = _head_number(head, "VEHICLES", dimension - 1, faults)
    scale = _head_number(head, "SCALE", 1.0, faults)
    service = _head_number(head, "SERVICE_TIME", 0.0, faults)
    tables: dict[str, dict[int, tuple[int, list[float]]]] = {}
    wanted = {
        "NODE_COORD_SECTION": ["x", "y"],
        "DEMAND_SECTION": ["demand"],
        "TIME_WINDOW_SECTION": ["earliest", "latest"],
    }
    wanted["SERVICE_TIME_SECTION"] = ["service"]
    for name, columns in wanted.items():
        table = tables.setdefault(name, {})
        for row, cells in rows.get(name, []):
            values = numbers(cells, row, ["node", *columns], faults)
            if values is not None:
                table[int(values[0])] = (row, values[1:])
    nodes = list(tables["NODE_COORD_SECTION"])
    if len(nodes) != int(dimension):
        faults.add(
            0,
            "DIMENSION",
            th=f"หัวไฟล์บอก {dimension:g} จุด แต่มี {len(nodes)} จุด",
            en=f"The head says {dimension:g} nodes, but there are {len(nodes)}.",
        )
    for name in NEEDED[1:]:
        for node in nodes:
            if node not in tables[name]:
                faults.add(
                    tables["NODE_COORD_SECTION"][node][0],
                    name,
                    th=f"จุด {node} ไม่มีค่าในส่วน {name}",
                    en=f"Node {node} has no value in {name}.",
                )
    for row, values in tables["TIME_WINDOW_SECTION"].values():
        window(row, values[0], values[1], faults)
    if capacity <= 0 or fleet < 1 or fleet > 5000 or scale <= 0:
        faults.add(
            0,
            "",
            th="จำนวนรถ ความจุ และ SCALE ต้องมากกว่าศูนย์",
            en="Vehicles, capacity and SCALE must be above zero.",
        )
    faults.check()
    if not nodes:
        raise BadInput.of(th="ไม่มีจุดในไฟล์", en="The file has no nodes.")
    given = rows.get("DEPOT_SECTION", [])
    depot = int(given[0][1][0]) if given and given[0][1][0].isdigit() else nodes[0]
    if depot not in nodes:
        raise BadInput.of(
            th=f"ไม่พบคลัง {depot} ในรายการจุด",
            en=f"The depot {depot} is not among the nodes.",
            column="DEPOT_SECTION",
        )
    points = [tables["NODE_COORD_SECTION"][n][1] for n in nodes]
    apart = straight_lines([v[0] for v in points], [v[1] for v in points])
    kind = head.get("EDGE_WEIGHT_TYPE", (0, "EUC_2D"))[1]
    if kind == "FLOOR_2D":
        # A hair is added so that exact roots are not cut a whole step down.
        apart = np.floor(apart * scale + 1e-9) / scale
    elif kind not in {"EUC_2D", "EXACT_2D"}:
        raise BadInput.of(
            th=f"ไม่รู้จักวิธีวัดระยะ {kind}", en=f"Unknown distance type {kind}.", row=head["EDGE_WEIGHT_TYPE"][0]
        )
    own = {n: values[0] for n, (_, values) in tables["SERVICE_TIME_SECTION"].items()}
    windows = {n: values for n, (_, values) in tables["TIME_WINDOW_SECTION"].items()}
    requests = tuple(
        RideRequest(
            n,
            Stop(n, k, windows[n][0], windows[n][1], own.get(n, service)),
            seats=tables["DEMAND_SECTION"][n][1][0],
        )
        for k, n in enumerate(nodes)
        if n != depot
    )
    opens, closes = windows[depot]
    row = nodes.index(depot)
    vehicles = tuple(Vehicle(k + 1, row, row, opens, closes, capacity) for k in range(int(fleet)))
    return RideProblem(vehicles, requests, apart, apart)
