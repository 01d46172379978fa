"""Planning again around what people have been told already: what can stay stays, and what can't is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from huangyai.engines.timetable.board import Board
from huangyai.engines.timetable.crowd import gather_crowd
from huangyai.engines.timetable.openings import find_openings
from huangyai.engines.timetable.problem import Rule, TimetableProblem
from huangyai.kernel import Chance, Words
from huangyai.kernel.json_document import Reading

_PROMISED = "ประกาศไว้แล้ว"


@dataclass(frozen=True, slots=True)
class Promise:
    """An activity as it was announced: the slot it begins with, its room and trainers."""

    activity: str
    slot: str
    room: str
    staff: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """What of a promise can't be kept."""

    activity: str
    why: Words


def keep_promises(
    problem: TimetableProblem, promises: Sequence[Promise]
) -> tuple[TimetableProblem, tuple[Broken, ...]]:
    """The problem with every promise pinned that can be kept beside a person's own pins and the promises before it.

    Where the trainers can't come any more, time and room stay; where the room is gone, the time stays; otherwise the
    activity is planned anew. Each of these is named.
    """
    known = {activity.id for activity in problem.activities}
    trainers = {one.id for one in problem.staff}
    kept, fitting = problem, _fitting(problem)
    broken = []
    for promise in promises:
        if promise.activity not in known:
            continue
        for loss, why in enumerate(_LOSSES):
            if loss == 0 and not trainers.issuperset(promise.staff):
                continue
            pinned = replace(kept, pins=(*kept.pins, *_pins(promise, loss)))
            now = _fitting(pinned)
            if loss == len(_LOSSES) - 1 or now >= fitting | {promise.activity}:
                kept, fitting = pinned, now
                if why is not None:
                    broken.append(Broken(promise.activity, why))
                break
    return kept, tuple(broken)


def read_promises(text: str) -> tuple[Promise, ...]:
    """What an earlier answer placed. Raises `BadInput` when the text is no such answer."""
    reading = Reading()
    top = reading.parse(text, "answer")
    promises = tuple(
        Promise(entry.text("activity"), entry.text("slot"), entry.text("room"), entry.words("staff", default=()))
        for entry in top.entries("placed", "placement")
    )
    reading.done()
    return promises


_LOSSES = (
    None,
    Words(th="เวลาและห้องคงเดิม แต่เปลี่ยนวิทยากร", en="Time and room stay; its trainers change."),
    Words(th="เวลาคงเดิม แต่เปลี่ยนห้อง", en="The time stays; the room changes."),
    Words(
        th="จัดตามที่ประกาศไว้ไม่ได้แล้ว จึงจัดเวลาใหม่",
        en="It can't be held as announced any more, so it is planned anew.",
    ),
)


def _pins(promise: Promise, loss: int) -> tuple[Rule, ...]:
    room = promise.room if loss < 2 else ""
    staff = promise.staff or ("",)
    if loss == 0:
        return tuple(Rule(promise.activity, promise.slot, room, one, _PROMISED) for one in staff)
    return (Rule(promise.activity, promise.slot, room, why=_PROMISED),) if loss < 3 else ()


def _fitting(problem: TimetableProblem) -> frozenset[str]:
    """The pinned activities that fit beside each other, tried one after another, those with pinned trainers first."""
    names = {pin.activity for pin in problem.pins}
    pinned = replace(problem, activities=tuple(one for one in problem.activities if one.id in names))
    openings = find_openings(pinned)
    board = Board(pinned, openings, gather_crowd(openings, ()))
    chance = Chance(1)
    for activity in sorted(board.runs, key=lambda one: not openings.must[one]):
        for run in board.runs[activity]:
            able = board.free_trainers(activity, run)
            position = next((one for one, kind, _, _ in run.ways if not board.full[kind] & run.slots), None)
            if able is not None and position is not None:
                board.hang(position, board.choose_trainers(activity, able, chance))
                break
    return frozenset(pinned.activities[activity].id for activity in board.held)
