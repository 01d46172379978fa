"""Step 2 of the example year: the household survey, four agencies at one table, appeals, and who was left behind."""

from __future__ import annotations

import csv
import datetime as dt
import io

from huangyai.accounts.models import User
from huangyai.demo.cast import Cast
from huangyai.demo.registers import SubDistrict
from huangyai.kernel import Actor, Chance, Role
from huangyai.people.models import Person
from huangyai.people.queries import person_of_account
from huangyai.targets import actions as targets
from huangyai.targets.models import Candidate, JointMeeting, Outcome, Party, TargetList
from huangyai.targets.queries.left_behind import left_behind
from huangyai.targets.queries.meetings import names_waiting

READY_CARDS = ("elderly", "low-income", "children")
DRAFT_CARD = "family"
MOST_FOLLOWED = 3

_COLUMNS = (
    "no_checkup", "uncared_bedridden", "unsafe_house", "water_short", "out_of_school",
    "no_work", "low_income", "no_welfare", "no_transport",
)  # fmt: skip
_USUAL = "ที่ประชุมเห็นตรงกัน ผู้แทนหมู่บ้านยืนยันว่าอยู่จริง"
_MOVED = "ประธานชุมชนแจ้งว่าย้ายไปอยู่กับลูกที่อื่นแล้ว"


def survey_households(*, officer: Actor, truth: SubDistrict, day: dt.date, seed: int) -> int:
    """The yearly household survey, as it would be found in these houses. Returns how many answered."""
    dice = Chance(seed)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["village_code", "house_no", *_COLUMNS])
    for house in truth.households:
        members = [truth.person[member] for member in house.member_ids]
        ages = [member.age_on(truth.as_of) for member in members]
        wants = {
            "no_checkup": any(age >= 35 for age in ages) and dice.random() < 0.28,
            "uncared_bedridden": any(member.bedridden and not member.carer_id for member in members),
            "unsafe_house": dice.random() < (0.14 if house.low_income else 0.03),
            "water_short": dice.random() < 0.08,
            "out_of_school": any(6 <= age <= 15 and not m.school for age, m in zip(ages, members, strict=True)),
            "no_work": any(25 <= age <= 59 and not m.occupation for age, m in zip(ages, members, strict=True)),
            "low_income": house.low_income,
            "no_welfare": house.low_income and not any(member.has_welfare_card for member in members),
            "no_transport": dice.random() < 0.12,
        }
        writer.writerow([house.village_code, house.house_no, *(int(wants[column]) for column in _COLUMNS)])
    brought = targets.bring_survey(
        actor=officer, name=f"แบบสำรวจครัวเรือน ปี {day.year + 543}", surveyed_on=day, answers=text.getvalue()
    )
    return brought.survey.households


def take_ready_cards(planner: Actor) -> None:
    """Three ready cards come into use; a fourth stays a draft, to be looked at."""
    for key in READY_CARDS:
        card = targets.take_ready_card(actor=planner, key=key)
        targets.adopt_criterion(actor=planner, criterion=card, note="ที่ประชุมสำนักปลัดเห็นชอบหลังเทียบกับทะเบียนแล้ว")
    targets.take_ready_card(actor=planner, key=DRAFT_CARD)


def four_agencies(cast: Cast) -> list[targets.PartyFacts]:
    """Who sits at the table, and no more of the registers than each needs there."""

    def members(username: str) -> list[User]:
        return [member.user for member in cast.members if member.username == username]

    return [
        targets.PartyFacts("เทศบาล", ("elderly", "welfare", "survey", "visited"), chairs=True),
        targets.PartyFacts("รพ.สต. (ตัวอย่าง)", ("visits", "disability", "visited"), members=members("partner")),
        targets.PartyFacts("โรงเรียนเนินวิทยาตัวอย่าง", ("school",), members=members("school")),
        targets.PartyFacts("พมจ. (ตัวอย่าง)", ("disability", "welfare"), members=members("province")),
    ]


def hear_parties(*, officer: Actor, meeting: JointMeeting, takes: int, still_open: int = 0) -> int:
    """Every party says its word on the names that wait; they do not always agree. Returns how many are confirmed.

    On the last `still_open` names only the first party has spoken: the meeting goes on.
    """
    parties = list(meeting.parties.all())
    names = list(names_waiting(officer, meeting).order_by("person__sort_key", "pk"))
    confirmed, spoken_of = 0, []
    for at, name in enumerate(names):
        gone = at % 9 == 8
        if not gone and confirmed >= takes:
            continue
        confirmed += not gone
        spoken_of.append((at, name, gone))
    later = spoken_of[len(spoken_of) - still_open :] if len(spoken_of) > 2 * still_open else []
    for party in parties:
        opinions = [
            _opinion(party, at, name, gone=gone)
            for at, name, gone in spoken_of
            if party is parties[0] or (at, name, gone) not in later
        ]
        targets.say_words(actor=officer, party=party, opinions=opinions)
    return confirmed - sum(not gone for _at, _name, gone in later)


def _opinion(party: Party, at: int, name: Candidate, *, gone: bool) -> targets.Opinion:
    if gone:
        # The village knows that they moved; the school, which does not know the house, leaves the name.
        stays = party.name.startswith("โรงเรียน")
        return targets.Opinion(name, stays, "ไม่มีข้อมูลว่าย้าย" if stays else _MOVED)
    if at % 7 == 3 and party.name.startswith("พมจ."):
        return targets.Opinion(name, confirms=False, reason="ได้รับความช่วยเหลือจากจังหวัดในปีนี้แล้ว")
    return targets.Opinion(name, confirms=True, reason=_USUAL)


def appeal_and_decide_again(
    *, officer: Actor, planner: Actor, cast: Cast, target_list: TargetList, held_on: dt.date
) -> int:
    """A resident who stands on no list appeals on their own page; the next meeting confirms them."""
    resident = cast.act(Role.RESIDENT)
    person = person_of_account(resident)
    if person is None:
        return 0
    filed = targets.file_appeal(
        actor=officer,
        target_list=target_list,
        person=person,
        words="รับจ้างรายวัน รายได้ไม่พอใช้ อยากฝึกอาชีพเสริม แต่ไม่มีชื่อในบัญชี เพราะไม่ได้ทำบัตรสวัสดิการ",
    )
    targets.answer_appeal(
        actor=officer, appeal=filed, to_meeting=True, reason="ตรวจแล้วมีรายได้น้อยจริง นำเข้าที่ประชุมร่วมครั้งถัดไป"
    )
    meeting = targets.hold_joint_meeting(
        actor=planner,
        target_list=target_list,
        held_on=held_on,
        venue="ห้องประชุมเทศบาล",
        parties=four_agencies(cast),
        rule="majority",
    )
    for party in meeting.parties.all():
        name = Candidate.objects.get(target_list=target_list, person=person)
        reason = "เพื่อนบ้านและ อสม. ยืนยันว่ารายได้น้อยและอยากเรียนอาชีพ"
        targets.say_words(actor=officer, party=party, opinions=[targets.Opinion(name, confirms=True, reason=reason)])
    targets.close_meeting(actor=officer, meeting=meeting, resolution="ให้ช่วยทำบัตรสวัสดิการในรอบถัดไปด้วย")
    return 1


def appeal_that_waits(*, officer: Actor, target_list: TargetList) -> None:
    """Somebody who was declined comes to the counter; nobody has answered yet."""
    declined = (
        Candidate.objects.filter(target_list=target_list, decision__outcome=Outcome.DECLINED)
        .select_related("person")
        .order_by("person__sort_key", "pk")
        .first()
    )
    if declined is None:
        return
    targets.file_appeal(
        actor=officer,
        target_list=target_list,
        person=declined.person,
        words="ไปอยู่กับลูกแค่ช่วงผ่าตัดตา กลับมาอยู่บ้านเดิมแล้ว ขอให้พิจารณาใหม่",
    )


def follow_up_left_behind(*, officer: Actor, target_list: TargetList) -> list[Person]:
    """Some of those who were forgotten go before the next meeting, some are right as they are.

    Returns those whom a volunteer has to visit, the most pressing first.
    """
    work = left_behind(officer)
    for one in work.under("child-out-of-school")[:MOST_FOLLOWED]:
        targets.note_left_behind(
            actor=officer,
            person=Person.objects.get(pk=one.person_id),
            rule="child-out-of-school",
            kind="as_it_is",
            note="เรียนที่โรงเรียนนอกเขต ผู้ปกครองนำใบรับรองมาแสดงแล้ว",
        )
    for one in work.under("disabled-unregistered")[:MOST_FOLLOWED] or work.under("old-without-allowance")[:1]:
        rule = next(rule.key for rule in one.rules if rule.key in {"disabled-unregistered", "old-without-allowance"})
        targets.take_to_meeting(
            actor=officer, person=Person.objects.get(pk=one.person_id), rule=rule, target_list=target_list
        )
    unvisited = [one.person_id for one in work.under("old-alone-unvisited")[:MOST_FOLLOWED]]
    people = Person.objects.select_related("household__village").in_bulk(unvisited)
    return [people[pk] for pk in unvisited]
