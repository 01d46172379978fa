"""The rules that a plan made by hand can break, each with its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from huangyai.engines.rides.problem import NodeId, RideRequest, Vehicle
from huangyai.kernel import Words

# How people and cars are called in sentences.
Say = Callable[[NodeId], str]
Rule = Literal["car", "pair", "seats", "late", "ride", "apart", "hours", "break"]


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule that a plan made by hand breaks: for whom, in which car, by how many minutes where it is late."""

    rule: Rule
    vehicle: NodeId
    request: NodeId | None
    words: Words
    minutes: float = 0.0
    other: NodeId | None = None


def _clock(minutes: float) -> str:
    whole = round(minutes)
    return f"{whole // 60:02d}:{whole % 60:02d}"


def too_late(say: Say, car: Vehicle, request: RideRequest, part: str, latest: float, begin: float) -> Breach:
    """Too late at a halt (`part` says which)."""
    late = begin - latest
    where = {"pickup": ("ไปรับ", "fetched"), "dropoff": ("ส่ง", "brought")}.get(part, ("ไปเยี่ยม", "visited"))
    words = Words(
        th=f"จะ{where[0]} {say(request.id)} เวลา {_clock(begin)} น. ช้ากว่ากำหนด ({_clock(latest)} น.) {late:.0f} นาที",
        en=f"{say(request.id)} would be {where[1]} at {_clock(begin)}, {late:.0f} minutes after the latest time, {_clock(latest)}.",
    )
    return Breach("late", car.id, request.id, words, late)


def long_ride(say: Say, car: Vehicle, request: RideRequest, ride: float) -> Breach:
    """Too long on board."""
    words = Words(
        th=f"{say(request.id)} จะต้องนั่งรถนาน {ride:.0f} นาที เกินที่กำหนดไว้ {request.longest_ride:.0f} นาที",
        en=f"{say(request.id)} would sit in the car for {ride:.0f} minutes, more than the {request.longest_ride:.0f} allowed.",
    )
    return Breach("ride", car.id, request.id, words, ride - request.longest_ride)


def too_full(say: Say, car: Vehicle, request: RideRequest, seats: float, chairs: float) -> Breach:
    """More than the car holds."""
    words = Words(
        th=f"รถ {say(car.id)} เต็มเมื่อรับ {say(request.id)}: ต้องใช้ {seats:g} ที่นั่ง กับที่สำหรับรถเข็น {chairs:g} ที่",
        en=f"Car {say(car.id)} is too full when {say(request.id)} gets in: {seats:g} seats and {chairs:g} wheelchair places are needed.",
    )
    return Breach("seats", car.id, request.id, words)


def not_together(say: Say, car: Vehicle, request: RideRequest, foe: NodeId) -> Breach:
    """Two who must not ride together."""
    words = Words(
        th=f"{say(request.id)} กับ {say(foe)} ต้องไม่นั่งรถคันเดียวกันในเวลาเดียวกัน",
        en=f"{say(request.id)} and {say(foe)} must not be in the car together.",
    )
    return Breach("apart", car.id, request.id, words, other=foe)


def wrong_car(say: Say, car: Vehicle, request: RideRequest) -> Breach:
    """A car that is not allowed."""
    words = Words(
        th=f"รถ {say(car.id)} รับ {say(request.id)} ไม่ได้ เพราะไม่ใช่รถที่กำหนดไว้ หรือไม่มีคุณสมบัติที่ต้องใช้",
        en=f"Car {say(car.id)} may not take {say(request.id)}: it is not among the cars allowed, or lacks the skill needed.",
    )
    return Breach("car", car.id, request.id, words)


def no_pair(say: Say, car: Vehicle, request: RideRequest) -> Breach:
    """Only one half of a ride, or in the wrong order."""
    words = Words(
        th=f"ต้องรับ {say(request.id)} ก่อนส่ง และใช้รถคันเดียวกัน",
        en=f"{say(request.id)} must be fetched before being brought, by the same car.",
    )
    return Breach("pair", car.id, request.id, words)


def overtime(say: Say, car: Vehicle, back: float) -> Breach:
    """Back after the hours end."""
    late = back - car.latest
    words = Words(
        th=f"รถ {say(car.id)} จะกลับเวลา {_clock(back)} น. เลยเวลาเลิกงานของคนขับ {late:.0f} นาที",
        en=f"Car {say(car.id)} would be back at {_clock(back)}, {late:.0f} minutes after the driver's hours end.",
    )
    return Breach("hours", car.id, None, words, late)


def too_long_out(say: Say, car: Vehicle, out: float) -> Breach:
    """Out for too long."""
    over = out - car.longest_route
    words = Words(
        th=f"รถ {say(car.id)} จะออกวิ่งนาน {out:.0f} นาที เกินที่กำหนด {over:.0f} นาที",
        en=f"Car {say(car.id)} would be out for {out:.0f} minutes, {over:.0f} more than allowed.",
    )
    return Breach("hours", car.id, None, words, over)


def no_break(say: Say, car: Vehicle) -> Breach:
    """No room for the break."""
    words = Words(
        th=f"คนขับรถ {say(car.id)} จะไม่มีช่วงพักตามเวลาที่กำหนด",
        en=f"The driver of car {say(car.id)} would have no time for the break.",
    )
    return Breach("break", car.id, None, words)
