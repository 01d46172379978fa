from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.targets.conftest import CIVIL, ELDERLY, OLD, person_called

from huangyai.kernel import Actor, Role
from huangyai.ledger.models import Entry
from huangyai.people.models import Person
from huangyai.targets import queries
from huangyai.targets.actions import add_candidate, adopt_criterion, bring_register, draw_target_list, write_criterion
from huangyai.targets.models import Criterion, Decision, JointMeeting, Register, TargetList
from huangyai.walls.entry import acting

STAFF = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR}
WRITERS = {Role.OFFICER, Role.PLANNER}
KEEPERS = {Role.OFFICER, Role.ADMINISTRATOR}
ROW_READERS = {Role.OFFICER, Role.CASE_WORKER, Role.ADMINISTRATOR}


def pages(meeting: JointMeeting, register: Register) -> list[tuple[str, set[Role]]]:
    here = [meeting.target_list_id]
    return [
        (reverse("targets:target_list_list"), STAFF | {Role.PARTNER}),
        (reverse("targets:target_list_detail", args=here), STAFF | {Role.PARTNER}),
        (reverse("targets:target_list_detail", args=here) + "?outcome=", STAFF | {Role.PARTNER}),
        (reverse("targets:decision_list", args=here), {Role.OFFICER}),
        (reverse("targets:meeting_detail", args=[meeting.pk]), (STAFF | {Role.PARTNER}) - {Role.ADMINISTRATOR}),
        (reverse("targets:candidate_new", args=here) + "?q=สมศี", {Role.OFFICER}),
        (reverse("targets:meeting_new", args=here), WRITERS),
        (reverse("targets:target_list_new"), WRITERS),
        (reverse("targets:criterion_list"), STAFF),
        (reverse("targets:criterion_new"), WRITERS),
        (reverse("targets:register_list"), STAFF),
        (reverse("targets:register_detail", args=[register.pk]), STAFF),
        (reverse("targets:register_detail", args=[register.pk]) + "?loose=1", STAFF),
        (reverse("targets:register_new"), KEEPERS),
    ]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_at_every_page(
    role: Role, meeting: JointMeeting, elderly: Register, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(role)
    for address, allowed in pages(meeting, elderly):
        assert browser.get(address).status_code == (200 if role in allowed else 403), address


@pytest.mark.parametrize("role", list(Role))
def test_the_neighbours_roles_find_nothing(
    role: Role, meeting: JointMeeting, elderly: Register, neighbour_browser_of: Callable[[Role], Client]
) -> None:
    browser = neighbour_browser_of(role)
    for address, allowed in pages(meeting, elderly):
        if {str(meeting.target_list_id), str(meeting.pk)} & set(address.split("/")) or str(elderly.pk) in address:
            assert browser.get(address).status_code == (404 if role in allowed else 403), address


def test_a_visitor_is_asked_to_sign_in(meeting: JointMeeting, elderly: Register) -> None:
    for address, _ in pages(meeting, elderly):
        assert Client().get(address)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", sorted(STAFF))
def test_names_on_an_offices_list_are_opened_by_few_and_every_look_is_kept(
    role: Role, officer: Actor, elderly: Register, browser_of: Callable[..., Client]
) -> None:
    page = browser_of(role).get(reverse("targets:register_detail", args=[elderly.pk]) + "?loose=1")
    assert ("นางแปลกหน้า ต่างถิ่น" in page.text) == (role in ROW_READERS)
    with acting(officer):
        looks = Entry.objects.filter(verb="looked-at", subject_id=elderly.pk)
        assert looks.count() == int(role in ROW_READERS)


def test_partners_see_names_and_reasons_but_no_link_to_the_register(
    meeting: JointMeeting, browser_of: Callable[..., Client]
) -> None:
    page = browser_of(Role.PARTNER).get(reverse("targets:target_list_detail", args=[meeting.target_list_id]))
    assert "นางสมศรี แสงจันทร์" in page.text
    assert "อายุ " in page.text
    assert "/people/" not in page.text


def test_lists_of_any_length_ask_the_same_number_of_questions(
    officer: Actor,
    meeting: JointMeeting,
    elderly: Register,
    browser_of: Callable[..., Client],
    django_assert_max_num_queries: Any,
) -> None:
    browser = browser_of(Role.OFFICER)
    head, row = ELDERLY.splitlines()[:2]
    for size in (1, 30):
        with acting(officer):
            card = write_criterion(actor=officer, name="ผู้สูงอายุ", sentence="ก", definition=OLD)
            adopt_criterion(actor=officer, criterion=card)
            more = "\n".join(
                [CIVIL.splitlines()[0], *(f"{at},,นาย,ชาย{at},ก,ชาย,1 ม.ค. 2490,{at},22010801" for at in range(size))]
            )
            bring_register(actor=officer, kind="civil", file_name="c.csv", content=more.encode())
            bring_register(
                actor=officer, kind="elderly", file_name="e.csv", content="\n".join([head, *[row] * size]).encode()
            )
            draw_target_list(actor=officer, name=f"ชุด {size}", criterion=card, fiscal_year=2570)
            for person in Person.objects.filter(given_name__startswith="ชาย").order_by("pk")[:size]:
                if not queries.candidates(officer, meeting.target_list).filter(person=person).exists():
                    add_candidate(actor=officer, target_list=meeting.target_list, person=person, reason="ที่ประชุมเสนอ")
        for address, _ in pages(meeting, elderly):
            with django_assert_max_num_queries(34):
                assert browser.get(address).status_code == 200


def test_a_waiting_row_finds_its_person_by_hand(
    officer: Actor, elderly: Register, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    with acting(officer):
        row, who = queries.register_rows(officer, elderly)[1], person_called("บุญเลิศ")
    address = reverse("targets:row_person", args=[row.pk])
    assert "นายบุญเลิศ ทองดี" in browser.get(address).text
    assert browser.post(address, {"person": "nobody"}).status_code == 422
    named = browser.post(address, {"person": str(who.pk)})
    assert named["Location"] == reverse("targets:register_detail", args=[elderly.pk]) + "?loose=1"
    with acting(officer):
        assert queries.register_rows(officer, elderly)[1].person == who
    for role in (Role.LEADER, Role.PLANNER, Role.CASE_WORKER):
        assert browser_of(role).get(address).status_code == 403


def test_joining_is_a_deed_not_a_link(officer: Actor, elderly: Register, browser_of: Callable[..., Client]) -> None:
    browser, address = browser_of(Role.OFFICER), reverse("targets:register_joins")
    assert browser.get(address).status_code == 200
    with acting(officer):
        assert not Entry.objects.filter(verb="joining.asked").exists()
    assert browser_of(Role.PLANNER).post(address).status_code == 403


def test_a_card_and_a_list_from_the_page(officer: Actor, civil: Register, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.PLANNER)
    card = {
        "name": "เด็ก",
        "sentence": "เด็กอายุไม่เกิน 15 ปี",
        "together": "all",
        "asks_1_1": "age-at_most",
        "number_1_1": "15",
    }
    assert browser.post(reverse("targets:criterion_new"), card).status_code == 302
    with acting(officer):
        made = Criterion.objects.get()
        assert made.definition == {"all": [{"fact": "age", "is": "at_most", "value": 15}]}
        adopt_criterion(actor=officer, criterion=made)
    listed = browser.get(reverse("targets:criterion_list"))
    assert "เด็กอายุไม่เกิน 15 ปี" in listed.text
    drawn = browser.post(
        reverse("targets:target_list_new"), {"criterion": str(made.pk), "name": "เด็ก ปี 2570", "fiscal_year": "2570"}
    )
    assert "ด.ญ.มะลิ ทองดี" in browser.get(drawn["Location"]).text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("criterion_new", {"name": "ก", "sentence": "ข", "together": "all"}),
        ("criterion_new", {"name": "ก", "sentence": "ข", "together": "all", "asks_1_1": "age-at_least"}),
        ("criterion_new", {"name": "", "sentence": "", "together": "some", "asks_1_1": "gossip"}),
        ("target_list_new", {"criterion": "nothing", "name": "", "fiscal_year": "70"}),
        ("meeting_new", {"held_on": "เมื่อวาน", "venue": "", "name_1": "เทศบาล", "name_2": "เทศบาล"}),
        ("meeting_new", {"held_on": "2 พ.ย. 2569", "venue": "ห้อง", "name_1": "เทศบาล"}),
        ("decision_list", {"candidate": ["nobody"]}),
        ("candidate_new", {"person": "nobody", "reason": ""}),
    ],
)
def test_bad_input_brings_the_form_back(
    name: str, typed: dict[str, Any], meeting: JointMeeting, browser_of: Callable[..., Client]
) -> None:
    arguments = [] if name in {"criterion_new", "target_list_new"} else [meeting.target_list_id]
    answer = browser_of(Role.OFFICER).post(reverse(f"targets:{name}", args=arguments), typed)
    assert answer.status_code == 422


def test_a_meeting_from_its_beginning_to_the_last_name(
    officer: Actor, old_list: TargetList, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    decisions = reverse("targets:decision_list", args=[old_list.pk])
    assert browser.get(decisions)["Location"] == reverse("targets:target_list_detail", args=[old_list.pk])
    begun = browser.post(
        reverse("targets:meeting_new", args=[old_list.pk]),
        {"held_on": "2 พ.ย. 2569", "venue": "ห้องประชุม", "name_1": "รพ.สต.", "name_2": "โรงเรียน"},
    )
    assert begun["Location"] == decisions
    with acting(officer):
        who = person_called("วิเชียร")
    added = browser.post(
        reverse("targets:candidate_new", args=[old_list.pk]), {"person": str(who.pk), "reason": "ดูแลแม่"}
    )
    assert added.status_code == 302
    with acting(officer):
        first, second, third = queries.candidates(officer, old_list)
    said = {"candidate": [str(first.pk), str(second.pk), str(third.pk)], f"outcome_{first.pk}": "declined"}
    mute = browser.post(decisions, {**said, "common_reason": "อยู่จริง"})
    assert mute.status_code == 422
    sent = browser.post(
        decisions,
        {
            **said,
            f"reason_{first.pk}": "ย้ายไปอยู่กับลูก",
            f"outcome_{second.pk}": "confirmed",
            "common_reason": "ผู้แทนหมู่บ้านยืนยัน",
        },
    )
    assert sent["Location"] == decisions
    with acting(officer):
        outcomes = {d.candidate_id: (d.outcome, d.reason) for d in Decision.objects.all()}
        assert outcomes == {
            first.pk: ("declined", "ย้ายไปอยู่กับลูก"),
            second.pk: ("confirmed", "ผู้แทนหมู่บ้านยืนยัน"),
        }
    # Another screen decides the same name: the first word stands.
    twice = browser.post(
        decisions, {"candidate": [str(first.pk)], f"outcome_{first.pk}": "confirmed", "common_reason": "อยู่จริง"}
    )
    assert twice.status_code == 409
    browser.post(
        decisions, {"candidate": [str(third.pk)], f"outcome_{third.pk}": "confirmed", "common_reason": "อยู่จริง"}
    )
    assert "<textarea" not in browser.get(decisions).text
    confirmed = browser.get(reverse("targets:target_list_detail", args=[old_list.pk]) + "?outcome=confirmed")
    assert "ย้ายไปอยู่กับลูก" not in confirmed.text
    assert "ผู้แทนหมู่บ้านยืนยัน" in confirmed.text
