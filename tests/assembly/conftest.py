"""An assembly that was called, with two problems said in it and a vote."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from tests.assembly.hall import Hall, open_hall

from huangyai.assembly.actions import (
    ProposalFacts,
    call_assembly,
    cast_ballots,
    note_presence,
    open_vote,
    raise_problem,
)
from huangyai.assembly.models import Assembly, Problem, Vote
from huangyai.kernel import Actor
from huangyai.places.models import Village
from huangyai.walls.entry import acting

BALLOTS = [[1], [1, 2], [2], [1, 3], [3], [1, 2, 3], [2, 3], [1]]


@dataclass
class Meeting:
    """What the tests need of the assembly."""

    assembly: Assembly
    heard: Problem
    need: Problem
    vote: Vote


@pytest.fixture
def meeting(officer: Actor) -> Meeting:
    """The assembly of the first village, still open."""
    with acting(officer):
        village = Village.objects.get(number=1)
        called = call_assembly(
            actor=officer,
            title="ประชาคมหมู่บ้าน ม.1",
            starts_at=dt.datetime(2026, 1, 18, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok")),
            venue="ศาลาประชาคม",
            village=village,
            agenda="- รับฟังปัญหา",
        )
        heard = raise_problem(
            actor=officer, assembly=called, sentence="เด็กไม่มีที่ไปช่วงปิดเทอม", category="children", voices=14
        )
        need = raise_problem(
            actor=officer,
            assembly=called,
            sentence="อยากให้มีรถรับส่งไปโรงพยาบาล",
            category="elderly",
            kind="need",
            voices=3,
        )
        note_presence(actor=officer, assembly=called, present=30)
        vote = open_vote(
            actor=officer,
            assembly=called,
            question="ปีแรกควรทำอะไรก่อน",
            budget=Decimal(100_000),
            proposals=[
                ProposalFacts('ค่ายปิดเทอม; "ฤดูร้อน"', Decimal(40_000), heard),
                ProposalFacts("รถรับส่ง", Decimal("45000.50"), need),
                ProposalFacts("ไฟทาง", Decimal(90_000)),
            ],
        )
        cast_ballots(actor=officer, vote=vote, ballots=BALLOTS)
    return Meeting(called, heard, need, vote)


@pytest.fixture
def hall(officer: Actor) -> Hall:
    """An assembly to which twelve residents may come, six of them on the sheet by name."""
    with acting(officer):
        return open_hall(officer)
