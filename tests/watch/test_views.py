"""The volunteer's phone, the office's list, and the door for whoever wants to say that something is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.contrib.sessions.models import Session as BrowserSession
from django.test import Client
from tests.activities.conftest import enter_people
from tests.conftest import sign_in
from tests.watch.conftest import SAID, Watched, put_on_visit_list

from huangyai.doors.models import DoneRequest
from huangyai.kernel import Actor, Role
from huangyai.ledger.models import Entry
from huangyai.places.models import Municipality
from huangyai.walls.entry import acting
from huangyai.watch.actions import arrange_round, record_visit
from huangyai.watch.models import Signal, Visit, VisitRound
from huangyai.watch.rules import REPORTS_FROM_ONE_ADDRESS

BrowserOf = Callable[..., Client]
STAFF = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR}
VISITORS = {Role.OFFICER, Role.VOLUNTEER}
KEY = "0193a6a0-0000-7000-8000-000000000004"


def _addresses(watched: Watched) -> dict[str, set[Role]]:
    home = f"/visits/homes/{watched.homes[0].pk}/"
    return {
        "/visits/": STAFF | {Role.VOLUNTEER},
        "/visits/new/": {Role.OFFICER},
        f"/visits/{watched.round.pk}/": {Role.OFFICER, Role.LEADER, Role.CASE_WORKER, Role.VOLUNTEER},
        home: VISITORS,
        f"{home}?write=1": VISITORS,
        f"{home}signal/": VISITORS,
    }


def test_who_opens_what(watched: Watched, browser_of: BrowserOf) -> None:
    for role in Role:
        browser = browser_of(role)
        for address, allowed in _addresses(watched).items():
            assert browser.get(address).status_code == (200 if role in allowed else 403), (role, address)
            if role not in allowed:
                assert browser.post(address, {"outcome": "well"}).status_code == 403, (role, address)


def test_without_the_second_factor_a_case_worker_opens_nothing(watched: Watched, browser_of: BrowserOf) -> None:
    browser = browser_of(Role.CASE_WORKER, second_factor=False)
    for address in _addresses(watched):
        assert browser.get(address).status_code == 302


def test_who_reads_names(watched: Watched, browser_of: BrowserOf) -> None:
    for role in Role:
        page = browser_of(role).get("/visits/").content.decode()
        assert "สมศรี" not in page
        # Planners and the administrator see that rounds are walked, not to whom.
        opens = role in {Role.OFFICER, Role.LEADER, Role.CASE_WORKER, Role.VOLUNTEER}
        assert (f"/visits/{watched.round.pk}/" in page) is opens
    for role in (Role.LEADER, Role.CASE_WORKER):
        assert "/visits/homes/" not in browser_of(role).get(f"/visits/{watched.round.pk}/").content.decode()


def test_the_neighbour_finds_nothing(watched: Watched, neighbour_browser_of: BrowserOf, officer: Actor) -> None:
    for role in Role:
        browser = neighbour_browser_of(role)
        for address in list(_addresses(watched))[2:]:
            assert browser.get(address).status_code in {403, 404}
            assert browser.post(address, {"outcome": "well"}).status_code in {403, 404}
    with acting(officer):
        assert not Visit.objects.exists()


def test_visitors_are_asked_to_sign_in(watched: Watched, client: Client) -> None:
    for address in _addresses(watched):
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 302


def test_another_volunteer_finds_nobody(watched: Watched, other_volunteer: Any, officer: Actor) -> None:
    browser = sign_in(other_volunteer)
    for address in list(_addresses(watched))[2:]:
        assert browser.get(address).status_code == 404, address
        told = {"outcome": "well", "kind": "other", "words": SAID, "urgency": "danger"}
        assert browser.post(address, told).status_code in {404, 405}, address
    assert str(watched.round.pk) not in browser.get("/visits/").content.decode()
    with acting(officer):
        assert not Visit.objects.exists()
        assert not Signal.objects.exists()


def test_a_visit_is_sent_once_and_wrong_ones_are_explained(
    watched: Watched, browser_of: BrowserOf, officer: Actor
) -> None:
    browser, address = browser_of(Role.VOLUNTEER), f"/visits/homes/{watched.homes[0].pk}/"
    for wrong in (
        {"outcome": ""},
        {"outcome": "flying"},
        {"outcome": "well", "adl": "99"},
        {"outcome": "well", "adl": "ก"},
    ):
        page = browser.post(address, wrong)
        assert page.status_code == 422
        assert "notice-danger" in page.content.decode()
    for _ in range(2):
        sent = browser.post(address, {"outcome": "well", "adl": "12", "note": "กินยาครบ", "request_key": KEY})
        assert sent.headers["Location"] == f"/visits/{watched.round.pk}/"
    with acting(officer):
        assert Visit.objects.get().adl == 12
    assert browser.post(address, {"outcome": "well"}).status_code == 409


def test_the_visit_page_shows_last_time_and_records_the_look(
    watched: Watched, browser_of: BrowserOf, officer: Actor
) -> None:
    with acting(officer):
        record_visit(actor=officer, planned=watched.homes[0], outcome="well", note="ราวห้องน้ำหลวม", adl=9)
        again = arrange_round(
            actor=officer, volunteer=watched.volunteer, day=watched.round.day, people=[watched.homes[0].person]
        )
        home = again.planned.get()
    page = browser_of(Role.VOLUNTEER).get(f"/visits/homes/{home.pk}/").content.decode()
    assert "ราวห้องน้ำหลวม" in page
    assert "ADL 9" in page
    with acting(officer):
        look = Entry.objects.get(verb="looked-at")
        assert look.subject_kind == "watch.visit"
        assert look.account_id == watched.volunteer.user_id


def test_what_a_volunteer_saw_leads_back_to_nobody(watched: Watched, browser_of: BrowserOf, officer: Actor) -> None:
    browser, home = browser_of(Role.VOLUNTEER), watched.homes[0]
    told = {"kind": "violence", "words": SAID, "urgency": "danger", "request_key": KEY}
    for _ in range(2):
        assert browser.post(f"/visits/homes/{home.pk}/signal/", told).status_code == 302
    with acting(officer):
        signal = Signal.objects.get()
        assert signal.source == "volunteer"
        for done in DoneRequest.objects.all():
            assert done.account_id is None
            assert str(home.pk) not in done.answer
        for entry in Entry.objects.filter(subject_id=signal.pk):
            assert entry.account_id is None
            assert str(home.person_id) not in json.dumps(entry.facts)
    for wrong in ({"kind": "x"}, {"words": ""}, {"urgency": "normal"}):
        assert browser.post(f"/visits/homes/{home.pk}/signal/", told | wrong | {"request_key": ""}).status_code == 422


def test_anybody_reports_and_comes_back_with_the_code(municipality: Municipality, client: Client) -> None:
    base = f"/m/{municipality.slug}"
    page = client.get(f"{base}/danger/")
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert "sessionid" not in client.cookies
    told = {"kind": "violence", "words": SAID, "urgency": "danger", "request_key": KEY}
    sent = client.post(f"{base}/danger/", told)
    assert sent.headers["Location"] == f"{base}/received/"
    assert client.post(f"{base}/danger/", told).status_code == 302
    shown = client.get(f"{base}/received/")
    code = shown.context["receipt"]
    assert code in shown.content.decode()
    # Shown once, then neither the browser nor the database has it.
    assert code not in client.get(f"{base}/received/").content.decode()
    assert not BrowserSession.objects.exists()
    for typed in (code, code.lower().replace("-", "")):
        assert client.post(f"{base}/receipt/", {"receipt": typed}).context["signal"] is not None
    assert client.post(f"{base}/receipt/", {"receipt": "AAAAA-AAAAA"}).context["signal"] is None
    assert client.post(f"{base}/receipt/", {"receipt": "x" * 50}).status_code == 422
    with acting(Actor.machine(municipality.pk, "test")):
        assert Signal.objects.count() == 1
        assert Entry.objects.get(verb="signal.received").account_id is None


def test_whoever_is_signed_in_reports_as_nobody_in_particular(
    municipality: Municipality, browser_of: BrowserOf
) -> None:
    for role in (Role.RESIDENT, Role.OFFICER):
        browser = browser_of(role)
        told = {"kind": "care", "words": SAID, "request_key": KEY}
        assert browser.post(f"/m/{municipality.slug}/help/", told | {"request_key": ""}).status_code == 302
        assert browser.get(f"/m/{municipality.slug}/received/").context["receipt"]
        # They stay signed in.
        assert browser.get("/today/").status_code != 302
    with acting(Actor.machine(municipality.pk, "test")):
        assert set(Signal.objects.values_list("source", "urgency")) == {("anonymous", "normal")}
        assert set(DoneRequest.objects.values_list("account_id", flat=True)) <= {None}


def test_a_code_of_the_neighbour_says_nothing_here(
    municipality: Municipality, neighbour: Municipality, client: Client
) -> None:
    client.post(f"/m/{neighbour.slug}/danger/", {"kind": "other", "words": SAID, "urgency": "urgent"})
    code = client.get(f"/m/{neighbour.slug}/received/").context["receipt"]
    assert client.post(f"/m/{municipality.slug}/receipt/", {"receipt": code}).context["signal"] is None
    assert client.post(f"/m/{neighbour.slug}/receipt/", {"receipt": code}).context["signal"] is not None


def test_wrong_reports_are_explained(municipality: Municipality, client: Client) -> None:
    for path in ("danger", "help"):
        for wrong in (
            {"words": SAID},
            {"kind": "other", "words": "", "urgency": "danger"},
            {"kind": "x", "words": "y" * 5000},
        ):
            page = client.post(f"/m/{municipality.slug}/{path}/", wrong)
            assert page.status_code == 422
            assert "notice-danger" in page.content.decode()
    assert client.post("/m/nowhere/danger/", {"kind": "other"}).status_code == 404


def test_a_flood_of_reports_is_told_where_else_to_turn_and_loses_no_word(
    municipality: Municipality, client: Client
) -> None:
    told = {"kind": "violence", "words": SAID, "urgency": "danger"}
    address = f"/m/{municipality.slug}/danger/"
    first = {**told, "request_key": KEY}
    sent = [client.post(address, first if at == 0 else told).status_code for at in range(REPORTS_FROM_ONE_ADDRESS)]
    assert set(sent) == {302}
    page = client.post(address, told)
    assert page.status_code == 429
    for words in ("ยังไม่ถูกส่ง", "191", "1300", "กระดาษ", SAID):
        assert words in page.content.decode()
    # Sent already: a second tap is answered as the first was.
    assert client.post(address, first).status_code == 302
    # Another address is still heard.
    assert client.post(address, told, REMOTE_ADDR="203.0.113.9").status_code == 302
    with acting(Actor.machine(municipality.pk, "test")):
        assert Signal.objects.count() == REPORTS_FROM_ONE_ADDRESS + 1


def test_a_round_is_arranged_through_the_page(watched: Watched, browser_of: BrowserOf, officer: Actor) -> None:
    browser = browser_of(Role.OFFICER)
    with acting(officer):
        put_on_visit_list(officer, enter_people(officer, [(1, "99", (12.5, 102.0), "แสงเดือน", False)]))
    told = {"volunteer": str(watched.volunteer.pk), "day": "29/2/2567", "homes": "3", "request_key": KEY}
    for _ in range(2):
        assert browser.post("/visits/new/", told).status_code == 302
    with acting(officer):
        assert VisitRound.objects.count() == 2
    for wrong in ({"day": "30 ก.พ. 2567"}, {"homes": "0"}, {"volunteer": "x"}):
        assert browser.post("/visits/new/", told | wrong | {"request_key": ""}).status_code == 422


def test_the_number_of_queries_does_not_grow(
    watched: Watched, officer: Actor, browser_of: BrowserOf, django_assert_max_num_queries: Any
) -> None:
    browser = browser_of(Role.OFFICER)
    pages = ("/visits/", f"/visits/{watched.round.pk}/", f"/visits/homes/{watched.homes[0].pk}/", "/visits/new/")
    counted = {}
    for page in pages:
        with django_assert_max_num_queries(60) as queries:
            assert browser.get(page).status_code == 200
        counted[page] = len(queries)
    with acting(officer):
        more = enter_people(officer, [(1, f"8/{n}", (12.5, 102.0), f"คน{n}", False) for n in range(6)])
        for day in range(3):
            arrange_round(
                actor=officer, volunteer=watched.volunteer, day=watched.round.day.replace(day=day + 1), people=more
            )
        from huangyai.watch.models import PlannedVisit

        for order, person in enumerate(more, start=4):
            PlannedVisit.objects.create(
                municipality_id=officer.municipality_id, round=watched.round, order=order, person=person
            )
    for page, before in counted.items():
        with django_assert_max_num_queries(before):
            assert browser.get(page).status_code == 200
