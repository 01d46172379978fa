"""The judge's own reading of our JSON layout."""

from __future__ import annotations

import datetime as dt
import json
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Any

from huangyai.engines.rides.check import Errand, Rules, Wagon
from huangyai.kernel import BadInput


def _clock(value: Any) -> float:
    if isinstance(value, str) and ":" in value:
        hours, minutes = value.split(":")
        return 60.0 * int(hours) + int(minutes)
    return float(value)


def _globe(a: dict[str, Any], b: dict[str, Any]) -> float:
    la, lb = radians(float(a["lat"])), radians(float(b["lat"]))
    turn = radians(float(b["lon"]) - float(a["lon"]))
    half = sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin(turn / 2) ** 2
    return 2 * 6371.0088 * asin(min(1.0, sqrt(half)))


def _may_drive(car: dict[str, Any], day: Any) -> bool:
    if day is None and "licence_until" not in car:
        return True
    try:
        until = dt.date.fromisoformat(str(car.get("licence_until")))
    except ValueError:
        return False
    return day is None or until >= dt.date.fromisoformat(str(day))


def _gaps(document: dict[str, Any]) -> tuple[list[list[float]], list[list[float]]]:
    places = document["places"]
    time = document.get("minutes")
    length = document.get("kilometres")
    if length is None and time is None:
        on_map = "lat" in places[-1]
        detour = float(document.get("detour", 1.3 if on_map else 1.0))
        length = [
            [
                detour
                * (_globe(a, b) if on_map else hypot(float(a["x"]) - float(b["x"]), float(a["y"]) - float(b["y"])))
                for b in places
            ]
            for a in places
        ]
    if time is None:
        speed = float(document.get("speed_kmh", 30.0))
        time = [[60.0 * gap / speed for gap in line] for line in length or []]
    return (length if length is not None else time), time


def rules_of_json(text: str) -> Rules:
    """What `docs/schemas/rides.schema.json` describes."""
    try:
        document = json.loads(text)
        length, time = _gaps(document)
        place = {str(p["id"]): i for i, p in enumerate(document["places"])}
        wagons, skills = [], {}
        for car in document.get("vehicles", []):
            name = str(car["id"])
            if not _may_drive(car, document.get("date")):
                continue
            skills[name] = set(map(str, car.get("skills", [])))
            hold = (
                _clock(car["seats"]),
                _clock(car.get("wheelchair_places", 0)),
                _clock(car.get("folding_places", 0)),
                _clock(car.get("seats_per_folding_place", 1)),
            )
            rests = [(_clock(r["earliest"]), _clock(r["latest"]), _clock(r["minutes"])) for r in car.get("breaks", [])]
            start = place[str(car["start"])]
            end = place[str(car.get("end", car["start"]))]
            longest = _clock(car.get("longest_route", float("inf")))
            usual_speed = float(document.get("speed_kmh", 30.0))
            pace = usual_speed / float(car.get("speed_kmh", usual_speed))
            opens, closes = _clock(car["from"]), _clock(car["until"])
            wagons.append(Wagon(name, start, end, opens, closes, hold, longest, rests, pace))
        opens = min((w.opens for w in wagons), default=0.0)
        closes = max((w.closes for w in wagons), default=0.0)
        stops: dict[str, tuple[int, float, float, float]] = {}
        errands = []
        for kind in ("requests", "visits"):
            for item in document.get(kind, []):
                name = str(item["id"])
                halves = {"visit": item} if kind == "visits" else {h: item[h] for h in ("pickup", "dropoff")}
                for half, stop in halves.items():
                    stops[f"{name}:{half}"] = (
                        place[str(stop["place"])],
                        _clock(stop.get("earliest", opens)),
                        _clock(stop.get("latest", closes)),
                        _clock(stop.get("service", 0)),
                    )
                seats = _clock(item.get("seats", 0 if kind == "visits" else 1)) + _clock(item.get("companions", 0))
                needs = set(map(str, item.get("skills", [])))
                wanted = set(map(str, item.get("vehicles", skills))) & set(skills)
                errands.append(
                    Errand(
                        name,
                        f"{name}:visit" if kind == "visits" else f"{name}:pickup",
                        None if kind == "visits" else f"{name}:dropoff",
                        (seats, _clock(item.get("wheelchairs", 0))),
                        _clock(item.get("longest_ride", float("inf"))),
                        {car for car in wanted if needs <= skills.get(car, set())},
                        set(map(str, item.get("apart_from", []))),
                    )
                )
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError) as problem:
        raise BadInput.of(
            th=f"อ่านไฟล์โจทย์ไม่ได้ ({problem}) โปรดตรวจตามแบบ JSON",
            en=f"The problem file can't be read ({problem}); see the JSON schema.",
        ) from None
    return Rules(errands, wagons, stops, length, time, named_cars=True)
