"""Small timetables whose answer can be found by hand or by trying everything."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huangyai.engines.timetable import (
    Activity,
    PeopleClass,
    Room,
    Rule,
    Slot,
    Timetable,
    TimetableProblem,
    Trainer,
    solve,
)

AM, PM, SUN = "sat-am", "sat-pm", "sun-am"
SLOTS = (Slot(AM, "sat", 3.0), Slot(PM, "sat", 3.0), Slot(SUN, "sun", 3.0))
ALL = frozenset({AM, PM, SUN})


def problem(**changed: Any) -> TimetableProblem:
    parts: dict[str, Any] = {
        "slots": SLOTS,
        "rooms": (Room("hall", "office", 30, ALL),),
        "staff": (),
        "activities": (Activity("yoga", capacity=10),),
        "people": (PeopleClass("all", 5, ALL),),
    }
    return TimetableProblem(**{**parts, **changed})


def faults_of(asked: TimetableProblem, answer: Timetable) -> list[str]:
    """Everything that is wrong with a timetable, recomputed from the problem alone."""
    faults = []
    slots = [slot.id for slot in asked.slots]
    rooms = {room.id: room for room in asked.rooms}
    staff = {one.id: one for one in asked.staff}
    activities = {one.id: one for one in asked.activities}
    classes = {one.id: one for one in asked.people}
    runs, in_room, taught, hours = {}, defaultdict(list), defaultdict(list), defaultdict(float)
    for it in answer.placed:
        activity, room = activities[it.activity], rooms[it.room]
        begin = slots.index(it.slot)
        run = slots[begin : begin + activity.length]
        runs[it.activity] = (run, room)
        if len(run) < activity.length or len({asked.slots[slots.index(slot)].day for slot in run}) > 1:
            faults.append(f"{it.activity} crosses days")
        if not room.free.issuperset(run) or (activity.kind and activity.kind != room.kind):
            faults.append(f"{it.activity} in a room that does not suit")
        if len(it.staff) != activity.staff or len(set(it.staff)) != len(it.staff):
            faults.append(f"{it.activity} has the wrong number of trainers")
        for one in it.staff:
            if activity.skill not in staff[one].skills | {""} or not staff[one].free.issuperset(run):
                faults.append(f"{one} can't teach {it.activity}")
            taught[one].extend(run)
            hours[one] += sum(asked.slots[slots.index(slot)].hours for slot in run)
        in_room[it.room].extend(run)
        faults += [
            f"{it.activity} breaks a pin"
            for pin in asked.pins
            if pin.activity == it.activity
            and (
                pin.slot not in ("", it.slot)
                or pin.room not in ("", it.room)
                or (pin.staff and pin.staff not in it.staff)
            )
        ]
        faults += [
            f"{it.activity} breaks a ban"
            for ban in asked.bans
            if ban.activity in ("", it.activity)
            and (not ban.slot or ban.slot in run)
            and ban.room in ("", it.room)
            and (not ban.staff or ban.staff in it.staff)
        ]
    for name, used in (*in_room.items(), *taught.items()):
        if len(used) != len(set(used)):
            faults.append(f"{name} is used twice at once")
    for one, spent in hours.items():
        if staff[one].limit is not None and spent > staff[one].limit + 1e-9:
            faults.append(f"{one} works too long")
    heads, busy, had = defaultdict(int), defaultdict(int), defaultdict(int)
    for it in answer.attends:
        people, activity = classes[it.people], activities[it.activity]
        run, room = runs[it.activity]
        if not people.free.issuperset(run) or not asked.welcomes(activity, people):
            faults.append(f"{it.people} can't or won't come to {it.activity}")
        if people.reachable is not None and room.place not in people.reachable:
            faults.append(f"{it.people} can't reach {it.activity}")
        heads[it.activity] += it.count
        had[it.people] += it.count
        if it.count > people.count:
            faults.append(f"more of {it.people} than there are")
        for slot in run:
            busy[it.people, slot] += it.count
    for name, count in heads.items():
        if count > min(runs[name][1].capacity, activities[name].capacity or 10**9):
            faults.append(f"{name} is overfull")
    for (name, slot), count in busy.items():
        if count > classes[name].count:
            faults.append(f"{name} in two places at {slot}")
    if answer.reach.served != sum(min(classes[name].count, count) for name, count in had.items()):
        faults.append("the number served is not what the attendances give")
    if {it.activity for it in answer.placed} | {it.activity for it in answer.unplaced} != set(activities):
        faults.append("an activity is neither placed nor explained")
    return faults


def test_an_activity_is_held_when_most_people_can_come() -> None:
    people = (PeopleClass("few", 3, frozenset({AM})), PeopleClass("many", 7, frozenset({SUN})))
    answer = solve(problem(people=people))
    assert [(it.activity, it.slot, it.room) for it in answer.placed] == [("yoga", SUN, "hall")]
    assert answer.reach.left == 3
    assert [(level.name, level.value, level.bound, level.proven) for level in answer.levels] == [
        ("left_with_nothing", 3, 3, True),
        ("worst_served_group", 0.7, 0.7, True),
        ("total_reach", 7, 7, True),
        ("staff_hours", 0, 0, True),
    ]


def test_nobody_is_left_with_nothing_before_anyone_gets_two() -> None:
    people = (
        PeopleClass("likes both", 5, ALL, interests=frozenset({"yoga", "cooking"})),
        PeopleClass("likes cooking", 5, ALL, interests=frozenset({"cooking"})),
    )
    activities = (Activity("yoga", capacity=5), Activity("cooking", capacity=5))
    answer = solve(problem(people=people, activities=activities))
    assert answer.reach.left == 0
    assert {(it.people, it.activity): it.count for it in answer.attends} == {
        ("likes both", "yoga"): 5,
        ("likes cooking", "cooking"): 5,
    }


def test_the_worst_served_group_is_lifted() -> None:
    people = (PeopleClass("big", 30, ALL, group="big"), PeopleClass("small", 10, ALL, group="small"))
    answer = solve(problem(people=people, activities=(Activity("yoga", capacity=20),)))
    assert {name: reach.served for name, reach in answer.groups.items()} == {"big": 15, "small": 5}


def test_total_reach_never_puts_a_person_in_two_places() -> None:
    activities = (Activity("yoga", capacity=10), Activity("cooking", capacity=10))
    rooms = (Room("a", "p", 10, frozenset({AM})), Room("b", "p", 10, frozenset({AM})))
    answer = solve(problem(rooms=rooms, activities=activities))
    assert answer.levels[2].value == 5
    assert faults_of(problem(rooms=rooms, activities=activities), answer) == []


def test_no_staff_hours_are_spent_where_nobody_more_is_reached() -> None:
    staff = (Trainer("t", frozenset({"cook"}), ALL),)
    activities = (
        Activity("cooking", skill="cook", staff=1),
        Activity("baking", skill="cook", staff=1, length=2, groups=frozenset({"nobody"})),
    )
    answer = solve(problem(staff=staff, activities=activities))
    assert [it.activity for it in answer.placed] == ["cooking"]
    assert answer.levels[3].value == 3.0


def test_a_trainers_hours_are_never_exceeded() -> None:
    staff = (Trainer("t", frozenset({"cook"}), ALL, limit=5.0),)
    activities = tuple(Activity(name, skill="cook", staff=1) for name in ("one", "two"))
    answer = solve(problem(staff=staff, activities=activities))
    assert len(answer.placed) == 1
    assert "trainers" in answer.unplaced[0].why.en or "none was found" in answer.unplaced[0].why.en


def test_pins_come_first_and_an_impossible_pin_is_named() -> None:
    people = (PeopleClass("sunday", 5, frozenset({SUN})),)
    pinned = solve(problem(people=people, pins=(Rule(activity="yoga", slot=AM),)))
    assert [(it.activity, it.slot) for it in pinned.placed] == [("yoga", AM)]
    assert pinned.reach.could == 0
    impossible = problem(people=people, pins=(Rule(activity="yoga", slot=AM, why="สัญญาไว้"),), bans=(Rule(slot=AM),))
    answer = solve(impossible)
    assert answer.placed == ()
    assert "สัญญาไว้" in answer.unplaced[0].why.th


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"activities": (Activity("yoga", kind="yard"),)}, "no room of the kind"),
        ({"activities": (Activity("yoga", length=3),)}, "3 slots in a row"),
        ({"activities": (Activity("yoga", skill="fly", staff=1),)}, "trainers with the skill"),
        ({"rooms": (Room("hall", "office", 30, frozenset()),)}, "No suitable room is free"),
        ({"bans": (Rule(activity="yoga"),)}, "Bans close"),
        ({"people": (PeopleClass("none", 5, frozenset()),)}, "Nobody it is for"),
    ],
)
def test_what_blocks_an_activity_is_said(changed: dict[str, object], said: str) -> None:
    answer = solve(problem(**changed))
    assert said in answer.unplaced[0].why.en
    assert answer.unplaced[0].why.th


def test_the_same_seed_gives_the_same_timetable() -> None:
    asked = problem(
        activities=tuple(Activity(f"a{number}", capacity=3) for number in range(6)),
        people=tuple(PeopleClass(f"c{number}", 4, ALL - {SLOTS[number % 3].id}) for number in range(5)),
    )
    first, again = solve(asked, seed=7), solve(asked, seed=7)
    assert (first.placed, first.attends, first.unplaced) == (again.placed, again.attends, again.unplaced)


slots_free = st.frozensets(st.sampled_from([AM, PM, SUN]))
tiny = st.builds(
    TimetableProblem,
    slots=st.just(SLOTS),
    rooms=st.tuples(
        st.builds(Room, id=st.just("r1"), place=st.just("p1"), capacity=st.integers(1, 3), free=slots_free),
        st.builds(Room, id=st.just("r2"), place=st.just("p2"), capacity=st.integers(1, 2), free=slots_free),
    ),
    staff=st.tuples(
        st.builds(
            Trainer,
            id=st.just("t1"),
            skills=st.just(frozenset({"k"})),
            free=slots_free,
            limit=st.sampled_from([None, 3.0, 6.0]),
        )
    ),
    activities=st.tuples(
        *(
            st.builds(
                Activity,
                id=st.just(name),
                length=st.integers(1, 2),
                capacity=st.integers(1, 3),
                skill=st.just("k"),
                staff=st.integers(0, 1),
                groups=st.sampled_from([frozenset(), frozenset({"g1"})]),
            )
            for name in ("a", "b")
        )
    ),
    people=st.tuples(
        *(
            st.builds(
                PeopleClass,
                id=st.just(name),
                count=st.integers(0, 2),
                free=slots_free,
                interests=st.sampled_from([None, frozenset({"a"}), frozenset({"b"})]),
                reachable=st.sampled_from([None, frozenset({"p1"})]),
                group=st.just(group),
            )
            for name, group in (("c1", "g1"), ("c2", "g2"))
        )
    ),
    bans=st.sampled_from(
        [(), (Rule(slot=AM, activity="a"),), (Rule(room="r1", slot=SUN),), (Rule(staff="t1", slot=PM),)]
    ),
)


def best_by_trying_everything(asked: TimetableProblem) -> tuple[int, float, int, float]:
    """Served, worst share, attendances, hours (negative) of the best timetable, by complete enumeration."""
    slots = [slot.id for slot in asked.slots]
    ways: dict[str, list[tuple[tuple[str, ...], Room, bool]]] = {}
    for activity in asked.activities:
        ways[activity.id] = []
        for begin, room in itertools.product(range(3), asked.rooms):
            run = tuple(slots[begin : begin + activity.length])
            fits = len(run) == activity.length and set(run) != {PM, SUN} and room.free.issuperset(run)
            for ban in asked.bans:
                hit = ban.activity in ("", activity.id) and (not ban.slot or ban.slot in run)
                fits &= not (hit and ban.room in ("", room.id) and (not ban.staff or activity.staff > 0))
            if activity.staff and not asked.staff[0].free.issuperset(run):
                fits = False
            if fits:
                ways[activity.id].append((run, room, activity.staff > 0))

    def comes(people: PeopleClass, activity: Activity, run: tuple[str, ...], room: Room) -> bool:
        return (
            asked.welcomes(activity, people)
            and people.free.issuperset(run)
            and (people.reachable is None or room.place in people.reachable)
        )

    could = {
        people.id: people.count
        for people in asked.people
        if any(comes(people, one, run, room) for one in asked.activities for run, room, _ in ways[one.id])
    }
    groups = {people.group for people in asked.people if could.get(people.id)}
    best = (-1, 0.0, 0, 0.0)
    first, second = asked.activities
    for one, two in itertools.product([None, *ways[first.id]], [None, *ways[second.id]]):
        held = [(activity, way) for activity, way in ((first, one), (second, two)) if way is not None]
        overlap = len(held) == 2 and bool(set(held[0][1][0]) & set(held[1][1][0]))
        if overlap and (held[0][1][1] is held[1][1][1] or (held[0][1][2] and held[1][1][2])):
            continue
        hours = sum(3.0 * len(run) for _, (run, _, taught) in held if taught)
        if asked.staff[0].limit is not None and hours > asked.staff[0].limit:
            continue
        options = [
            range(people.count + 1) if comes(people, activity, run, room) else range(1)
            for people in asked.people
            for activity, (run, room, _) in held
        ]
        for counts in itertools.product(*options):
            rows = [counts[at * len(held) : (at + 1) * len(held)] for at in range(len(asked.people))]
            if any(
                sum(row[at] for row in rows) > min(activity.capacity or 0, room.capacity)
                for at, (activity, (_, room, _)) in enumerate(held)
            ):
                continue
            if overlap and any(sum(row) > people.count for row, people in zip(rows, asked.people, strict=True)):
                continue
            served = [min(people.count, sum(row)) for row, people in zip(rows, asked.people, strict=True)]
            shares = [
                sum(one for one, people in zip(served, asked.people, strict=True) if people.group == group)
                / sum(could.get(people.id, 0) for people in asked.people if people.group == group)
                for group in groups
            ]
            best = max(best, (sum(served), min(shares, default=1.0), sum(counts), -hours))
    return best


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(asked=tiny)
def test_every_level_is_what_trying_everything_gives(asked: TimetableProblem) -> None:
    answer = solve(asked, seconds=20)
    assert faults_of(asked, answer) == []
    served, share, reach, hours = best_by_trying_everything(asked)
    found = {level.name: level.value for level in answer.levels}
    assert answer.reach.served == served
    assert found["left_with_nothing"] == answer.reach.left
    assert found["worst_served_group"] == pytest.approx(share)
    assert found["total_reach"] == reach
    assert found["staff_hours"] == -hours
    assert all(level.proven for level in answer.levels)
