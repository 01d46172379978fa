"""Twelve residents of the first village, and an assembly of it with nothing said yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from huangyai.assembly.actions import ProposalFacts, call_assembly, invite_group, open_vote
from huangyai.assembly.models import Assembly, Invitee, Vote
from huangyai.kernel import Actor, NationalId
from huangyai.kernel.identity import check_digit
from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households
from huangyai.people.models import Person
from huangyai.places.models import Village

NAMES = ["มะลิ", "กุหลาบ", "บัว", "จำปี", "พุด", "แก้ว", "ชบา", "ราตรี", "สร้อย", "ลำดวน", "พิกุล", "สารภี"]
PROPOSALS = [
    ProposalFacts("ค่ายปิดเทอม", Decimal(40_000)),
    ProposalFacts("รถรับส่ง", Decimal(45_000)),
    ProposalFacts("ไฟทาง", Decimal(60_000)),
]


@dataclass
class Hall:
    assembly: Assembly
    people: list[Person]
    invitees: list[Invitee]

    def vote(self, officer: Actor, **how: object) -> Vote:
        return open_vote(
            actor=officer,
            assembly=self.assembly,
            question="ทำอะไรก่อน",
            budget=Decimal(100_000),
            proposals=PROPOSALS,
            **how,
        )


def card(at: int) -> str:
    first = f"9{at:011d}"
    return f"{first}{check_digit(first)}"


def open_hall(officer: Actor) -> Hall:
    village = Village.objects.get(number=1)
    homes = [
        HouseholdFacts(
            village,
            f"{at}/1",
            [
                PersonFacts(
                    given_name=name,
                    family_name="บานเย็น",
                    sex="f" if at % 3 else "m",
                    birth_date=dt.date(2013 if at == 11 else 1960 + at, 5, 1),
                    national_id=NationalId.parse(card(at)),
                    phone=f"08000000{at:02d}",
                )
            ],
        )
        for at, name in enumerate(NAMES)
    ]
    people = admit_households(actor=officer, households=homes, source="test")
    assembly = call_assembly(
        actor=officer,
        title="ประชาคมหมู่บ้าน ม.1",
        starts_at=dt.datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok")),
        venue="ศาลาประชาคม",
        village=village,
        agenda="- รับฟังปัญหา\n- ลงคะแนน",
    )
    invite_group(actor=officer, assembly=assembly, group="resident", people=people[:6], seats=40)
    return Hall(assembly, people, list(Invitee.objects.filter(assembly=assembly).order_by("person__sort_key")))
