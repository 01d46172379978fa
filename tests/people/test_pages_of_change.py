"""A change as it is done on the pages: look first, propose, somebody else decides, undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huangyai.kernel import Actor, Role
from huangyai.people.models import ChangeRequest, Household, HouseholdMember, Merge, Person
from huangyai.walls.entry import acting

Residents = dict[str, Person]
WHY = {"source": "ทะเบียนบ้าน", "reason": "แจ้งที่เคาน์เตอร์พร้อมหลักฐาน"}


def proposed(browser: Client, address: str, typed: dict[str, Any]) -> str:
    """Look at what would change, then propose it; gives back the request's address."""
    seen = browser.post(address, typed)
    assert seen.status_code == 200, seen.text[-2000:]
    answer = browser.post(address, {**typed, "seen": "1"})
    assert answer.status_code == 302, answer.text[-2000:]
    return str(answer["Location"])


def decide(browser: Client, request: str, verdict: str = "approved", reason: str = "") -> int:
    return browser.post(f"{request}decision/", {"verdict": verdict, "reason": reason}).status_code


def test_a_correction_goes_through_two_hands_and_back(
    officer: Actor, residents: Residents, browser_of: Callable[..., Client]
) -> None:
    person, browser = residents["เกษร"], browser_of(Role.OFFICER)
    address = reverse("people:person_change_new", args=[person.pk, "correction"])
    typed = {"field": "family_name", "value": "ทองดีเลิศ", **WHY}
    looked = browser.post(address, typed)
    assert "ทองดีเลิศ" in looked.text
    with acting(officer):
        assert not ChangeRequest.objects.exists()
    request = proposed(browser, address, typed)
    assert decide(browser, request) == 409
    other = browser_of(Role.LEADER)
    assert "ทองดีเลิศ" in other.get(request).text
    assert decide(other, request) == 302
    assert "ทองดีเลิศ" in browser.get(reverse("people:person_detail", args=[person.pk])).text
    assert "ทองดีเลิศ" in browser.get(reverse("people:person_list"), {"q": "ทองดีเลิด"}).text
    assert browser.post(f"{request}undoing/", {"reason": "พิมพ์ผิดคน"}).status_code == 302
    assert "ทองดีเลิศ" not in browser.get(reverse("people:person_list"), {"q": "เกษร"}).text
    assert browser.get(reverse("people:change_list"), {"state": "decided"}).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", ""),
        ("birth_date", "31 ก.พ. 2500"),
        ("national_id", "123"),
        ("phone", "12"),
        ("sex", "x"),
        ("nothing", "x"),
    ],
)
def test_a_correction_that_cannot_be_is_answered_with_the_form(
    field: str, value: str, residents: Residents, browser_of: Callable[..., Client]
) -> None:
    address = reverse("people:person_change_new", args=[residents["เกษร"].pk, "correction"])
    answer = browser_of(Role.OFFICER).post(address, {"field": field, "value": value, **WHY})
    assert answer.status_code == 422


def test_what_is_refused_is_said_on_the_form(residents: Residents, browser_of: Callable[..., Client]) -> None:
    person = residents["เกษร"]
    address = reverse("people:person_change_new", args=[person.pk, "correction"])
    answer = browser_of(Role.OFFICER).post(address, {"field": "family_name", "value": person.family_name, **WHY})
    assert answer.status_code == 422
    assert "เหมือนกับที่บันทึกไว้แล้ว" in answer.text


def test_a_house_is_split_gets_another_head_and_a_child(
    officer: Actor, residents: Residents, browser_of: Callable[..., Client]
) -> None:
    browser, other = browser_of(Role.OFFICER), browser_of(Role.ADMINISTRATOR)
    home, mother, father = residents["เกษร"].household, residents["เกษร"], residents["บุญเลิศ"]
    assert home is not None
    changes = {
        "head": {"head": str(father.pk), "former_part": "member", "on": "1 ม.ค. 2569"},
        "birth": {
            "title": "ด.ญ.",
            "given_name": "ข้าวหอม",
            "family_name": "ทองดี",
            "birth_date": "2 ม.ค. 2569",
            "child_id": "9000000000063",
            "mother": str(mother.pk),
            "father": str(father.pk),
        },
        "split": {
            "leaving": [str(mother.pk), str(residents["ต้นกล้า"].pk)],
            "head": str(mother.pk),
            "village": str(home.village_id),
            "house_no": "7/2",
            "on": "1 ก.พ. 2569",
        },
        "move": {
            "people_moving": [str(father.pk)],
            "moves": "home",
            "elsewhere": "กรุงเทพมหานคร",
            "on": "1 มี.ค. 2569",
        },
    }
    for kind, typed in changes.items():
        address = reverse("people:household_change_new", args=[home.pk, kind])
        request = proposed(browser, address, {**typed, **WHY})
        assert browser.get(request).status_code == 200
        assert decide(other, request) == 302, kind
    page = browser.get(reverse("people:household_detail", args=[home.pk])).text
    assert "ข้าวหอม" in page
    with acting(officer):
        new = Household.objects.get(house_no="7/2")
        assert {member.given_name for member in new.members.all()} == {"เกษร", "ต้นกล้า"}
        assert HouseholdMember.objects.get(household=new, part="head").person_id == mother.pk
    assert "เกษร" in page, "who left stands among those who lived here before"
    assert browser.get(reverse("people:household_detail", args=[new.pk])).status_code == 200


def test_declined_and_withdrawn(officer: Actor, residents: Residents, browser_of: Callable[..., Client]) -> None:
    browser, other = browser_of(Role.OFFICER), browser_of(Role.ADMINISTRATOR)
    address = reverse("people:person_change_new", args=[residents["กาล"].pk, "death"])
    typed = {"on": "1 ม.ค. 2569", **WHY}
    first = proposed(browser, address, typed)
    assert decide(other, first, "declined", "ยังมีชีวิตอยู่ พบตัวแล้ว") == 302
    second = proposed(browser, address, typed)
    assert decide(other, second, "withdrawn") == 403
    assert decide(browser, second, "withdrawn") == 302
    with acting(officer):
        assert not ChangeRequest.objects.filter(decision__isnull=True).exists()
    assert browser.get(reverse("people:person_change_new", args=[residents["กาล"].pk, "nonsense"])).status_code == 404


def test_double_entries_are_merged_and_taken_apart(
    officer: Actor, residents: Residents, browser_of: Callable[..., Client]
) -> None:
    browser, person, other = browser_of(Role.OFFICER), residents["เกษร"], residents["ไพลิน"]
    address = reverse("people:person_merges", args=[person.pk])
    assert "ไพลิน" in browser.get(address, {"q": "ไพลิน"}).text
    assert browser.post(address, {"other": str(other.pk), "reason": ""}).status_code == 422
    assert browser.post(address, {"other": "nobody", "reason": "คนเดียวกัน"}).status_code == 422
    asked = browser.post(address, {"other": str(other.pk), "reason": "เบอร์โทรเดียวกัน วันเกิดเดียวกัน"})["Location"]
    assert decide(browser, asked) == 409
    assert decide(browser_of(Role.ADMINISTRATOR), asked) == 302
    alias = reverse("people:person_detail", args=[other.pk])
    assert browser.get(alias)["Location"] == reverse("people:person_detail", args=[person.pk])
    assert browser.get(alias, {"entry": "1"}).status_code == 200
    with acting(officer):
        merge = Merge.objects.get()
    apart = browser.post(reverse("people:merge_removal", args=[merge.pk]))
    assert apart["Location"] == reverse("people:person_detail", args=[person.pk])
    assert browser.post(reverse("people:merge_removal", args=[merge.pk])).status_code == 404
    assert browser.get(alias).status_code == 200


def test_somebody_new_is_entered_only_after_a_search(residents: Residents, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.OFFICER)
    assert browser.get(reverse("people:person_new"))["Location"] == reverse("people:person_list")
    assert browser.get(reverse("people:person_new"), {"q": "มะลิ แย้ม"}).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_no_other_role_and_no_neighbour_decides(
    role: Role,
    residents: Residents,
    browser_of: Callable[..., Client],
    neighbour_browser_of: Callable[[Role], Client],
) -> None:
    address = reverse("people:person_change_new", args=[residents["กาล"].pk, "death"])
    request = proposed(browser_of(Role.OFFICER), address, {"on": "1 ม.ค. 2569", **WHY})
    deciders = {Role.OFFICER, Role.ADMINISTRATOR, Role.LEADER}
    theirs = neighbour_browser_of(role)
    assert theirs.get(request).status_code == (404 if role in deciders else 403)
    assert decide(theirs, request) == (404 if role in deciders else 403)
    if role not in deciders:
        ours = browser_of(role)
        assert ours.get(request).status_code == 403
        assert decide(ours, request) == 403
