"""One assembly by its pages alone, from the invitation to the answer on the public page."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from tests.assembly.hall import Hall, card

from huangyai.assembly import queries
from huangyai.assembly.models import Attendance, BallotPaper, Problem, Vote
from huangyai.engines.ballot import read_pabulib
from huangyai.kernel import Actor, Role
from huangyai.outbox.models import Message
from huangyai.places.models import Municipality
from huangyai.walls.entry import acting

SAID = [
    "ถนนหน้าโรงเรียนมืด", "น้ำประปาไม่ไหล", "คนแก่ไม่มีรถไปหาหมอ", "อยากเรียนทำขนม", "ขยะล้นศาลา",
    "สะพานไม้ผุ", "เด็กไม่มีสนามเล่น", "วัยรุ่นขี่รถเร็ว", "ไม่มีทางลาดที่อนามัย",
]  # fmt: skip


def test_twelve_people_nine_problems_one_vote_and_an_answer(
    officer: Actor, hall: Hall, municipality: Municipality, browser_of: Callable[..., Client]
) -> None:
    browser, pk = browser_of(Role.OFFICER), hall.assembly.pk

    def page(name: str, *args: object) -> str:
        return reverse(f"assembly:{name}", args=args)

    # Four are scanned, four show their card, four sign on paper.
    for invitee in hall.invitees[:4]:
        browser.post(page("code_check_in", invitee.code))
    for at in (6, 7, 8, 9):
        browser.post(page("assembly_door", pk), {"line": card(at)})
    signed = {
        "signed": [str(invitee.pk) for invitee in hall.invitees[4:]],
        "unlisted": "ป้าสมใจ\nลุงมี",
        "group": "resident",
    }
    browser.post(page("assembly_sheet", pk), signed)
    with acting(officer):
        assert queries.door(officer, hall.assembly).present == 12
        came = list(Attendance.objects.order_by("made_at"))
    for at, sentence in enumerate(SAID):
        speaker = str(came[0].pk) if at == 0 else ""
        said = {
            "sentence": sentence,
            "kind": "problem",
            "category": "safety",
            "voices": str(at + 1),
            "speaker": speaker,
        }
        assert browser.post(page("assembly_problem_new", pk), said).status_code == 302
    opened = {
        "question": "ทำอะไรก่อน", "with_money": "yes", "budget": "100000", "rule": "equal-shares", "kind": "approval",
        "name_1": "ไฟถนน", "cost_1": "60000", "name_2": "รถรับส่ง", "cost_2": "50000",
    }  # fmt: skip
    browser.post(page("vote_new", pk), opened)
    with acting(officer):
        vote = Vote.objects.get()
    browser.post(page("vote_papers", vote.pk), {"number": "2"})
    with acting(officer):
        papers = [paper.code for paper in BallotPaper.objects.all()]
    for attendance, code in zip(came[:2], papers, strict=True):
        browser.post(page("vote_paper_given", vote.pk, attendance.pk))
        browser.post(page("paper_entry", code), {"mark_1": "on"})
    booth = page("vote_booth", municipality.slug, vote.pk)
    for attendance in came[2:5]:
        shown = browser.post(page("attendance_voting_code", attendance.pk)).text
        found = re.search(r"(?<![\w-])[A-Z2-9]{4}-[A-Z2-9]{4}(?![\w-])", shown)
        assert found is not None
        assert Client().post(booth, {"mark_2": "on", "code": found[0]}).status_code == 302
    browser.post(page("vote_count", vote.pk))
    browser.post(page("resolution_new", pk), {"text": "ให้จัดรถรับส่งผู้สูงอายุก่อน"})
    draft = re.search(r"<textarea[^>]*>(.*?)</textarea>", browser.get(page("assembly_closure", pk)).text, re.DOTALL)
    assert draft is not None
    assert "มีผู้เข้าร่วม 12 คน" in draft[1]
    assert browser.post(page("assembly_closure", pk), {"minutes": draft[1].strip()}).status_code == 302
    with acting(officer):
        first = Problem.objects.get(sentence=SAID[0])
        name = hall.invitees[0].person.full_name
    answer = {"state": "in_plan", "reason": "อยู่ในแผนปี 2570 ติดไฟ 6 ต้น"}
    assert browser.post(page("problem_detail", first.pk), answer).status_code == 302
    # She reads it on the public page, and the officer sees that she is to be told.
    with acting(officer):
        told = Message.objects.get(purpose="answer")
    public = Client().get(page("public_assembly_detail", municipality.slug, pk)).text
    for words in ("ติดไฟ 6 ต้น", "ให้จัดรถรับส่งผู้สูงอายุก่อน", *SAID):
        assert words in public
    assert name not in public
    assert name in browser.get(reverse("outbox:message_detail", args=[told.pk])).text
    ballots = Client().get(page("vote_ballots", municipality.slug, vote.pk)).text
    assert read_pabulib(ballots).ballots.count == 5
    assert Client().get(page("public_minutes_pdf", municipality.slug, pk)).content.startswith(b"%PDF")
