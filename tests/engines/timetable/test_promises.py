"""Planning again: what was announced stays where it can, and what changes is named."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from huangyai.engines.timetable import (
    Activity,
    PeopleClass,
    Promise,
    Room,
    Slot,
    TimetableProblem,
    Trainer,
    keep_promises,
    solve,
)
from huangyai.engines.timetable.promises import read_promises
from huangyai.kernel import BadInput

TIMES = frozenset({"mon", "tue"})
ASKED = TimetableProblem(
    slots=(Slot("mon", "mon", 3.0), Slot("tue", "tue", 3.0)),
    rooms=(Room("hall", "hall", 10, TIMES), Room("yard", "yard", 10, TIMES)),
    staff=(Trainer("t1", frozenset({"cook"}), TIMES), Trainer("t2", frozenset({"cook"}), TIMES)),
    activities=(Activity("cooking", skill="cook", staff=1), Activity("yoga")),
    people=(PeopleClass("tuesday", 15, frozenset({"tue"})),),
)
ANNOUNCED = (Promise("cooking", "mon", "hall", ("t1",)), Promise("yoga", "tue", "hall"))


def placed(asked: TimetableProblem) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    return {it.activity: (it.slot, it.room, it.staff) for it in solve(asked).placed}


def test_what_was_announced_stays_though_another_time_would_serve_more() -> None:
    kept, broken = keep_promises(ASKED, ANNOUNCED)
    assert broken == ()
    assert placed(kept) == {"cooking": ("mon", "hall", ("t1",)), "yoga": ("tue", "hall", ())}


def test_as_little_as_possible_changes_and_it_is_said() -> None:
    ill = replace(ASKED, staff=(replace(ASKED.staff[0], free=frozenset()), ASKED.staff[1]))
    kept, broken = keep_promises(ill, ANNOUNCED)
    assert [(it.activity, it.why.en) for it in broken] == [("cooking", "Time and room stay; its trainers change.")]
    assert placed(kept)["cooking"] == ("mon", "hall", ("t2",))
    gone = replace(ASKED, rooms=ASKED.rooms[1:])
    kept, broken = keep_promises(gone, ANNOUNCED)
    assert [it.why.en for it in broken] == ["The time stays; the room changes."] * 2
    assert {name: where[:2] for name, where in placed(kept).items()} == {
        "cooking": ("mon", "yard"),
        "yoga": ("tue", "yard"),
    }
    closed = replace(ASKED, rooms=tuple(replace(room, free=frozenset({"tue"})) for room in ASKED.rooms))
    kept, broken = keep_promises(closed, ANNOUNCED)
    assert [it.activity for it in broken] == ["cooking"]
    assert placed(kept)["yoga"] == ("tue", "hall", ())
    assert placed(kept)["cooking"][0] == "tue"


def test_promises_are_read_from_an_earlier_answer() -> None:
    answer = solve(keep_promises(ASKED, ANNOUNCED)[0]).as_document()
    assert set(read_promises(json.dumps(answer))) == set(ANNOUNCED)
    with pytest.raises(BadInput):
        read_promises('{"placed": [{"activity": "yoga"}]}')
