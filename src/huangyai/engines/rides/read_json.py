"""Our own JSON: cars, places, requests and visits, as `docs/schemas/rides.schema.json` describes them."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import math
import re
from typing import Any

import numpy as np

from huangyai.engines.rides.licences import doubt_about_licence
from huangyai.engines.rides.places import doubt_about, kilometres_between
from huangyai.engines.rides.problem import Matrix, NodeId, Rest, RideProblem, RideRequest, Stop, Vehicle
from huangyai.engines.rides.reading import Faults, straight_lines, too_long
from huangyai.kernel import BadInput, Words

CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")


class _Reader:
    """One file while it is read; structural faults are collected, a request's own faults refuse only that request."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.faults = Faults()
        self.refused: dict[NodeId, Words] = {}
        self.places: dict[str, int] = {}
        self.doubts: dict[int, Words] = {}
        self.idle: dict[NodeId, Words] = {}
        self.cars: set[str] = set()

    def number(self, owner: dict[str, Any], key: str, path: str, default: float | None = None) -> float:
        value = owner.get(key, default)
        if isinstance(value, str):
            clock = CLOCK.fullmatch(value.strip())
            if clock:
                return int(clock[1]) * 60.0 + int(clock[2])
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            if value is not None and value == default:
                return float(value)
            self.faults.add(
                0,
                f"{path}.{key}",
                th="ต้องเป็นตัวเลขหรือเวลาแบบ 08:30",
                en="It must be a number, or a time such as 08:30.",
            )
            return math.nan
        if value < 0 and key not in {"x", "y", "lat", "lon"}:
            self.faults.add(0, f"{path}.{key}", th="ติดลบไม่ได้", en="It can't be negative.")
        return float(value)

    def items(self, key: str) -> list[tuple[str, dict[str, Any]]]:
        found = self.document.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.faults.add(0, key, th="ต้องเป็นรายการ (list) ของ object", en="It must be a list of objects.")
            return []
        too_long(len(found))
        return [(f"{key}[{k}]", item) for k, item in enumerate(found)]

    def name(self, item: dict[str, Any], path: str, taken: set[str]) -> str:
        name = str(item.get("id", "")).strip()
        if not name or name in taken:
            self.faults.add(0, f"{path}.id", th="ต้องมี id ที่ไม่ซ้ำกับรายการอื่น", en="It needs an id that no other entry has.")
        taken.add(name)
        return name

    def place(self, owner: dict[str, Any], key: str, path: str) -> int:
        name = str(owner.get(key, ""))
        if name not in self.places:
            self.faults.add(
                0,
                f"{path}.{key}",
                th=f"ไม่พบสถานที่ “{name}” ใน places",
                en=f"The place “{name}” is not among places.",
            )
        return self.places.get(name, 0)

    def read_places(self) -> tuple[Matrix, Matrix]:
        taken: set[str] = set()
        first, second = [], []
        on_map = True
        for k, (path, item) in enumerate(self.items("places")):
            self.places[self.name(item, path, taken)] = k
            on_map = "lat" in item
            names = ("lat", "lon") if on_map else ("x", "y")
            if not on_map and "x" not in item and "minutes" in self.document:
                continue
            first.append(self.number(item, names[0], path))
            second.append(self.number(item, names[1], path))
            if on_map and not math.isnan(first[-1] + second[-1]):
                doubt = doubt_about(first[-1], second[-1])
                if doubt is not None:
                    self.doubts[k] = doubt
        detour = self.number(self.document, "detour", "", 1.3 if on_map else 1.0)
        speed = self.number(self.document, "speed_kmh", "", 30.0)
        if not self.places:
            self.faults.add(0, "places", th="ต้องมีอย่างน้อยหนึ่งสถานที่", en="At least one place is needed.")
        if not speed > 0:
            self.faults.add(0, "speed_kmh", th="ความเร็วต้องมากกว่าศูนย์", en="The speed must be above zero.")
        self.faults.check()
        minutes = self.matrix("minutes")
        kilometres = self.matrix("kilometres")
        if kilometres is None and first:
            straight = (
                kilometres_between(first, second, detour=detour) if on_map else straight_lines(first, second) * detour
            )
            kilometres = straight if minutes is None else None
        if minutes is None:
            assert kilometres is not None
            minutes = kilometres / speed * 60.0
        return (minutes if kilometres is None else kilometres), minutes

    def matrix(self, key: str) -> Matrix | None:
        if key not in self.document:
            return None
        try:
            found = np.array(self.document[key], dtype=np.float64)
        except (TypeError, ValueError):
            found = np.empty(0)
        side = len(self.places)
        if found.shape != (side, side) or not np.isfinite(found).all() or (found < 0).any():
            self.faults.add(
                0,
                key,
                th=f"ต้องเป็นตาราง {side}×{side} ของตัวเลขไม่ติดลบ ตามลำดับ places",
                en=f"It must be a {side}×{side} table of numbers not below zero, in the order of places.",
            )
            self.faults.check()
        return found

    def day(self) -> dt.date | None:
        """The date on which licences must hold, or None when the file doesn't ask for them."""
        if "date" not in self.document:
            return None
        try:
            return dt.date.fromisoformat(str(self.document["date"]))
        except ValueError:
            self.faults.add(0, "date", th="วันที่ต้องเป็นแบบ 2026-11-23", en="The date must look like 2026-11-23.")
            return None

    def note_licence(self, item: dict[str, Any], name: str, day: dt.date | None) -> None:
        """A driver without a licence that holds on the day stays at home; the other cars are planned."""
        if day is None and "licence_until" not in item:
            return
        until: dt.date | None = None
        with contextlib.suppress(ValueError):
            until = dt.date.fromisoformat(str(item.get("licence_until")))
        doubt = doubt_about_licence(until, day)
        if doubt is not None:
            self.idle[name] = doubt

    def doubt_about_car(self, car: Vehicle) -> Words | None:
        """Why a car can't be planned as it is written: where it stands, or its hours."""
        for spot in (car.start, car.end):
            if spot in self.doubts:
                return self.doubts[spot]
        if car.latest < car.earliest or any(rest.latest < rest.earliest for rest in car.rests):
            return Words(
                th="เวลาเลิกหรือเวลาพักจบก่อนเริ่ม โปรดแก้เวลาของรถคันนี้",
                en="Working hours or a break end before they begin; correct this car's times.",
            )
        if any(rest.earliest < car.earliest or rest.latest + rest.minutes > car.latest for rest in car.rests):
            return Words(
                th="เวลาพักต้องอยู่ในเวลาทำงานของรถ โปรดแก้เวลาของรถคันนี้",
                en="Breaks must lie within the car's hours; correct this car's times.",
            )
        return None

    def read_vehicles(self) -> tuple[list[Vehicle], dict[NodeId, set[str]]]:
        taken: set[str] = set()
        cars: list[Vehicle] = []
        skills: dict[NodeId, set[str]] = {}
        day = self.day()
        usual_speed = self.number(self.document, "speed_kmh", "", 30.0)
        for path, item in self.items("vehicles"):
            rests = []
            for k, rest in enumerate(item.get("breaks", [])):
                at = f"{path}.breaks[{k}]"
                if not isinstance(rest, dict):
                    self.faults.add(0, at, th="ต้องเป็น object", en="It must be an object.")
                    continue
                rests.append(Rest(*(self.number(rest, key, at) for key in ("earliest", "latest", "minutes"))))
            start = self.place(item, "start", path)
            car = Vehicle(
                self.name(item, path, taken),
                start,
                self.place(item, "end", path) if "end" in item else start,
                self.number(item, "from", path),
                self.number(item, "until", path),
                self.number(item, "seats", path),
                self.number(item, "wheelchair_places", path, 0),
                self.number(item, "folding_places", path, 0),
                self.number(item, "seats_per_folding_place", path, 1),
                self.number(item, "longest_route", path, math.inf),
                tuple(rests),
                usual_speed / max(self.number(item, "speed_kmh", path, usual_speed), 1e-9),
            )
            self.note_licence(item, str(car.id), day)
            skills[car.id] = {str(skill) for skill in item.get("skills", [])}
            doubt = self.doubt_about_car(car)
            if doubt is not None:
                # Only this car stays at home; the others are planned.
                self.idle[str(car.id)] = doubt
            cars.append(car)
        self.cars = {str(car.id) for car in cars}
        return [car for car in cars if str(car.id) not in self.idle], skills

    def stop(self, owner: Any, path: str, node: str, whole: tuple[float, float]) -> Stop:
        if not isinstance(owner, dict):
            self.faults.add(0, path, th="ต้องเป็น object ที่มี place", en="It must be an object with a place.")
            return Stop(node, 0, *whole)
        return Stop(
            node,
            self.place(owner, "place", path),
            self.number(owner, "earliest", path, whole[0]),
            self.number(owner, "latest", path, whole[1]),
            self.number(owner, "service", path, 0),
        )

    def read_requests(self, cars: list[Vehicle], skills: dict[NodeId, set[str]]) -> list[RideRequest]:
        whole = (min((c.earliest for c in cars), default=0.0), max((c.latest for c in cars), default=0.0))
        taken: set[str] = set()
        requests = []
        for path, item in [*self.items("requests"), *self.items("visits")]:
            name = self.name(item, path, taken)
            visit = path.startswith("visits")
            up = self.stop(
                item if visit else item.get("pickup"),
                path if visit else f"{path}.pickup",
                f"{name}:visit" if visit else f"{name}:pickup",
                whole,
            )
            down = None if visit else self.stop(item.get("dropoff"), f"{path}.dropoff", f"{name}:dropoff", whole)
            needs = {str(skill) for skill in item.get("skills", [])}
            allowed: frozenset[NodeId] | None = None
            if needs or "vehicles" in item:
                wanted = {str(car) for car in item.get("vehicles", [c.id for c in cars])}
                for missing in wanted - self.cars:
                    self.faults.add(0, f"{path}.vehicles", th=f"ไม่พบรถ “{missing}”", en=f"There is no car “{missing}”.")
                allowed = frozenset(c.id for c in cars if c.id in wanted and needs <= skills[c.id])
            request = RideRequest(
                name,
                up,
                down,
                self.number(item, "seats", path, 0 if visit else 1) + self.number(item, "companions", path, 0),
                self.number(item, "wheelchairs", path, 0),
                self.number(item, "longest_ride", path, math.inf),
                allowed,
                self.number(item, "priority", path, 1),
                self.names(item, "apart_from", path),
                self.names(item, "usual", path),
            )
            if not self.refuse(request):
                requests.append(request)
        return requests

    def names(self, item: dict[str, Any], key: str, path: str) -> frozenset[NodeId]:
        found = item.get(key, [])
        if not isinstance(found, list):
            self.faults.add(0, f"{path}.{key}", th="ต้องเป็นรายการ (list) ของ id", en="It must be a list of ids.")
            return frozenset()
        return frozenset(str(name) for name in found)

    def refuse(self, request: RideRequest) -> bool:
        for stop in (request.pickup, request.dropoff):
            if stop is None:
                continue
            if stop.place in self.doubts:
                self.refused[request.id] = self.doubts[stop.place]
            elif stop.latest < stop.earliest:
                self.refused[request.id] = Words(
                    th=f"ช่วงเวลาจบ ({stop.latest:g}) ก่อนเริ่ม ({stop.earliest:g}) โปรดแก้เวลา",
                    en=f"The window ends ({stop.latest:g}) before it begins ({stop.earliest:g}); correct the times.",
                )
        return request.id in self.refused


def read_json(text: str) -> RideProblem:
    """Structural faults stop the reading; a request that can't be right is refused by name and the rest planned."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as problem:
        raise BadInput.of(
            th=f"ไม่ใช่ JSON ที่ถูกต้อง ({problem.msg})",
            en=f"This is not valid JSON ({problem.msg}).",
            row=problem.lineno,
        ) from None
    except RecursionError:
        raise BadInput.of(th="JSON ซ้อนกันลึกเกินไป", en="The JSON is nested too deeply.") from None
    if not isinstance(document, dict):
        raise BadInput.of(th="JSON ต้องเป็น object", en="The JSON must be an object.")
    reader = _Reader(document)
    distance, minutes = reader.read_places()
    cars, skills = reader.read_vehicles()
    reader.faults.check()
    requests = reader.read_requests(cars, skills)
    stranger_cost = reader.number(document, "stranger_cost", "", 0.0)
    fair_load = reader.number(document, "fair_load", "", 0.0)
    reader.faults.check()
    objective = "vehicles" if document.get("objective") == "vehicles" else "distance"
    return RideProblem(
        tuple(cars),
        tuple(requests),
        distance,
        minutes,
        "vehicles" if objective == "vehicles" else "distance",
        reader.refused,
        reader.idle,
        stranger_cost,
        fair_load,
    )
