"""A village of six who can be reached in six ways."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from tests.outbox.stand_in import TOKEN, StandIn, line_stand_in

from huangyai.kernel import Actor, Role, Words

YESTERDAY = dt.date(2026, 11, 21)
TEXT = Words(
    th="ขอเชิญประชุมประชาคม วันเสาร์ที่ 28 พ.ย. เวลา 9.00 น. ที่ศาลาวัด", en="Please come to the assembly on Saturday at 9."
)
OCCASION = Words(th="ประชาคมหมู่ 1", en="Assembly of Moo 1")


def line_user(digit: int) -> str:
    """The id of a LINE user who doesn't exist."""
    return f"U{digit:032x}"


@dataclass
class Six:
    """Who is reached how: on LINE, on a daughter's LINE, by telephone, on a daughter's telephone, by letter, who said no."""

    line: Any
    daughters_line: Any
    phone: Any
    daughters_phone: Any
    letter: Any
    refused: Any

    @property
    def all(self) -> list[Any]:
        return [self.line, self.daughters_line, self.phone, self.daughters_phone, self.letter, self.refused]


@pytest.fixture
def administrator(actor_of: Any) -> Actor:
    return actor_of(Role.ADMINISTRATOR)


@pytest.fixture
def six(officer: Actor, administrator: Actor) -> Six:
    from huangyai.outbox.actions import link_line, set_line_account
    from huangyai.people.actions import HouseholdFacts, PersonFacts, add_contact, admit_households, record_consent
    from huangyai.people.models import Person
    from huangyai.places.models import Village
    from huangyai.walls.entry import acting

    with acting(officer):
        first, second = Village.objects.order_by("number")
        names = [("กมล", "0800000001"), ("ขวัญ", ""), ("คำ", "0800000003"), ("งาม", ""), ("จันทร์", "")]
        homes = [
            HouseholdFacts(first, str(number), [PersonFacts(given_name=name, family_name="ใจดี", phone=phone)])
            for number, (name, phone) in enumerate(names, start=1)
        ]
        homes.append(HouseholdFacts(second, "6", [PersonFacts(given_name="ฉวี", phone="0800000006")]))
        admit_households(actor=officer, households=homes, source="counter")
        found = Six(*Person.objects.order_by("household__village__number", "household__place_key"))
        set_line_account(actor=administrator, token=TOKEN)
        link_line(actor=officer, person=found.line, user_id=line_user(1), agreed_on=YESTERDAY)
        link_line(actor=officer, person=found.daughters_line, user_id=line_user(2), agreed_on=YESTERDAY, whose="ลูกสาว")
        add_contact(actor=officer, person=found.daughters_phone, way="phone", value="0800000004", whose="ลูกสาว")
        record_consent(
            actor=officer, person=found.refused, purpose="contact", answer="refused", answered_on=YESTERDAY
        )  # fmt: skip
    return found


@pytest.fixture
def line(settings: Any) -> Iterator[StandIn]:
    """LINE, as far as the product can tell."""
    with line_stand_in() as stand_in:
        settings.LINE_MESSAGING_API = stand_in.address
        yield stand_in
