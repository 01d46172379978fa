from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from tests.office.conftest import FIRST_DAY, TownHall, order

from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.office.actions import (
    PaperFacts,
    appoint,
    correct_paper,
    end_tenure,
    issue_number,
    keep_file,
    sign_paper,
    withdraw_paper,
    write_paper,
)
from huangyai.office.models import DocumentNumber, KeptFile, Paper, Tenure
from huangyai.office.queries import (
    block_of,
    corrections_of,
    file_content,
    is_as_signed,
    paper,
    position_lines,
    signers,
)
from huangyai.office.rules import Term
from huangyai.walls.entry import acting

DAY = dt.date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def _letter(actor: Actor, hall: TownHall, kind: str = "letter") -> Paper:
    facts = PaperFacts(kind, "ขอเชิญประชุม", "นายอำเภอเมืองจันทบุรี", "ด้วยเทศบาลจะจัดประชุม\nจึงเรียนมาเพื่อโปรดทราบ")
    return write_paper(actor=actor, unit=hall.unit, position=hall.mayor, facts=facts)


def test_each_position_shows_who_signs_for_it_today(administrator: Actor, town_hall: TownHall) -> None:
    with acting(administrator):
        lines = position_lines(administrator, DAY)
        assert [(line.position.name, len(line.tenures)) for line in lines] == [("นายกเทศมนตรี", 1), ("ปลัดเทศบาล", 1)]
        assert [line.tenures for line in position_lines(administrator, FIRST_DAY - dt.timedelta(1))] == [[], []]


def test_a_tenure_ends_on_its_last_day_and_the_next_begins_after_it(
    administrator: Actor, town_hall: TownHall, user_of: Callable[[Role], Any]
) -> None:
    with acting(administrator):
        held = Tenure.objects.get(position=town_hall.clerk)
        with pytest.raises(Refusal, match="position-taken"):
            _appoint(administrator, town_hall.clerk, user_of(Role.OFFICER), "holds", Term(DAY))
        end_tenure(actor=administrator, tenure=held, last_day=DAY, order_number="30/2569")
        _appoint(administrator, town_hall.clerk, user_of(Role.OFFICER), "holds", Term(DAY + dt.timedelta(1)))
        assert [each.user_id for each in signers(town_hall.clerk, DAY)] == [held.user_id]
        assert [each.user_id for each in signers(town_hall.clerk, DAY + dt.timedelta(1))] == [user_of(Role.OFFICER).pk]


def test_nobody_gives_themselves_a_position(
    administrator: Actor, officer: Actor, town_hall: TownHall, user_of: Callable[[Role], Any]
) -> None:
    with acting(administrator):
        with pytest.raises(Refusal, match="own-appointment"):
            _appoint(administrator, town_hall.mayor, user_of(Role.ADMINISTRATOR), "acting", Term(DAY))
        with pytest.raises(NotAllowed):
            _appoint(officer, town_hall.mayor, user_of(Role.PLANNER), "acting", Term(DAY))


def test_acting_and_delegated_signatures_say_so(
    administrator: Actor, town_hall: TownHall, user_of: Callable[[Role], Any]
) -> None:
    with acting(administrator):
        clerk = user_of(Role.PLANNER)
        tenure = _appoint(administrator, town_hall.mayor, clerk, "acting", Term(DAY, DAY), name="นางตัวอย่าง รอบคอบ")
        assert block_of(tenure, DAY) == ("(นางตัวอย่าง รอบคอบ)", "ปลัดเทศบาล", "รักษาการในตำแหน่ง นายกเทศมนตรี")


def test_signing_gives_number_block_and_digest_once(leader: Actor, officer: Actor, town_hall: TownHall) -> None:
    with acting(officer):
        written = _letter(officer, town_hall)
        with pytest.raises(Refusal, match="not-in-position"):
            sign_paper(actor=officer, paper=written, day=DAY)
        assert not DocumentNumber.objects.exists()
        signature = sign_paper(actor=leader, paper=written, day=DAY)
        assert (str(signature.number), signature.block) == (
            "จบ 52301/1",
            ["(นายตัวอย่าง นำทาง)", "นายกเทศมนตรี"],
        )
        with pytest.raises(Refusal, match="paper-signed"):
            sign_paper(actor=leader, paper=written, day=DAY)
        assert is_as_signed(paper(officer, written.pk))
        Paper.objects.filter(pk=written.pk).update(body="อย่างอื่น")
        assert not is_as_signed(paper(officer, written.pk))


def test_a_correction_stands_beside_what_was_signed(
    leader: Actor, officer: Actor, planner: Actor, town_hall: TownHall
) -> None:
    with acting(officer):
        written = _letter(officer, town_hall)
        with pytest.raises(Refusal, match="paper-not-signed"):
            correct_paper(actor=officer, paper=written, part="subject", right="ขอเชิญร่วมประชุม", reason="ตกคำ")
        sign_paper(actor=leader, paper=written, day=DAY)
        with pytest.raises(NotAllowed):
            correct_paper(actor=planner, paper=written, part="subject", right="ก", reason="ข")
        correct_paper(actor=officer, paper=written, part="subject", right="ขอเชิญร่วมประชุม", reason="ตกคำ")
        correct_paper(actor=leader, paper=written, part="subject", right="ขอเชิญประชุมร่วม", reason="คำผิดลำดับ")
        told = corrections_of([written])[written.pk]
        assert [(each.wrong, each.right) for each in told] == [
            ("ขอเชิญประชุม", "ขอเชิญร่วมประชุม"),
            ("ขอเชิญร่วมประชุม", "ขอเชิญประชุมร่วม"),
        ]
        now = paper(officer, written.pk)
        assert now.subject == "ขอเชิญประชุม"
        assert is_as_signed(now)


def test_a_paper_is_taken_back_only_before_it_is_signed_and_gets_no_number(
    leader: Actor, officer: Actor, planner: Actor, actor_of: Callable[[Role], Actor], town_hall: TownHall
) -> None:
    with acting(officer):
        theirs, signed = _letter(planner, town_hall), _letter(officer, town_hall)
        with pytest.raises(NotAllowed):
            withdraw_paper(actor=actor_of(Role.CASE_WORKER), paper=theirs, reason="ไม่ใช่ของตน")
        with pytest.raises(Refusal, match="withdrawal-without-reason"):
            withdraw_paper(actor=planner, paper=theirs, reason=" ")
        withdraw_paper(actor=planner, paper=theirs, reason="เลื่อนการประชุม", day=DAY)
        assert paper(officer, theirs.pk).withdrawal.reason == "เลื่อนการประชุม"
        with pytest.raises(Refusal, match="paper-withdrawn"):
            sign_paper(actor=leader, paper=theirs, day=DAY)
        assert not DocumentNumber.objects.exists()
        sign_paper(actor=leader, paper=signed, day=DAY)
        with pytest.raises(Refusal, match="paper-signed"):
            withdraw_paper(actor=officer, paper=signed, reason="สายไป")


def test_numbers_run_by_unit_and_calendar_year_and_a_failed_paper_leaves_no_gap(
    officer: Actor, town_hall: TownHall
) -> None:
    with acting(officer):
        for day, expected in ((DAY, "จบ 52301/1"), (DAY, "จบ 52301/2"), (dt.date(2027, 1, 4), "จบ 52301/1")):
            assert str(issue_number(actor=officer, unit=town_hall.unit, subject="เรื่อง", day=day)) == expected
        with pytest.raises(RuntimeError, match="paper lost"):
            _number_for_a_lost_paper(officer, town_hall)
        assert str(issue_number(actor=officer, unit=town_hall.unit, subject="ต่อไป", day=DAY)) == "จบ 52301/3"


def test_two_processes_get_numbers_without_gap_or_double(
    committed_rows: None, town_hall: TownHall, officer: Actor
) -> None:
    asked, each = 2, 6
    start = threading.Barrier(asked)

    def ask() -> None:
        start.wait(timeout=20)
        try:
            for _ in range(each):
                with acting(officer):
                    issue_number(actor=officer, unit=town_hall.unit, subject="พร้อมกัน", day=DAY)
        finally:
            connection.close()

    askers = [threading.Thread(target=ask) for _ in range(asked)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(timeout=60)
    with acting(officer):
        given = sorted(DocumentNumber.objects.values_list("running", flat=True))
    assert given == list(range(1, asked * each + 1))


def test_a_kept_file_is_sealed_and_opens_as_it_was(officer: Actor, town_hall: TownHall) -> None:
    content = b"%PDF-1.7 " + "ใบเสร็จรับเงิน".encode()
    with acting(officer):
        kept = keep_file(actor=officer, name="ใบเสร็จ.pdf", content=content)
        kept = KeptFile.objects.get(pk=kept.pk)
        assert content not in bytes(kept.content_sealed)
        assert file_content(kept) == content


def _number_for_a_lost_paper(actor: Actor, hall: TownHall) -> None:
    with acting(actor):
        issue_number(actor=actor, unit=hall.unit, subject="ล้มเหลว", day=DAY)
        raise RuntimeError("paper lost")


def _appoint(actor: Actor, position: Any, user: Any, kind: str, term: Term, name: str = "") -> Tenure:
    return appoint(actor=actor, position=position, user=user, kind=kind, term=term, order=order("30/2569"), name=name)
