"""Sessions as officers, volunteers and partners meet them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.activities.conftest import FIRST_DAY, Held, enter_people, hold_session

from huangyai.activities.actions import enrol
from huangyai.activities.models import Activity, Attendance, Expense, Session, Venue
from huangyai.kernel import Actor, Role
from huangyai.walls.entry import acting

BrowserOf = Callable[..., Client]
READERS = {
    Role.OFFICER,
    Role.PLANNER,
    Role.LEADER,
    Role.CASE_WORKER,
    Role.ADMINISTRATOR,
    Role.VOLUNTEER,
    Role.PARTNER,
}
NAME_READERS = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.VOLUNTEER}


@pytest.fixture
def addresses(held: Held) -> dict[str, tuple[str, set[Role]]]:
    """Every page of the room, and who may open it."""
    one = f"/sessions/{held.session.pk}/"
    return {
        "list": ("/sessions/", READERS),
        "past": ("/sessions/?when=past", READERS),
        "detail": (one, READERS),
        "attendance": (f"{one}attendance/", {Role.OFFICER, Role.VOLUNTEER}),
        "expenses": (f"{one}expenses/", {Role.OFFICER}),
        "placement": ("/sessions/placement/", {Role.OFFICER}),
        "activity": ("/activities/new/", {Role.OFFICER}),
    }


def test_who_opens_what(addresses: dict[str, tuple[str, set[Role]]], browser_of: BrowserOf) -> None:
    for role in Role:
        browser = browser_of(role)
        for name, (address, allowed) in addresses.items():
            assert browser.get(address).status_code == (200 if role in allowed else 403), name
            if name not in {"list", "past", "detail"} and role not in allowed:
                assert browser.post(address, {}).status_code == 403, name


def test_who_reads_the_names(held: Held, browser_of: BrowserOf) -> None:
    for role in Role:
        page = browser_of(role).get(f"/sessions/{held.session.pk}/").content.decode()
        assert ("สมศรี" in page) is (role in NAME_READERS)


def test_the_neighbour_finds_nothing(held: Held, neighbour_browser_of: BrowserOf) -> None:
    for role in Role:
        browser = neighbour_browser_of(role)
        for address in ("", "attendance/", "expenses/"):
            path = f"/sessions/{held.session.pk}/{address}"
            assert browser.get(path).status_code in {403, 404}
            sent = {"what": "ก", "baht": "5", "paid_on": "14/12/2569", "came": "x"}
            assert browser.post(path, sent).status_code in {403, 404, 405}
        assert "ออกกำลังกาย" not in browser.get("/sessions/").content.decode()


def test_visitors_are_asked_to_sign_in(addresses: dict[str, tuple[str, set[Role]]], client: Client) -> None:
    for address, _ in addresses.values():
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 302
    assert client.get(f"/sessions/{uuid.uuid4()}/").status_code == 302


def test_who_came_is_ticked_once_however_often_it_is_sent(held: Held, browser_of: BrowserOf, officer: Actor) -> None:
    browser, path = browser_of(Role.VOLUNTEER), f"/sessions/{held.session.pk}/attendance/"
    with acting(officer):
        ticked = [str(one.pk) for one in held.session.enrolments.all()[:2]]
    for _ in range(2):
        sent = browser.post(path, {"came": ticked, "request_key": "0193a6a0-0000-7000-8000-000000000001"})
        assert sent.status_code == 302
    with acting(officer):
        assert Attendance.objects.count() == 2


def test_nobody_ticked_or_strangers_is_said_in_the_page(held: Held, browser_of: BrowserOf, officer: Actor) -> None:
    other = hold_session(officer, held.project, "รำวง", FIRST_DAY + dt.timedelta(days=7))
    with acting(officer):
        foreign = [str(one.pk) for one in other.session.enrolments.all()]
    browser, path = browser_of(Role.VOLUNTEER), f"/sessions/{held.session.pk}/attendance/"
    for sent in ({}, {"came": foreign}, {"came": ["' OR 1=1", "\x00"]}):
        page = browser.post(path, sent)
        assert page.status_code == 422
        assert "สมศรี" in page.content.decode()
    with acting(officer):
        assert not Attendance.objects.exists()


def test_an_expense_is_written_once_and_wrong_ones_are_explained(
    held: Held, browser_of: BrowserOf, officer: Actor
) -> None:
    browser, path = browser_of(Role.OFFICER), f"/sessions/{held.session.pk}/expenses/"
    good = {"what": "ค่ารถ", "baht": "1500", "paid_on": "14 ธ.ค. 2569"}
    for _ in range(2):
        assert browser.post(path, good | {"request_key": "0193a6a0-0000-7000-8000-000000000002"}).status_code == 302
    for wrong in ({"baht": "-3"}, {"baht": "ฟรี"}, {"paid_on": "31 ก.พ. 2569"}, {"what": ""}, {"baht": "1e9"}):
        page = browser.post(path, good | wrong)
        assert page.status_code in {409, 422}, wrong
        assert page.content.decode().count("<h1") == 1
    with acting(officer):
        assert Expense.objects.count() == 1


def test_an_activity_is_designed_and_placed_through_the_pages(
    project: Any, officer: Actor, browser_of: BrowserOf
) -> None:
    browser = browser_of(Role.OFFICER)
    wrong = browser.post("/activities/new/", {"name": "", "kind": "flying", "capacity": "0"})
    assert wrong.status_code == 422
    made = browser.post("/activities/new/", {"project": project.pk, "name": "รำวง", "kind": "health", "capacity": "10"})
    assert made.status_code == 302
    with acting(officer):
        activity = Activity.objects.get()
    days = {"activities": [activity.pk], "first_day": "14/12/2569", "last_day": "15/12/2569"}
    # There is no hall yet: the officer is told so, in a sentence.
    assert browser.post("/sessions/placement/", days).status_code == 409
    assert browser.post("/sessions/placement/", days | {"last_day": "1/12/2569"}).status_code == 422
    assert browser.post("/sessions/placement/", {"activities": ""}).status_code == 422
    page = browser.get("/sessions/placement/").content.decode()
    assert "รำวง" in page
    assert "Activity object" not in page


def test_the_number_of_queries_does_not_grow(
    held: Held, officer: Actor, browser_of: BrowserOf, django_assert_max_num_queries: Any
) -> None:
    browser = browser_of(Role.OFFICER)
    pages = ["/sessions/?when=coming", f"/sessions/{held.session.pk}/", f"/sessions/{held.session.pk}/attendance/"]
    counted = {page: _count(browser, page, django_assert_max_num_queries) for page in pages}
    with acting(officer):
        more = enter_people(officer, [(2, f"9/{n}", (12.5, 102.0), f"คน{n}", False) for n in range(7)])
        for person in more:
            enrol(actor=officer, session=held.session, person=person, needs_ride=False)
    hold_session(officer, held.project, "รำวง", FIRST_DAY + dt.timedelta(days=7))
    with acting(officer):
        assert Session.objects.count() == 2
    for page, before in counted.items():
        assert _count(browser, page, django_assert_max_num_queries) <= before, page


def _count(browser: Client, page: str, counter: Any) -> int:
    with counter(60) as queries:
        assert browser.get(page).status_code == 200
    return len(queries)


def test_a_place_is_added_through_the_page(browser_of: BrowserOf, officer: Actor) -> None:
    browser = browser_of(Role.OFFICER)
    good = {"name": "ศาลาวัด", "capacity": "40", "latitude": "12.5630", "longitude": "102.0560"}
    for wrong in ({"name": ""}, {"capacity": "0"}, {"latitude": ""}, {"latitude": "NaN"}, {"longitude": "999"}):
        assert browser.post("/venues/new/", good | wrong).status_code == 422, wrong
    for _ in range(2):
        sent = browser.post("/venues/new/", good | {"request_key": "0193a6a0-0000-7000-8000-000000000006"})
        assert sent.headers["Location"] == "/activities/"
    assert "ศาลาวัด" in browser.get("/sessions/placement/").content.decode()
    with acting(officer):
        assert Venue.objects.get().capacity == 40
    for role in set(Role) - {Role.OFFICER}:
        assert browser_of(role).post("/venues/new/", good).status_code == 403
