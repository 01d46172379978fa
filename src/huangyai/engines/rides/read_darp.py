"""Dial-a-ride files of Cordeau (2006) and Cordeau and Laporte (2003)."""

from __future__ import annotations

from huangyai.engines.rides.problem import RideProblem, RideRequest, Stop, Vehicle
from huangyai.engines.rides.reading import Faults, content_lines, numbers, straight_lines, too_long, window
from huangyai.kernel import BadInput

HEAD = ["vehicles", "stops", "longest_route", "capacity", "longest_ride"]
STOP = ["id", "x", "y", "service", "load", "earliest", "latest"]


def read_darp(text: str) -> RideProblem:
    """First line `vehicles 2n longest-route capacity longest-ride`, then the depot, n pick-ups and n drop-offs.

    Some files give n in place of 2n, and some end with the depot once more; both are understood.
    """
    lines = content_lines(text)
    too_long(len(lines))
    faults = Faults()
    if not lines:
        raise BadInput.of(th="ไฟล์ว่าง โปรดตรวจว่าเลือกไฟล์ถูก", en="The file is empty; check that it is the right one.")
    head = numbers(lines[0][1], lines[0][0], HEAD, faults)
    rows = [(row, numbers(cells, row, STOP, faults)) for row, cells in lines[1:]]
    faults.check()
    assert head is not None
    stops = [(row, values) for row, values in rows if values is not None]
    count = len(stops) - 1
    if count % 2 and count > 2 and stops[-1][1][1:3] == stops[0][1][1:3]:
        stops = stops[:-1]
        count -= 1
    if count < 2 or count % 2:
        faults.add(
            0,
            "",
            th=f"มี {max(count, 0)} จุด ต้องมีจุดรับและจุดส่งเป็นคู่",
            en=f"{max(count, 0)} stops; pick-ups and drop-offs must pair.",
        )
    elif int(head[1]) not in (count, count // 2):
        faults.add(
            lines[0][0],
            "stops",
            th=f"บรรทัดแรกบอก {head[1]:g} จุด แต่ในไฟล์มี {count} จุด ไฟล์อาจขาดหาย",
            en=f"The first line says {head[1]:g} stops, but the file has {count}; it may be cut off.",
        )
    if head[0] < 1 or head[0] > 5000 or head[3] <= 0 or head[2] <= 0 or head[4] <= 0:
        faults.add(
            lines[0][0],
            "",
            th="จำนวนรถ ความจุ และเวลาต้องมากกว่าศูนย์",
            en="Vehicles, capacity and times must be above zero.",
        )
    for row, values in stops:
        window(row, values[5], values[6], faults)
        if values[3] < 0:
            faults.add(row, "service", th="เวลาขึ้นลงรถติดลบไม่ได้", en="Service time can't be negative.")
    faults.check()
    n = count // 2
    for k in range(1, n + 1):
        up, down = stops[k], stops[n + k]
        if up[1][4] <= 0 or up[1][4] != -down[1][4]:
            faults.add(
                down[0],
                "load",
                th=f"จุดส่งต้องลดเท่ากับจุดรับ (รับ {up[1][4]:g} ส่ง {down[1][4]:g})",
                en=f"The drop-off must give back what its pick-up took (took {up[1][4]:g}, gives {down[1][4]:g}).",
            )
    faults.check()
    apart = straight_lines([v[1] for _, v in stops], [v[2] for _, v in stops])
    halts = [Stop(int(v[0]), k, v[5], v[6], v[3]) for k, (_, v) in enumerate(stops)]
    requests = tuple(
        RideRequest(halts[k].node, halts[k], halts[n + k], seats=stops[k][1][4], longest_ride=head[4])
        for k in range(1, n + 1)
    )
    depot = halts[0]
    vehicles = tuple(
        Vehicle(k + 1, 0, 0, depot.earliest, depot.latest, head[3], longest_route=head[2]) for k in range(int(head[0]))
    )
    return RideProblem(vehicles, requests, apart, apart)
