from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.assembly.conftest import Meeting

from huangyai.assembly.actions import answer_problem, call_assembly, close_assembly, count_vote, raise_problem
from huangyai.assembly.models import Answer, Assembly, Ballot, Problem, Vote
from huangyai.engines.ballot import read_pabulib
from huangyai.kernel import Actor, Role
from huangyai.places.models import Municipality
from huangyai.walls.entry import acting

HOLDERS = {Role.OFFICER, Role.PLANNER}
READERS = HOLDERS | {Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR, Role.VOLUNTEER, Role.PARTNER}


def member_pages(meeting: Meeting) -> list[tuple[str, set[Role]]]:
    return [
        (reverse("assembly:assembly_list"), READERS),
        (reverse("assembly:assembly_detail", args=[meeting.assembly.pk]), READERS),
        (reverse("assembly:problem_list"), READERS),
        (reverse("assembly:problem_list") + "?waiting=1", READERS),
        (reverse("assembly:problem_detail", args=[meeting.heard.pk]), READERS),
        (reverse("assembly:assembly_new"), HOLDERS),
        (reverse("assembly:assembly_presence", args=[meeting.assembly.pk]), HOLDERS),
        (reverse("assembly:assembly_problem_new", args=[meeting.assembly.pk]), HOLDERS),
        (reverse("assembly:assembly_closure", args=[meeting.assembly.pk]), HOLDERS),
        (reverse("assembly:vote_new", args=[meeting.assembly.pk]), HOLDERS),
        (reverse("assembly:vote_ballot_entry", args=[meeting.vote.pk]), HOLDERS),
    ]


def public_pages(slug: str, meeting: Meeting) -> list[str]:
    return [
        reverse("assembly:public_assembly_list", args=[slug]),
        reverse("assembly:public_assembly_detail", args=[slug, meeting.assembly.pk]),
        reverse("assembly:public_problem_list", args=[slug]),
        reverse("assembly:public_problem_new", args=[slug]),
    ]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_at_every_page(
    role: Role, municipality: Municipality, meeting: Meeting, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(role)
    for address, allowed in member_pages(meeting):
        assert browser.get(address).status_code == (200 if role in allowed else 403), address
    for address in public_pages(municipality.slug, meeting):
        assert browser.get(address).status_code == 200, address


@pytest.mark.parametrize("role", list(Role))
def test_the_neighbours_roles_find_nothing(
    role: Role, meeting: Meeting, neighbour_browser_of: Callable[[Role], Client]
) -> None:
    browser = neighbour_browser_of(role)
    for address, allowed in member_pages(meeting):
        if str(meeting.assembly.pk) in address or str(meeting.heard.pk) in address or str(meeting.vote.pk) in address:
            assert browser.get(address).status_code == (404 if role in allowed else 403), address


def test_a_visitor_reads_the_public_pages_and_signs_in_for_the_others(
    municipality: Municipality, neighbour: Municipality, meeting: Meeting
) -> None:
    for address, _ in member_pages(meeting):
        assert Client().get(address)["Location"].startswith(reverse("account_login"))
    for address in public_pages(municipality.slug, meeting):
        assert Client().get(address).status_code == 200, address
    elsewhere = reverse("assembly:public_assembly_detail", args=[neighbour.slug, meeting.assembly.pk])
    assert Client().get(elsewhere).status_code == 404
    assert Client().get(reverse("assembly:public_problem_list", args=["nowhere"])).status_code == 404


def test_the_public_reads_what_was_said_voted_answered_and_written(
    municipality: Municipality, officer: Actor, meeting: Meeting
) -> None:
    with acting(officer):
        answer_problem(actor=officer, problem=meeting.heard, state="in_plan", reason="อยู่ในแผนปี 2570 แล้ว")
        count_vote(actor=officer, vote=meeting.vote)
        close_assembly(actor=officer, assembly=meeting.assembly, minutes="มติที่ประชุม: ทำค่ายก่อน")
    page = Client().get(reverse("assembly:public_assembly_detail", args=[municipality.slug, meeting.assembly.pk]))
    for words in ("เด็กไม่มีที่ไปช่วงปิดเทอม", "อยู่ในแผนปี 2570 แล้ว", "มติที่ประชุม: ทำค่ายก่อน", "รถรับส่ง"):
        assert words in page.text
    assert "officer of" not in page.text


def test_ballots_are_published_after_the_count_only(
    municipality: Municipality, officer: Actor, meeting: Meeting
) -> None:
    address = reverse("assembly:vote_ballots", args=[municipality.slug, meeting.vote.pk])
    assert address.endswith("/ballots.pb")
    assert Client().get(address).status_code == 404
    with acting(officer):
        count_vote(actor=officer, vote=meeting.vote)
    answer = Client().get(address)
    assert "attachment" in answer["Content-Disposition"]
    assert read_pabulib(answer.text).ballots.count == 8


def test_lists_of_any_length_ask_the_same_number_of_questions(
    municipality: Municipality,
    officer: Actor,
    meeting: Meeting,
    browser_of: Callable[..., Client],
    django_assert_max_num_queries: Any,
) -> None:
    browser = browser_of(Role.OFFICER)
    for size in (1, 25):
        with acting(officer):
            for at in range(size):
                made = raise_problem(
                    actor=officer, assembly=meeting.assembly, sentence=f"เรื่องที่ {at}", category="health"
                )
                answer_problem(actor=officer, problem=made, state="studying", reason="กำลังสำรวจพื้นที่จริง")
                call_assembly(actor=officer, title="ประชาคม", starts_at=meeting.assembly.starts_at, venue="ศาลา")
        for address in [page for page, _ in member_pages(meeting)] + public_pages(municipality.slug, meeting):
            with django_assert_max_num_queries(26):
                assert browser.get(address).status_code == 200


def test_an_assembly_from_the_call_to_the_minutes(
    officer: Actor, municipality: Municipality, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    called = browser.post(
        reverse("assembly:assembly_new"),
        {"title": "ประชาคมตำบล", "day": "22 พ.ย. 2569", "time": "09.30", "venue": "ศาลา", "agenda": "", "village": ""},
    )
    with acting(officer):
        assembly = Assembly.objects.get()
    here = reverse("assembly:assembly_detail", args=[assembly.pk])
    assert called["Location"] == here
    assert "9.30" in browser.get(here).text
    said = {
        "sentence": "น้ำประปาไม่ไหลตอนเย็น",
        "kind": "problem",
        "category": "infrastructure",
        "voices": "7",
        "village": "",
    }
    again = reverse("assembly:assembly_problem_new", args=[assembly.pk])
    assert browser.post(again, {**said, "another": "1"})["Location"] == again
    assert browser.post(again, said)["Location"] == here
    browser.post(reverse("assembly:assembly_presence", args=[assembly.pk]), {"present": "84"})
    opened = browser.post(
        reverse("assembly:vote_new", args=[assembly.pk]),
        {
            "question": "ทำอะไรก่อน", "with_money": "yes", "kind": "approval", "budget": "100000", "rule": "greedy",
            "name_1": "ซ่อมปั๊ม", "cost_1": "60000", "name_3": "ขุดบ่อ", "cost_3": "90000",
        },
    )  # fmt: skip
    assert opened["Location"] == f"{here}#votes"
    with acting(officer):
        vote = Vote.objects.get()
    entry = reverse("assembly:vote_ballot_entry", args=[vote.pk])
    wrong = browser.post(entry, {"ballots": "1\n1 5\n"})
    assert wrong.status_code == 422
    assert "แถว 2" in wrong.text
    assert browser.post(entry, {"ballots": "1\n1 2\n๒\n1"})["Location"] == entry
    browser.post(reverse("assembly:vote_count", args=[vote.pk]))
    browser.post(reverse("assembly:assembly_closure", args=[assembly.pk]), {"minutes": "มีมติให้ซ่อมปั๊มก่อน"})
    page = browser.get(here)
    for words in ("น้ำประปาไม่ไหลตอนเย็น", "84", "ซ่อมปั๊ม", "มีมติให้ซ่อมปั๊มก่อน"):
        assert words in page.text
    with acting(officer):
        assert Problem.objects.count() == 2
        assert Ballot.objects.count() == 4
    # What is closed stays closed, and the page says why.
    refused = browser.post(again, said, headers={"referer": f"http://testserver{here}"})
    assert refused["Location"] == f"http://testserver{here}"
    assert "ประชาคมนี้ปิดแล้ว" in browser.get(here).text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("assembly_new", {"title": "", "day": "32/13/2569", "time": "25:00", "venue": ""}),
        ("assembly_presence", {"present": "-4"}),
        ("assembly_problem_new", {"sentence": "สั้น", "kind": "?", "category": "?", "voices": "ก"}),
        ("assembly_closure", {"minutes": ""}),
        ("vote_new", {"question": "?", "budget": "ฟรี", "rule": "dice", "name_1": "ก", "cost_2": "5"}),
    ],
)
def test_bad_input_brings_the_form_back(
    name: str, typed: dict[str, str], meeting: Meeting, browser_of: Callable[..., Client]
) -> None:
    arguments = [] if name == "assembly_new" else [meeting.assembly.pk]
    assert browser_of(Role.OFFICER).post(reverse(f"assembly:{name}", args=arguments), typed).status_code == 422


@pytest.mark.parametrize("role", sorted(READERS))
def test_who_answers(role: Role, officer: Actor, meeting: Meeting, browser_of: Callable[..., Client]) -> None:
    browser, address = browser_of(role), reverse("assembly:problem_detail", args=[meeting.heard.pk])
    answers = role in HOLDERS | {Role.LEADER}
    assert ("<textarea" in browser.get(address).text) == answers
    sent = browser.post(address, {"state": "studying", "reason": "กองช่างจะสำรวจภายในเดือนนี้"})
    assert sent.status_code == (302 if answers else 403)
    with acting(officer):
        assert Answer.objects.count() == int(answers)
    if answers:
        assert browser.post(address, {"state": "studying", "reason": "รอ"}).status_code == 422


def test_residents_say_a_problem_and_visitors_are_invited(
    municipality: Municipality,
    officer: Actor,
    browser_of: Callable[..., Client],
    neighbour_browser_of: Callable[[Role], Client],
) -> None:
    address = reverse("assembly:public_problem_new", args=[municipality.slug])
    said = {"sentence": "สะพานไม้ผุ เด็กข้ามไปโรงเรียน", "kind": "problem", "category": "safety", "village": ""}
    visitor = Client()
    invited = visitor.get(address)
    assert reverse("account_login") in invited.text
    assert "<textarea" not in invited.text
    assert visitor.post(address, said)["Location"].startswith(reverse("account_login"))
    stranger = neighbour_browser_of(Role.RESIDENT)
    assert "<textarea" not in stranger.get(address).text
    assert stranger.post(address, said).status_code == 403
    resident = browser_of(Role.RESIDENT)
    assert resident.post(address, {**said, "sentence": ""}).status_code == 422
    assert resident.post(address, said).status_code == 302
    with acting(officer):
        assert Problem.objects.get().published is False
    listed = reverse("assembly:public_problem_list", args=[municipality.slug])
    assert "สะพานไม้ผุ" not in visitor.get(listed).text
    waiting = browser_of(Role.OFFICER).get(reverse("assembly:problem_list") + "?waiting=1")
    assert "สะพานไม้ผุ" in waiting.text
