"""A civil register, an allowance list and a visit list, small enough to read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from huangyai.accounts.models import User
from huangyai.kernel import Actor, Role
from huangyai.people.models import Person
from huangyai.targets.actions import (
    PartyFacts,
    adopt_criterion,
    bring_register,
    draw_target_list,
    hold_joint_meeting,
    write_criterion,
)
from huangyai.targets.models import JointMeeting, Register, TargetList
from huangyai.walls.entry import acting

# Ids that begin with 9 belong to nobody.
CIVIL = """ลำดับ,เลขประจำตัวประชาชน,คำนำหน้า,ชื่อ,นามสกุล,เพศ,วันเดือนปีเกิด,บ้านเลขที่,รหัสหมู่บ้าน
1,9000000000012,นาง,สมศรี,แสงจันทร์,หญิง,1 พ.ค. 2490,12,22010801
2,9000000000021,นาย,บุญเลิศ,ทองดี,ชาย,2 มิ.ย. 2488,7,22010801
3,9000000000039,ด.ญ.,มะลิ,ทองดี,หญิง,3 ก.ค. 2558,7,22010801
4,9000000000047,นาย,วิเชียร,ใจงาม,ชาย,4 ส.ค. 2530,45,22010802
"""
ELDERLY = """ที่,ชื่อ - สกุล,เลขบัตรประชาชน,วัน/เดือน/ปีเกิด,บ้านเลขที่,หมู่,จำนวนเงิน
1,นางสมศรี แสงจันทร์,9000000000012,1 พ.ค. 2490,12,1,700
2,นายบุญเลิด ทองดี,9000000000021,2 มิ.ย. 2488,7,1,๘๐๐
3,นางแปลกหน้า ต่างถิ่น,,9 ก.ย. 2485,99,9,600
"""
OLD = {"all": [{"fact": "age", "is": "at_least", "value": 60}]}


@pytest.fixture
def civil(officer: Actor) -> Register:
    """The civil register, brought in."""
    with acting(officer):
        return bring_register(actor=officer, kind="civil", file_name="civil.csv", content=CIVIL.encode()).register


@pytest.fixture
def elderly(officer: Actor, civil: Register) -> Register:
    """The allowance list, brought in and not joined yet."""
    with acting(officer):
        return bring_register(actor=officer, kind="elderly", file_name="elderly.csv", content=ELDERLY.encode()).register


@pytest.fixture
def old_list(officer: Actor, civil: Register) -> TargetList:
    """Everybody of sixty and more."""
    with acting(officer):
        card = write_criterion(actor=officer, name="ผู้สูงอายุ", sentence="คนอายุ 60 ปีขึ้นไป", definition=OLD)
        adopt_criterion(actor=officer, criterion=card)
        return draw_target_list(actor=officer, name="ผู้สูงอายุ ปี 2570", criterion=card, fiscal_year=2570)


@pytest.fixture
def meeting(officer: Actor, old_list: TargetList, user_of: Callable[[Role], User]) -> JointMeeting:
    """The joint meeting on that list, at which the partner speaks for the health station."""
    import datetime as dt

    with acting(officer):
        return hold_joint_meeting(
            actor=officer,
            target_list=old_list,
            held_on=dt.date(2026, 11, 2),
            venue="ห้องประชุม",
            parties=[PartyFacts("รพ.สต.", members=[user_of(Role.PARTNER)]), "โรงเรียน"],
        )


def person_called(given_name: str) -> Person:
    """Somebody of the civil register."""
    return Person.objects.get(given_name=given_name)
