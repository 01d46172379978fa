"""Twelve people in four houses, entered as the civil register enters them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from huangyai.kernel import Actor, NationalId, Role
from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households, approve_merge, propose_merge
from huangyai.people.models import Merge, Person
from huangyai.places.models import Village
from huangyai.walls.entry import acting

# Ids that begin with 9 belong to nobody.
IDS = ("9000000000012", "9000000000021", "9000000000039")

PEOPLE = (
    ("1", "12/3", [("นางสาว", "สมศรี", "แสงจันทร์", "ติ๋ม", "0812345678"), ("นาย", "ณัฐพล", "แสงจันทร์", "ต้น", "")]),
    ("1", "7", [("นาย", "บุญเลิศ", "ทองดี", "", ""), ("นาง", "เกษร", "ทองดี", "", ""), ("ด.ช.", "ต้นกล้า", "ทองดี", "", "")]),
    ("2", "45", [("นาง", "ไพลิน", "ใจงาม", "", ""), ("นาย", "วิเชียร", "ใจงาม", "", "039311111")]),
    ("2", "12/3", [("นาย", "กาล", "ศรีสุข", "", ""), ("นาง", "เป็ด", "วงศ์ไทย", "", "")]),
)


def enter_people(officer: Actor) -> list[Person]:
    """The twelve; the first three have ids."""
    here = {str(village.number): village for village in Village.objects.all()}
    ids = iter(IDS)
    homes = [
        HouseholdFacts(
            here[village],
            house_no,
            [
                PersonFacts(
                    title=title,
                    given_name=given,
                    family_name=family,
                    nickname=nickname,
                    phone=phone,
                    sex="m" if title in {"นาย", "ด.ช."} else "f",
                    birth_date=dt.date(1950 + 3 * at, 5, 1),
                    national_id=NationalId(digits) if (digits := next(ids, "")) else None,
                )
                for at, (title, given, family, nickname, phone) in enumerate(members)
            ],
        )
        for village, house_no, members in PEOPLE
    ]
    return admit_households(actor=officer, households=homes, source="test")


@pytest.fixture
def colleague(actor_of: Callable[[Role], Actor]) -> Actor:
    """Another member of staff, who looks at what the officer proposes."""
    return actor_of(Role.ADMINISTRATOR)


@pytest.fixture
def join(officer: Actor, colleague: Actor) -> Callable[[Person, Person], Merge]:
    """Two entries become one person as it is done: one proposes, another confirms."""

    def propose_and_approve(alias: Person, canonical: Person) -> Merge:
        request = propose_merge(actor=officer, alias=alias, canonical=canonical, reason="วันเกิดและเบอร์โทรเดียวกัน")
        return approve_merge(actor=colleague, request=request)

    return propose_and_approve


@pytest.fixture
def residents(officer: Actor) -> dict[str, Person]:
    """The twelve, by given name."""
    with acting(officer):
        return {person.given_name: person for person in enter_people(officer)}
