from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.office.conftest import TownHall

from huangyai.kernel import Actor, Refusal, Role
from huangyai.office.models import Correction, Paper, Position, Tenure
from huangyai.walls.entry import acting

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


def _here(actor: Actor) -> Any:
    return acting(actor)


def test_from_the_first_position_to_the_signed_and_corrected_letter(
    browser_of: Browser, user_of: Callable[[Role], Any], officer: Actor, town_hall: TownHall
) -> None:
    administrator, writer, mayor = (browser_of(role) for role in (Role.ADMINISTRATOR, Role.OFFICER, Role.LEADER))
    made = administrator.post(
        reverse("office:position_new"), {"name": "รองนายกเทศมนตรี", "rank": "2", "unit": str(town_hall.unit.pk)}
    )
    assert made.status_code == 302
    with _here(officer):
        deputy = Position.objects.get(rank=2, name__startswith="รอง")
    appointed = administrator.post(
        reverse("office:tenure_new"),
        {
            "position": str(deputy.pk),
            "user": str(user_of(Role.CASE_WORKER).pk),
            "kind": "holds",
            "first_day": "5/1/2569",
            "order_number": "1/2569",
            "ordered_on": "5/1/2569",
        },
    )
    assert appointed.status_code == 302
    desk = writer.get(reverse("office:desk")).content.decode()
    assert "รองนายกเทศมนตรี" in desk
    written = writer.post(
        reverse("office:paper_new"),
        {
            "kind": "letter",
            "unit": str(town_hall.unit.pk),
            "position": str(town_hall.mayor.pk),
            "subject": "ขอเชิญประชุม",
            "addressee": "นายอำเภอ",
            "body": "ด้วยเทศบาลจะจัดประชุม",
        },
    )
    with _here(officer):
        paper = Paper.objects.get()
    assert written["location"] == reverse("office:paper_detail", args=[paper.pk])
    signing = reverse("office:paper_signature", args=[paper.pk])
    writer.post(signing, headers={"referer": written["location"]})
    with _here(officer):
        assert not hasattr(Paper.objects.get(), "signature")
    assert mayor.post(signing).status_code == 302
    correcting = reverse("office:paper_correction", args=[paper.pk])
    assert writer.post(correcting, {"part": "subject", "right": "ขอเชิญร่วมประชุม", "reason": "ตกคำ"}).status_code == 302
    with _here(officer):
        assert Correction.objects.get().right == "ขอเชิญร่วมประชุม"
    shown = writer.get(written["location"]).content.decode()
    for words in ("จบ 52301/1", "ขอเชิญประชุม", "ขอเชิญร่วมประชุม", "ตกคำ"):
        assert words in shown


def test_officers_read_the_desk_but_appoint_nobody(browser_of: Browser, town_hall: TownHall, officer: Actor) -> None:
    browser = browser_of(Role.OFFICER)
    assert reverse("office:tenure_new") not in browser.get(reverse("office:desk")).content.decode()
    assert browser.post(reverse("office:unit_new"), {"name": "ก", "letter_prefix": "ก"}).status_code == 403
    assert browser_of(Role.PARTNER).get(reverse("office:desk")).status_code == 403


def test_a_wrong_form_comes_back_open_with_what_was_typed(browser_of: Browser, town_hall: TownHall) -> None:
    answer = browser_of(Role.ADMINISTRATOR).post(reverse("office:unit_new"), {"name": "กองช่าง"})
    assert answer.status_code == 422
    assert "กองช่าง" in answer.content.decode()


def test_a_last_day_is_written_down(browser_of: Browser, town_hall: TownHall, officer: Actor) -> None:
    with _here(officer):
        held = Tenure.objects.get(position=town_hall.clerk)
    address = reverse("office:tenure_end", args=[held.pk])
    answer = browser_of(Role.ADMINISTRATOR).post(address, {"last_day": "30/9/2569", "order_number": "9/2569"})
    assert answer.status_code == 302
    assert "9/2569" in browser_of(Role.OFFICER).get(reverse("office:desk")).content.decode()


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_paper_comes_as_a_file(browser_of: Browser, officer: Actor, town_hall: TownHall, kind: str) -> None:
    from huangyai.design.documents import find_fonts
    from huangyai.office.actions import PaperFacts, write_paper

    try:
        find_fonts()
    except Refusal as refusal:
        pytest.skip(f"Sarabun is not built here: {refusal}")
    with _here(officer):
        facts = PaperFacts("memo", "ขออนุมัติ", "นายกเทศมนตรี", "ด้วยสำนักปลัดจะจัดรถรับส่ง")
        paper = write_paper(actor=officer, unit=town_hall.unit, position=town_hall.mayor, facts=facts)
    answer = browser_of(Role.OFFICER).get(reverse(f"office:paper_{kind}", args=[paper.pk]))
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF" if kind == "pdf" else b"PK")
