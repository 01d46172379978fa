"""Case pages: a page that does not exist for everybody else, and no way around the record of looks."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.cases.conftest import SAID, Opened
from tests.conftest import sign_in

from huangyai.accounts.models import User
from huangyai.cases.actions import open_case, share_case, write_step
from huangyai.cases.models import Case, Closure, Share, Step
from huangyai.doors.models import DoneRequest
from huangyai.kernel import Actor, Role
from huangyai.ledger.models import Entry
from huangyai.walls.entry import acting
from huangyai.watch.actions import send_signal

BrowserOf = Callable[..., Client]
KEY = "0193a6a0-0000-7000-8000-000000000005"
STEP = {"kind": "assessment", "words": "เยี่ยมพร้อมพยาบาล"}


def _addresses(opened: Opened) -> list[str]:
    case = f"/cases/{opened.case.pk}/"
    return [case, f"{case}steps/", f"{case}shares/", f"{case}closure/"]


def _everything(opened: Opened) -> dict[str, str]:
    return STEP | {"user": str(opened.stranger.pk), "part": "referred", "outcome": "moved", "summary": "ย้ายออก"}


def _nothing_happened(opened: Opened) -> None:
    with acting(opened.owner):
        assert not Step.objects.exists()
        assert not Closure.objects.exists()
        assert Share.objects.count() == 3
        assert not Entry.objects.filter(verb="looked-at").exists()


def test_every_other_role_is_refused_everywhere(opened: Opened, browser_of: BrowserOf) -> None:
    triage = f"/signals/{opened.signal.pk}/triage/"
    for role in set(Role) - {Role.CASE_WORKER}:
        browser = browser_of(role)
        for address in ("/cases/", triage, *_addresses(opened)):
            assert browser.get(address).status_code == 403, (role, address)
            assert browser.post(address, _everything(opened)).status_code == 403, (role, address)
    _nothing_happened(opened)


def test_for_other_case_workers_the_case_does_not_exist(
    opened: Opened, neighbour_browser_of: Callable[[Role], Client]
) -> None:
    for browser in (sign_in(opened.stranger), neighbour_browser_of(Role.CASE_WORKER)):
        for address in _addresses(opened):
            assert browser.get(address).status_code == 404, address
            assert browser.post(address, _everything(opened)).status_code == 404, address
        page = browser.get("/cases/").content.decode()
        assert str(opened.case.pk) not in page
        assert opened.case.number not in page
    for role in Role:
        browser = neighbour_browser_of(role)
        for address in (f"/signals/{opened.signal.pk}/triage/", *_addresses(opened)):
            assert browser.get(address).status_code in {403, 404}
    _nothing_happened(opened)


def test_without_the_second_factor_nothing_opens(opened: Opened) -> None:
    for user in (opened.supervisor, opened.stranger):
        browser = sign_in(user, second_factor=False)
        for address in ("/cases/", f"/signals/{opened.signal.pk}/triage/", *_addresses(opened)):
            for answer in (browser.get(address), browser.post(address, _everything(opened))):
                assert answer.status_code == 302, address
                assert "/2fa/" in answer.headers["Location"]
    _nothing_happened(opened)


def test_visitors_are_asked_to_sign_in(opened: Opened, client: Client) -> None:
    for address in ("/cases/", f"/signals/{opened.signal.pk}/triage/", *_addresses(opened)):
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 302
    _nothing_happened(opened)


def test_whatever_address_shows_the_file_the_look_is_written_down(opened: Opened) -> None:
    browser = sign_in(opened.supervisor)
    for times, address in enumerate(_addresses(opened), start=1):
        page = browser.get(address)
        assert SAID in page.content.decode()
        assert "no-store" in page.headers["Cache-Control"]
        with acting(opened.owner):
            looks = Entry.objects.filter(verb="looked-at", subject_id=opened.case.pk, account_id=opened.supervisor.pk)
            assert looks.count() == times
    page = browser.post(f"/cases/{opened.case.pk}/steps/", {"kind": "x", "words": ""})
    assert page.status_code == 422
    with acting(opened.owner):
        assert Entry.objects.filter(verb="looked-at", subject_id=opened.case.pk).count() == 5


def test_reading_a_signal_is_written_down(opened: Opened) -> None:
    browser = sign_in(opened.stranger)
    page = browser.get(f"/signals/{opened.signal.pk}/triage/")
    assert SAID in page.content.decode()
    assert browser.get(f"/signals/{uuid.uuid4()}/triage/").status_code == 404
    with acting(opened.owner):
        look = Entry.objects.get(verb="looked-at")
        assert (look.subject_id, look.account_id) == (opened.signal.pk, opened.stranger.pk)


def test_a_case_from_signal_to_closure_through_the_pages(
    officer: Actor, browser_of: BrowserOf, opened: Opened, user_of: Callable[[Role], User]
) -> None:
    browser = browser_of(Role.CASE_WORKER)
    with acting(officer):
        public = Actor.public(officer.municipality_id)
        signal = send_signal(actor=public, kind="child", urgency="danger", words="เด็กร้องทุกคืน").signal
    triage = f"/signals/{signal.pk}/triage/"
    assert browser.post(triage, {"decision": "x", "urgency": "danger"}).status_code == 422
    for _ in range(2):
        made = browser.post(triage, {"decision": "case", "urgency": "danger", "request_key": KEY})
        assert made.status_code == 302
    with acting(officer):
        case = Case.objects.exclude(pk=opened.case.pk).get()
        # What is kept against double taps does not lead from the case to the signal.
        for done in DoneRequest.objects.all():
            assert str(signal.pk) not in done.answer
    address = f"/cases/{case.pk}/"
    assert made.headers["Location"] == address
    for kind in ("assessment", "safe"):
        sent = STEP | {"kind": kind, "request_key": str(uuid.uuid4())}
        for _ in range(2):
            assert browser.post(f"{address}steps/", sent).status_code == 302
    with acting(officer):
        assert Step.objects.count() == 2
    shared = {"user": str(opened.supervisor.pk), "part": "supervisor"}
    assert browser.post(f"{address}shares/", shared).status_code == 302
    for wrong in (
        {"part": "owner"},
        {"user": str(user_of(Role.OFFICER).pk)},
        {"user": str(user_of(Role.CASE_WORKER).pk)},
    ):
        assert browser.post(f"{address}shares/", shared | wrong).status_code == 422
    end = {"outcome": "safe", "summary": "ปลอดภัยแล้ว"}
    assert browser.post(f"{address}closure/", end | {"summary": ""}).status_code == 422
    assert browser.post(f"{address}closure/", end).status_code == 302
    page = browser.get(address).content.decode()
    assert "ปลอดภัยแล้ว" in page
    assert f"{address}steps/" not in page
    assert browser.post(f"{address}closure/", end).status_code == 409


def test_somebody_it_was_referred_to_is_offered_no_closing(opened: Opened) -> None:
    address = f"/cases/{opened.case.pk}/"
    with acting(opened.owner):
        write_step(actor=opened.owner, case=opened.case, kind="note", words="บันทึกภายในทีม")
    browser = sign_in(opened.referred)
    page = browser.get(address).content.decode()
    assert f"{address}steps/" in page
    assert f"{address}closure/" not in page
    assert f"{address}shares/" not in page
    assert "บันทึกภายในทีม" not in page
    assert browser.post(f"{address}closure/", {"outcome": "moved", "summary": "ย้าย"}).status_code == 403
    assert browser.post(f"{address}shares/", {"user": str(opened.stranger.pk), "part": "referred"}).status_code == 403


@pytest.mark.parametrize("role", ["officer", "leader", "administrator"])
def test_no_other_page_says_that_somebody_has_a_case(role: str, opened: Opened, browser_of: BrowserOf) -> None:
    browser = browser_of(Role(role))
    for address in (f"/people/{opened.person.pk}/", "/today/"):
        page = browser.get(address).content.decode()
        assert opened.case.number not in page
        assert str(opened.case.pk) not in page
        assert SAID not in page


def test_the_number_of_queries_does_not_grow(
    opened: Opened, officer: Actor, django_assert_max_num_queries: Any, browser_of: BrowserOf
) -> None:
    browser, counted = browser_of(Role.CASE_WORKER), {}
    public = Actor.public(officer.municipality_id)
    with acting(opened.owner):
        write_step(actor=opened.owner, case=opened.case, kind="note", words="บันทึก")
        send_signal(actor=public, kind="other", urgency="urgent", words=SAID)
    pages = ("/cases/", f"/cases/{opened.case.pk}/")
    for page in pages:
        with django_assert_max_num_queries(60) as queries:
            assert browser.get(page).status_code == 200
        counted[page] = len(queries)
    with acting(opened.owner):
        for _ in range(4):
            case = open_case(actor=opened.owner, urgency="danger", kind="child", narrative="ก", person=opened.person)
            share_case(actor=opened.owner, case=case, user=opened.supervisor, part="supervisor")
            write_step(actor=opened.owner, case=opened.case, kind="note", words="บันทึก")
            send_signal(actor=public, kind="other", urgency="urgent", words=SAID)
    for page, before in counted.items():
        with django_assert_max_num_queries(before):
            assert browser.get(page).status_code == 200


def test_a_case_begins_at_the_counter(opened: Opened, browser_of: BrowserOf) -> None:
    browser = browser_of(Role.CASE_WORKER)
    good = {"kind": "neglect", "urgency": "danger", "narrative": "มาแจ้งที่เคาน์เตอร์"}
    for wrong in ({"kind": "x"}, {"urgency": ""}, {"narrative": " "}, {"narrative": "ก" * 9000}):
        assert browser.post("/cases/new/", good | wrong).status_code == 422
    for _ in range(2):
        made = browser.post("/cases/new/", good | {"request_key": KEY})
        assert made.status_code == 302
    assert "มาแจ้งที่เคาน์เตอร์" in browser.get(made.headers["Location"]).content.decode()
    assert sign_in(opened.supervisor).get(made.headers["Location"]).status_code == 404
    for role in set(Role) - {Role.CASE_WORKER}:
        assert browser_of(role).post("/cases/new/", good).status_code == 403
    with acting(opened.owner):
        assert Case.objects.count() == 2
