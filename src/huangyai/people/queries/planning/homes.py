"""Who lives where, and who is the head of the house."""

from __future__ import annotations

import uuid
from typing import cast

from huangyai.kernel import Refusal
from huangyai.people.models import (
    ChangeRequest,
    Household,
    HouseholdMember,
    Person,
)
from huangyai.people.queries.planning.asking import (
    asked_day,
    asked_people,
    current_stays,
    living_person,
    members_of,
    require_living,
)
from huangyai.people.queries.planning.effects import (
    begin_again,
    begin_stay,
    end_stay,
    house_asked,
    live_elsewhere,
    set_values,
)
from huangyai.people.rules import Effect, place_key
from huangyai.places.models import Village


def plan_move(request: ChangeRequest) -> list[Effect]:
    """People move within the municipality, into it or away."""
    asked, day = request.asked, asked_day(request, "on")
    moves, elsewhere = str(asked["moves"]), str(asked.get("elsewhere", ""))
    home, effects = house_asked(request)
    for person in asked_people(request):
        require_living(person)
        kept = {"home": HouseholdMember.Stay.REGISTERED.value, "registration": HouseholdMember.Stay.LIVES.value}.get(
            moves
        )
        arrives = {"home": HouseholdMember.Stay.LIVES.value, "registration": HouseholdMember.Stay.REGISTERED.value}.get(
            moves, HouseholdMember.Stay.BOTH.value
        )
        for member in current_stays(person):
            if home and str(member.household_id) == home:
                raise _lives_there(person)
            effects.append(end_stay(member, day))
            if kept and member.stay in {HouseholdMember.Stay.BOTH, kept}:
                effects.append(begin_stay(person, str(member.household_id), member.part, kept, day, request))
        if home:
            effects.append(begin_stay(person, home, HouseholdMember.Part.MEMBER.value, arrives, day, request))
        else:
            effects.append(live_elsewhere(person, moves, elsewhere, day, request))
        if moves != "registration" and (home or moves == "both"):
            effects.append(set_values("person", person, person.full_name, household_id=home or None))
    return effects


def plan_head(request: ChangeRequest) -> list[Effect]:
    """A household gets another head."""
    day, head = asked_day(request, "on"), living_person(request, "head")
    effects: list[Effect] = []
    for member in members_of(request.household_id):
        if member.person_id == head.pk:
            effects += [end_stay(member, day), begin_again(member, HouseholdMember.Part.HEAD.value, day, request)]
        elif member.part == HouseholdMember.Part.HEAD:
            effects += [end_stay(member, day), begin_again(member, str(request.asked["former_part"]), day, request)]
    if not any(effect.makes and effect.after["part"] == HouseholdMember.Part.HEAD.value for effect in effects):
        raise _not_of_this_house(head)
    return effects


def plan_split(request: ChangeRequest) -> list[Effect]:
    """Some of a household go to a house of their own."""
    day, leaving = asked_day(request, "on"), asked_people(request)
    members = {member.person_id: member for member in members_of(request.household_id)}
    home, effects = house_asked(request)
    for person in leaving:
        if person.pk not in members:
            raise _not_of_this_house(person)
        member = members.pop(person.pk)
        part = (
            HouseholdMember.Part.HEAD.value
            if str(person.pk) == request.asked["head"]
            else _without_headship(member.part)
        )
        effects += [
            end_stay(member, day),
            begin_stay(person, home, part, member.stay, day, request),
            set_values("person", person, person.full_name, household_id=home),
        ]
    if not members:
        raise Refusal(
            "nobody-stays",
            th="ถ้าทุกคนย้ายออก ให้ใช้คำขอย้ายที่อยู่แทนการแยกครัวเรือน",
            en="If everybody leaves, ask for a move instead of a split.",
        )
    return effects


def plan_house(request: ChangeRequest) -> list[Effect]:
    """A house gets another number, or belongs to another village; who lives there goes with it."""
    house = Household.objects.select_related("village").get(pk=cast("uuid.UUID", request.household_id))
    village, number = Village.objects.get(pk=request.asked["village"]), str(request.asked["house_no"])
    if (house.village_id, house.house_no) == (village.pk, number):
        raise Refusal(
            "nothing-changes",
            th="ค่าที่เสนอเหมือนกับที่บันทึกไว้แล้ว",
            en="That is what the register says already.",
        )
    if Household.objects.filter(village=village, house_no=number).exists():
        raise Refusal(
            "house-there-already",
            th=f"มีบ้านเลขที่ {number} ใน {village} อยู่แล้ว ถ้าเป็นบ้านหลังเดียวกัน ให้เสนอย้ายคนไปบ้านนั้นแทน",
            en=f"There is a house {number} in {village} already; if it is the same one, propose to move the people there.",
        )
    key = place_key(village.code, number)
    return [set_values("household", house, str(house), village_id=village.pk, house_no=number, place_key=key)]


def _without_headship(part: str) -> str:
    return HouseholdMember.Part.MEMBER.value if part == HouseholdMember.Part.HEAD else part


def _not_of_this_house(person: Person) -> Refusal:
    return Refusal(
        "not-of-this-house",
        th=f"{person.full_name} ไม่ได้อยู่ในครัวเรือนนี้แล้ว โปรดเปิดหน้าครัวเรือนใหม่",
        en=f"{person.full_name} is not in this household any more; open its page again.",
    )


def _lives_there(person: Person) -> Refusal:
    return Refusal(
        "in-this-house",
        th=f"{person.full_name} อยู่บ้านหลังนี้แล้ว",
        en=f"{person.full_name} is in that house already.",
    )
