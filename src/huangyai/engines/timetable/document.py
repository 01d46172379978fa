"""Reads a timetable problem from JSON; `docs/schemas/timetable.schema.json` describes the same document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from huangyai.engines.timetable.problem import (
    Activity,
    PeopleClass,
    Room,
    Rule,
    Slot,
    TimetableProblem,
    Trainer,
)
from huangyai.kernel.json_document import Entry, Reading


def read_problem(text: str, reading: Reading | None = None) -> TimetableProblem:
    """A problem from the text of a JSON document.

    Raises
    ------
    BadInput
        With one fault for each thing that can't be used, at its path (``rooms[2].capacity``).
    """
    reading = reading or Reading()
    top = reading.parse(text, "problem")
    slots = _slots(top)
    times = [slot.id for slot in slots]
    rooms = _rooms(top, times)
    staff = _staff(top, times)
    activities = _activities(top)
    people = _people(top, times, {room.place for room in rooms})
    known = {
        "activity": {activity.id for activity in activities},
        "slot": set(times),
        "room": {room.id for room in rooms},
        "staff": {trainer.id for trainer in staff},
    }
    pins = _rules(top, "pins", known)
    bans = _rules(top, "bans", known)
    top.finish()
    reading.done()
    return TimetableProblem(slots, rooms, staff, activities, people, pins, bans)


def _slots(top: Entry) -> tuple[Slot, ...]:
    slots: dict[str, Slot] = {}
    windows: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entry in top.entries("slots", "slot"):
        name = entry.identity(slots)
        day = entry.text("day", default="")
        begins, ends = _minutes(entry, "begins"), _minutes(entry, "ends")
        length = 1.0
        if begins is not None and ends is not None and ends <= begins:
            entry.fault("ends", th="เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม", en="It must end after it begins.")
        elif begins is not None and ends is not None:
            length = (ends - begins) / 60
            for other_begins, other_ends, other in windows[day] if day else ():
                if begins < other_ends and other_begins < ends:
                    entry.fault(
                        "begins",
                        th=f"ซ้อนกับช่วง “{other}” ของวันเดียวกัน",
                        en=f"It overlaps the slot “{other}” of the same day.",
                    )
            windows[day].append((begins, ends, name))
        elif begins is not None or ends is not None:
            missing = "ends" if ends is None else "begins"
            entry.fault(
                missing, th="ต้องบอกทั้งเวลาเริ่มและเวลาสิ้นสุด", en="Give both when it begins and when it ends, or neither."
            )
        slots[name] = Slot(name, day, float(entry.number("hours", default=length, least=0)))
        entry.finish()
    return tuple(slots.values())


def _minutes(entry: Entry, key: str) -> int | None:
    """Minutes after midnight of a time such as 09:30; 24:00 is the end of the day."""
    text = entry.text(key, default="")
    if not text:
        return None
    hour, _, minute = text[:6].replace(".", ":").partition(":")
    if hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit() and int(minute) < 60:
        found = 60 * int(hour) + int(minute)
        if found <= 24 * 60:
            return found
    entry.fault(key, th=f"“{text}” ไม่ใช่เวลา เช่น 09:30", en=f"“{text}” is not a time such as 09:30.")
    return None


def _rooms(top: Entry, times: Collection[str]) -> tuple[Room, ...]:
    rooms: dict[str, Room] = {}
    for entry in top.entries("rooms", "room"):
        name = entry.identity(rooms)
        rooms[name] = Room(
            id=name,
            place=entry.text("place", default=name),
            capacity=entry.count("capacity"),
            free=frozenset(entry.words("free", known=times, default=times)),
            kind=entry.text("kind", default=""),
        )
        entry.finish()
    return tuple(rooms.values())


def _staff(top: Entry, times: Collection[str]) -> tuple[Trainer, ...]:
    staff: dict[str, Trainer] = {}
    for entry in top.entries("staff", "trainer", default=()):
        name = entry.identity(staff)
        limit = entry.number("limit", default=-1, least=0)
        staff[name] = Trainer(
            id=name,
            skills=frozenset(entry.words("skills", default=())),
            free=frozenset(entry.words("free", known=times, default=times)),
            limit=None if limit < 0 else float(limit),
        )
        entry.finish()
    return tuple(staff.values())


def _activities(top: Entry) -> tuple[Activity, ...]:
    activities: dict[str, Activity] = {}
    for entry in top.entries("activities", "activity"):
        name = entry.identity(activities)
        skill = entry.text("skill", default="")
        capacity = entry.count("capacity", default=-1)
        activities[name] = Activity(
            id=name,
            kind=entry.text("kind", default=""),
            length=entry.count("length", default=1, least=1),
            capacity=None if capacity < 0 else capacity,
            skill=skill,
            staff=entry.count("staff", default=1 if skill else 0),
            groups=frozenset(entry.words("groups", default=())),
            topic=entry.text("topic", default=""),
        )
        entry.finish()
    return tuple(activities.values())


def _people(top: Entry, times: Collection[str], places: Collection[str]) -> tuple[PeopleClass, ...]:
    classes: dict[str, PeopleClass] = {}
    for entry in top.entries("people", "people"):
        name = entry.identity(classes)
        interests = entry.words("interests", default=())
        reachable = entry.words("reachable", default=(), known=places)
        classes[name] = PeopleClass(
            id=name,
            count=entry.count("count"),
            free=frozenset(entry.words("free", known=times, default=times)),
            interests=frozenset(interests) if entry.value.get("interests") is not None else None,
            reachable=frozenset(reachable) if entry.value.get("reachable") is not None else None,
            group=entry.text("group", default=""),
        )
        entry.finish()
    return tuple(classes.values())


def _rules(top: Entry, key: str, known: dict[str, set[str]]) -> tuple[Rule, ...]:
    rules = []
    for entry in top.entries(key, "rule", default=()):
        parts = {part: entry.reference(part, words, default="") for part, words in known.items()}
        rules.append(Rule(**parts, why=entry.text("why", default="")))
        if not any(parts.values()):
            entry.fault("", th="ต้องระบุอย่างน้อยหนึ่งอย่าง", en="Name at least an activity, slot, room or trainer.")
        if key == "bans" and parts["room"] and parts["staff"]:
            entry.fault(
                "staff",
                th="การห้ามหนึ่งข้อระบุห้องหรือวิทยากรอย่างใดอย่างหนึ่ง โปรดแยกเป็นสองข้อ",
                en="One ban names a room or a trainer, not both; please write two.",
            )
        if key == "pins" and not parts["activity"]:
            entry.fault("activity", th="การตรึงต้องบอกว่ากิจกรรมใด", en="A pin must say which activity.")
        entry.finish()
    return tuple(rules)
