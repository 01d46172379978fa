"""Why this car and this order, and why somebody could not be taken."""

from __future__ import annotations

import numpy as np

from huangyai.engines.rides._arrays import (
    CHAIRS,
    DROPOFF,
    EARLIEST,
    KIND,
    LATEST,
    PACE,
    PARTNER,
    RIDE,
    SERVICE,
    Bench,
    Floats,
    Instance,
    Tours,
)
from huangyai.engines.rides._insertion import find
from huangyai.kernel import Words


def why_unserved(p: Instance, empty: Tours, b: Bench, request: int) -> Words:
    """The first rule that stands in the way, tried with every car empty."""
    up, down = int(p.pickup[request]), int(p.dropoff[request])
    cars = np.flatnonzero(p.allowed[request])
    if not len(cars):
        if p.halt[up, CHAIRS] > 0:
            return Words(
                th="ไม่มีรถที่มีที่สำหรับรถเข็นพอ โปรดเพิ่มรถที่รับรถเข็นได้",
                en="No car has the wheelchair places needed; add a car that takes wheelchairs.",
            )
        return Words(
            th="ไม่มีรถที่รับได้ (ที่นั่งหรือคุณสมบัติไม่พอ) โปรดตรวจที่นั่งและรถที่อนุญาต",
            en="No car may take this request (seats or skills); check the seats and the cars allowed.",
        )
    if p.halt[up, EARLIEST] > p.halt[up, LATEST] + 1e-9 or (
        down >= 0 and p.halt[down, EARLIEST] > p.halt[down, LATEST] + 1e-9
    ):
        return Words(
            th="ไปไม่ทันช่วงเวลาที่ขอ แม้มีรถว่างทั้งวัน โปรดขยายช่วงเวลา",
            en="The time windows can't be reached even by a car that is free all day; widen the windows.",
        )
    direct = float(np.min(p.minutes[p.depot[cars, PACE], up, down])) if down >= 0 else 0.0
    if down >= 0 and direct > p.halt[down, RIDE] + 1e-9:
        return Words(
            th=f"นั่งรถตรงจากต้นทางถึงปลายทางใช้ {direct:.0f} นาที เกินเวลานั่งรถที่ยอมให้ {p.halt[down, RIDE]:.0f} นาที",
            en=f"Even the direct ride takes {direct:.0f} minutes, more than the allowed {p.halt[down, RIDE]:.0f}.",
        )
    if not any(find(p, empty, b, request, int(car)) < np.inf for car in cars):
        return Words(
            th="รถที่รับได้ไม่มีคันใดไปรับและกลับทันเวลาทำงานของรถ โปรดขยายเวลาทำงานหรือช่วงเวลานัด",
            en="No car that may take it can fetch and be back within its working hours; widen hours or windows.",
        )
    if p.foes.shape[1] and p.foes[request, 0] >= 0:
        return Words(
            th="รถทุกคันเต็มในช่วงเวลานั้น หรือมีผู้ที่ต้องไม่นั่งร่วมกันอยู่บนรถ โปรดเพิ่มรถหรือเลื่อนเวลา",
            en="Every car is taken at that time, or carries somebody who must be kept apart. Add a car or move the time.",
        )
    return Words(
        th="รถทุกคันเต็มในช่วงเวลานั้น ถ้ารับเพิ่มจะกระทบเวลาของผู้ที่จัดไว้แล้ว โปรดเพิ่มรถหรือเลื่อนเวลา",
        en="Every car is taken at that time; taking this too would break what others were promised. Add a car or move the time.",
    )


def why_route(p: Instance, t: Tours, car: int, time: Floats, distance: float) -> Words:
    """Who needs this car, how far it goes, and how long anybody sits in it."""
    halts = t.halts[car, : t.length[car]]
    clients = int(t.clients[car])
    chairs = int(sum(p.halt[n, CHAIRS] for n in halts if p.halt[n, CHAIRS] > 0))
    at = {int(n): i + 1 for i, n in enumerate(halts)}
    rides = [
        float(time[at[int(n)]] - time[at[int(p.meta[n, PARTNER])]] - p.halt[p.meta[n, PARTNER], SERVICE])
        for n in halts
        if p.meta[n, KIND] == DROPOFF
    ]
    only = chairs and np.count_nonzero(p.room[:, 1] + p.room[:, 2] > 0) < len(p.room)
    th = f"รับส่ง {clients} เที่ยว ระยะทาง {distance:,.1f} กม. เป็นลำดับที่สั้นที่สุดเท่าที่พบโดยทุกคนถึงตรงเวลา"
    en = (
        f"{clients} {'ride' if clients == 1 else 'rides'} over {distance:,.1f} km; "
        "the shortest order found in which everybody is on time"
    )
    if rides:
        th += f" คนที่นั่งรถนานที่สุดใช้เวลา {max(rides):.0f} นาที"
        en += f"; the longest anybody sits in the car is {max(rides):.0f} minutes"
    if only:
        th += f" ใช้รถคันนี้เพราะมีที่สำหรับรถเข็นครบทั้ง {chairs} คน"
        en += f"; this car, because it has room for {'the wheelchair' if chairs == 1 else f'all {chairs} wheelchairs'}"
    return Words(th=th, en=en + ".")
