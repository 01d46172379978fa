"""Pick-up and delivery files of Li and Lim (2001)."""

from __future__ import annotations

from huangyai.engines.rides.problem import RideProblem, RideRequest, Stop, Vehicle
from huangyai.engines.rides.reading import Faults, content_lines, numbers, straight_lines, too_long, window
from huangyai.kernel import BadInput

HEAD = ["vehicles", "capacity", "speed"]
STOP = ["id", "x", "y", "demand", "earliest", "latest", "service", "pickup", "delivery"]


def read_pdptw(text: str) -> RideProblem:
    """First line `vehicles capacity speed`, then the depot (0) and the stops, each naming its partner."""
    lines = content_lines(text)
    too_long(len(lines))
    faults = Faults()
    if len(lines) < 2:
        raise BadInput.of(th="ไฟล์ว่าง โปรดตรวจว่าเลือกไฟล์ถูก", en="The file is empty; check that it is the right one.")
    head = numbers(lines[0][1], lines[0][0], HEAD, faults)
    rows = [(row, numbers(cells, row, STOP, faults)) for row, cells in lines[1:]]
    faults.check()
    assert head is not None
    stops = [(row, values) for row, values in rows if values is not None]
    if head[0] < 1 or head[0] > 5000 or head[1] <= 0 or head[2] <= 0:
        faults.add(
            lines[0][0],
            "",
            th="จำนวนรถ ความจุ และความเร็วต้องมากกว่าศูนย์",
            en="Vehicles, capacity and speed must be above zero.",
        )
    at = {int(values[0]): k for k, (_, values) in enumerate(stops)}
    if len(at) != len(stops):
        faults.add(0, "id", th="มีเลขจุดซ้ำ", en="A stop's number appears twice.")
    for row, values in stops:
        window(row, values[4], values[5], faults)
        if values[6] < 0:
            faults.add(row, "service", th="เวลาขึ้นลงติดลบไม่ได้", en="Service time can't be negative.")
    halts = [Stop(int(v[0]), k, v[4], v[5], v[6]) for k, (_, v) in enumerate(stops)]
    requests = []
    for k, (row, values) in enumerate(stops[1:], start=1):
        pickup, delivery = int(values[7]), int(values[8])
        if delivery > 0:
            other = at.get(delivery)
            if other is None or int(stops[other][1][7]) != int(values[0]) or stops[other][1][3] != -values[3]:
                faults.add(
                    row,
                    "delivery",
                    th=f"คู่ของจุดนี้ ({delivery}) ไม่มีในไฟล์ หรือไม่ได้อ้างกลับมา หรือจำนวนไม่ตรงกัน",
                    en=f"Its partner ({delivery}) is missing, does not name it back, or carries another amount.",
                )
                continue
            requests.append(RideRequest(halts[k].node, halts[k], halts[other], seats=values[3]))
        elif pickup <= 0 or at.get(pickup) is None:
            faults.add(row, "pickup", th="จุดนี้ไม่มีคู่รับหรือคู่ส่ง", en="This stop names neither a pick-up nor a delivery.")
        elif int(stops[at[pickup]][1][8]) != int(values[0]):
            faults.add(
                row,
                "pickup",
                th=f"จุดรับ {pickup} ไม่ได้อ้างถึงจุดนี้",
                en=f"Pick-up {pickup} does not name this stop.",
            )
    faults.check()
    apart = straight_lines([v[1] for _, v in stops], [v[2] for _, v in stops])
    depot = halts[0]
    vehicles = tuple(Vehicle(k + 1, 0, 0, depot.earliest, depot.latest, head[1]) for k in range(int(head[0])))
    return RideProblem(vehicles, tuple(requests), apart, apart / head[2], objective="vehicles")
