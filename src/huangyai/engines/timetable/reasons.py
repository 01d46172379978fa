"""Why an activity is where it is, and what stands in the way of one that isn't held, in words for the
people it concerns."""

from __future__ import annotations

from collections import Counter, defaultdict

from huangyai.engines.timetable.folk import Folk
from huangyai.engines.timetable.openings import Opening, Openings, room_suits
from huangyai.engines.timetable.problem import Activity, TimetableProblem
from huangyai.kernel import Words


def why_here(opening: Opening, *, coming: int, only_this: int, could: int, pinned: bool) -> Words:
    """Why an activity is held here: whom it serves."""
    th = f"เวลานี้ผู้ที่อยากร่วมและมาถึงได้มี {could} คน ได้ที่นั่ง {coming} จาก {opening.seats} ที่"
    en = f"{could} people who would like it can come then and there; {coming} of {opening.seats} seats are taken."
    if only_this:
        th += f" ในจำนวนนี้ {only_this} คนไม่มีกิจกรรมอื่นเลย"
        en += f" For {only_this} of them it is the only thing they can attend."
    if pinned:
        th = "เจ้าหน้าที่กำหนดไว้ " + th
        en = "A person has fixed it. " + en
    return Words(th=th, en=en)


def why_impossible(problem: TimetableProblem, activity: Activity) -> Words:
    """What blocks an activity that has no opening at all, the first thing that nobody could get round."""
    runs = [[problem.slots[at].id for at in run] for run in problem.stretches(activity.length)]
    rooms = [room for room in problem.rooms if room_suits(activity, room) and room.capacity > 0]
    skilled = [one for one in problem.staff if not activity.skill or activity.skill in one.skills]
    if not runs:
        return Words(
            th=f"ไม่มีวันใดมีช่วงเวลาติดกัน {activity.length} ช่วง",
            en=f"No day has {activity.length} slots in a row.",
        )
    if activity.capacity == 0:
        return Words(th="รับคนได้ 0 คน โปรดแก้จำนวนที่รับ", en="Its capacity is 0; please correct it.")
    if not rooms and not activity.kind:
        return Words(th="ไม่มีห้องที่รับคนได้", en="There is no room with a seat in it.")
    if not rooms:
        return Words(
            th=f"ไม่มีห้องประเภท “{activity.kind}” ที่รับคนได้",
            en=f"There is no room of the kind “{activity.kind}” with a seat in it.",
        )
    if len(skilled) < activity.staff:
        return Words(
            th=f"ต้องใช้วิทยากร {activity.staff} คนที่ทำ “{activity.skill}” ได้ แต่มี {len(skilled)} คน",
            en=f"It needs {activity.staff} trainers with the skill “{activity.skill}”; there are {len(skilled)}.",
        )
    with_room = [run for run in runs if any(room.free.issuperset(run) for room in rooms)]
    if not with_room:
        return Words(th="ห้องที่ใช้ได้ไม่ว่างยาวพอในเวลาใดเลย", en="No suitable room is free long enough at any time.")
    with_trainer = [run for run in runs if sum(trainer.free.issuperset(run) for trainer in skilled) >= activity.staff]
    if not with_trainer:
        return Words(
            th="วิทยากรที่ทำได้ไม่ว่างพร้อมกันครบจำนวนในเวลาใดเลย",
            en="Not enough trainers with the skill are free at any one time.",
        )
    if not [run for run in with_room if run in with_trainer]:
        return Words(
            th="เวลาที่ห้องว่างกับเวลาที่วิทยากรว่างไม่ตรงกันเลย",
            en="The times when a room is free and when trainers are free never meet.",
        )
    return _why_ruled_out(problem, activity)


def _why_ruled_out(problem: TimetableProblem, activity: Activity) -> Words:
    pins = [pin for pin in problem.pins if pin.activity == activity.id]
    told = [rule.why for rule in (*pins, *problem.bans) if rule.why and rule.activity in ("", activity.id)]
    th_told, en_told = (f" ({'; '.join(told)})",) * 2 if told else ("", "")
    if pins:
        return Words(
            th="จัดตามที่กำหนดไว้ไม่ได้: เวลา ห้อง หรือวิทยากรที่กำหนดไม่ว่างพร้อมกัน ไม่ตรงคุณสมบัติ หรือขัดกับข้อห้าม" + th_told,
            en="What was pinned can't be: the pinned time, room or trainer are "
            "not free together, do not suit, or a ban forbids it." + en_told,
        )
    return Words(
        th="เวลาและสถานที่ที่เหลือติดข้อห้ามทั้งหมด จึงจัดไม่ได้" + th_told, en="Bans close every way that is left." + en_told
    )


def why_left_out(
    problem: TimetableProblem,
    openings: Openings,
    folk: tuple[Folk, ...],
    used: frozenset[int],
    staff: dict[int, tuple[str, ...]],
    number: int,
) -> Words:
    """Why an activity that has openings is not held: what takes each of them, or that nobody more would
    be served."""
    if not any(number in people.usable for people in folk):
        return Words(
            th="ไม่มีกลุ่มเป้าหมายที่อยากร่วมและมาได้ในเวลาและสถานที่ที่จัดได้",
            en="Nobody it is for wants it and can come at a time and place where it could be held.",
        )
    activity = problem.activities[number]
    taken = Counter((openings.openings[at].room_kind, slot) for at in used for slot in openings.openings[at].run)
    busy = {(trainer, slot) for at in used for trainer in staff[at] for slot in openings.openings[at].run}
    spent: dict[str, float] = defaultdict(float)
    for at in used:
        for trainer in staff[at]:
            spent[trainer] += sum(problem.slots[slot].hours for slot in openings.openings[at].run)
    causes: Counter[str] = Counter()
    ways = [opening for opening in openings.openings if opening.activity == number]
    for opening in ways:
        size = len(openings.room_kinds[opening.room_kind].rooms)
        hours = sum(problem.slots[slot].hours for slot in opening.run)
        able = [problem.staff[one] for one in openings.trainers[number, opening.run[0]]]
        left = [
            one
            for one in able
            if all((one.id, slot) not in busy for slot in opening.run)
            and (one.limit is None or spent[one.id] + hours <= one.limit + 1e-9)
        ]
        if any(taken[opening.room_kind, slot] >= size for slot in opening.run):
            causes["room"] += 1
        elif len(left) < activity.staff:
            causes["trainer"] += 1
        else:
            causes["none"] += 1
    if causes["none"]:
        return Words(
            th=f"ยังจัดได้อีก {causes['none']} ทาง แต่ไม่ทำให้มีคนได้ร่วมมากขึ้นเมื่อเทียบกับแผนนี้ จึงไม่ใช้ชั่วโมงวิทยากร",
            en=f"There are still {causes['none']} ways to hold it, but in this plan none "
            f"was found to bring more people, so it spends no hours.",
        )
    return Words(
        th=f"จัดได้ {len(ways)} ทาง แต่ถูกใช้หมด: ห้องมีกิจกรรมอื่น {causes['room']} "
        f"ทาง วิทยากรติดงานหรือครบชั่วโมง {causes['trainer']} ทาง",
        en=f"All its {len(ways)} ways are taken: in {causes['room']} the room holds another "
        f"activity, in {causes['trainer']} the trainers are busy or out of hours.",
    )
