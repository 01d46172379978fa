"""Who comes in, into which municipality; and that a form counts once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from huangyai.accounts.models import Membership, User
from huangyai.config.urls import urlpatterns as site
from huangyai.doors.middleware import SESSION_KEY
from huangyai.doors.pages import carry_out, member_page, public_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, BadInput, Fault, NotFound, Refusal, Role, Words
from huangyai.ledger.actions import record
from huangyai.ledger.models import Entry
from huangyai.places.models import Municipality, Village
from huangyai.walls.entry import acting

UserOf = Callable[[Role], User]
BrowserOf = Callable[..., Client]


def _plant(request: RoomRequest) -> Entry:
    return record(actor=request.actor, verb="tree.planted", kind="tree")


@member_page()
def where(request: RoomRequest) -> HttpResponse:
    actor = request.actor
    villages = Village.objects.count()
    return HttpResponse(f"{actor.municipality_id} {','.join(sorted(actor.roles))} {villages}")


@member_page(Role.PLANNER)
def planners(request: RoomRequest) -> HttpResponse:
    return HttpResponse("plans")


@public_page
def door(request: RoomRequest) -> HttpResponse:
    assert request.municipality is not None
    return HttpResponse(f"{request.municipality.slug} {len(request.actor.roles)} {Village.objects.count()}")


@member_page()
def planting(request: RoomRequest) -> HttpResponse:
    return carry_out(request, lambda: _plant(request), then=lambda entry: f"/planted/{entry.pk}/", done="ปลูกแล้ว")


@member_page()
def refusing(request: RoomRequest) -> HttpResponse:
    def refuse() -> None:
        _plant(request)
        raise Refusal("too-dry", th="ดินแห้งเกินไป โปรดรอฝน", en="The soil is too dry; wait for the rain.")

    return carry_out(request, refuse, then=lambda _: "/planted/")


@member_page()
def asking(request: RoomRequest) -> HttpResponse:
    """A page with a form, as rooms write them."""

    def refuse() -> None:
        _plant(request)
        raise Refusal("too-dry", th="ดินแห้งเกินไป โปรดรอฝน", en="The soil is too dry; wait for the rain.")

    if request.method == "POST":
        return carry_out(request, refuse, then=lambda _: "/planted/")
    said = " ".join(str(message) for message in get_messages(request))
    return HttpResponse(f"{said}<input name=kind value='{request.POST.get('kind', '')}'>")


@member_page()
def misreading(request: RoomRequest) -> HttpResponse:
    _plant(request)
    raise BadInput([Fault(row, "ต้นไม้", Words(th="ไม่รู้จัก", en="is not known")) for row in range(2, 32)])


@member_page()
def crashing(request: RoomRequest) -> HttpResponse:
    _plant(request)
    raise ZeroDivisionError


@member_page()
def hiding(request: RoomRequest) -> HttpResponse:
    _plant(request)
    raise NotFound


class Addresses:
    urlpatterns = [
        path("where/", where),
        path("planners/", planners),
        path("m/<slug:slug>/door/", door),
        path("planting/", planting),
        path("refusing/", refusing),
        path("asking/", asking),
        path("misreading/", misreading),
        path("crashing/", crashing),
        path("hiding/", hiding),
        *site,
    ]


@pytest.fixture(autouse=True)
def _addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = Addresses


def _planted(municipality: Municipality) -> int:
    with acting(Actor.machine(municipality.pk, "test")):
        return Entry.objects.filter(verb="tree.planted").count()


def test_a_member_stands_in_their_municipality(
    municipality: Municipality, neighbour: Municipality, browser_of: BrowserOf
) -> None:
    page = browser_of(Role.OFFICER).get("/where/")
    assert page.content.decode() == f"{municipality.pk} officer 2"


def test_whoever_has_not_signed_in_is_sent_to_do_so(municipality: Municipality, client: Client) -> None:
    page = client.get("/where/")
    assert page.status_code == 302
    assert page.headers["Location"].endswith("?next=/where/")


def test_another_role_is_refused(browser_of: BrowserOf) -> None:
    assert browser_of(Role.PLANNER).get("/planners/").status_code == 200
    assert browser_of(Role.VOLUNTEER).get("/planners/").status_code == 403


def test_nobody_enters_a_municipality_that_is_not_theirs(
    municipality: Municipality, neighbour: Municipality, browser_of: BrowserOf
) -> None:
    browser = browser_of(Role.OFFICER)
    session = browser.session
    session[SESSION_KEY] = str(neighbour.pk)
    session.save()
    assert browser.get("/where/").content.decode() == f"{municipality.pk} officer 2"


def test_a_member_of_two_stands_in_the_one_they_chose(
    municipality: Municipality, neighbour: Municipality, user_of: UserOf, browser_of: BrowserOf
) -> None:
    from huangyai.accounts.actions import grant_role

    browser = browser_of(Role.OFFICER)
    machine = Actor.machine(neighbour.pk, "test")
    with acting(machine):
        grant_role(actor=machine, user=user_of(Role.OFFICER), role=Role.LEADER)
    assert browser.get("/where/").content.decode() == f"{municipality.pk} officer 2"
    session = browser.session
    session[SESSION_KEY] = str(neighbour.pk)
    session.save()
    assert browser.get("/where/").content.decode() == f"{neighbour.pk} leader 2"


def test_a_public_page_says_its_municipality_in_the_address(
    municipality: Municipality, neighbour: Municipality, client: Client, browser_of: BrowserOf
) -> None:
    assert client.get(f"/m/{municipality.slug}/door/").content.decode() == f"{municipality.slug} 0 2"
    assert client.get("/m/nowhere/door/").status_code == 404
    # A member who reads the neighbour's public page is a visitor there.
    assert browser_of(Role.ADMINISTRATOR).get(f"/m/{neighbour.slug}/door/").content.decode() == f"{neighbour.slug} 0 2"


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.ADMINISTRATOR])
def test_a_role_that_sees_cases_needs_the_second_factor(role: Role, browser_of: BrowserOf) -> None:
    assert browser_of(role, second_factor=True).get("/where/").status_code == 200
    page = browser_of(role, second_factor=False).get("/where/")
    assert page.status_code == 302
    assert "2fa" in page.headers["Location"] or "mfa" in page.headers["Location"]


def test_an_account_without_a_membership_gets_nowhere(municipality: Municipality, browser_of: BrowserOf) -> None:
    browser = browser_of(Role.OFFICER)
    with acting(Actor.machine(municipality.pk, "test")):
        Membership.objects.all().delete()
    assert browser.get("/where/").status_code == 403


def test_a_double_tap_plants_one_tree(municipality: Municipality, browser_of: BrowserOf) -> None:
    browser, key = browser_of(Role.OFFICER), str(uuid.uuid4())
    first = browser.post("/planting/", {"request_key": key})
    second = browser.post("/planting/", {"request_key": key})
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert _planted(municipality) == 1


def test_two_forms_plant_two_trees(municipality: Municipality, browser_of: BrowserOf) -> None:
    browser = browser_of(Role.OFFICER)
    for _ in range(2):
        browser.post("/planting/", {"request_key": str(uuid.uuid4())})
    assert _planted(municipality) == 2


def test_somebody_elses_key_answers_nothing(municipality: Municipality, browser_of: BrowserOf) -> None:
    key = str(uuid.uuid4())
    answer = browser_of(Role.OFFICER).post("/planting/", {"request_key": key}).headers["Location"]
    other = browser_of(Role.PLANNER)
    page = other.post("/planting/", {"request_key": key})
    assert page.headers.get("Location") != answer


@pytest.mark.parametrize("key", ["", "not-a-key"])
def test_a_form_without_a_key_still_works(municipality: Municipality, browser_of: BrowserOf, key: str) -> None:
    assert browser_of(Role.OFFICER).post("/planting/", {"request_key": key}).status_code == 302
    assert _planted(municipality) == 1


@pytest.mark.parametrize(
    ("language", "sentence"), [("th", "ดินแห้งเกินไป โปรดรอฝน"), ("en", "The soil is too dry; wait for the rain.")]
)
def test_a_refusal_reaches_the_person_as_its_sentence_and_leaves_nothing(
    municipality: Municipality, browser_of: BrowserOf, language: str, sentence: str
) -> None:
    browser, key = browser_of(Role.OFFICER), str(uuid.uuid4())
    browser.cookies["django_language"] = language
    page = browser.post("/refusing/", {"request_key": key})
    assert page.status_code == 409
    assert sentence in page.content.decode()
    back = browser.post("/refusing/", {"request_key": key}, headers={"Referer": "http://testserver/where/"})
    assert back.status_code == 302
    assert back.headers["Location"] == "http://testserver/where/"
    assert sentence in [str(message) for message in get_messages(back.wsgi_request)]
    away = browser.post("/refusing/", {"request_key": key}, headers={"Referer": "https://elsewhere.example/"})
    assert away.status_code == 409
    assert _planted(municipality) == 0


def test_a_refused_form_keeps_what_was_typed(municipality: Municipality, browser_of: BrowserOf) -> None:
    typed = {"request_key": str(uuid.uuid4()), "kind": "มะม่วงน้ำดอกไม้"}
    page = browser_of(Role.OFFICER).post("/asking/", typed, headers={"Referer": "http://testserver/asking/?from=1"})
    assert page.status_code == 409
    assert "มะม่วงน้ำดอกไม้" in page.text
    assert "ดินแห้งเกินไป" in page.text
    assert _planted(municipality) == 0


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [("th", "แถว 2 คอลัมน์ ต้นไม้: ไม่รู้จัก", "10"), ("en", "row 2, column ต้นไม้: is not known", "and 10 more")],
)
def test_input_that_cannot_be_used_is_answered_fault_by_fault(
    municipality: Municipality, browser_of: BrowserOf, language: str, first: str, last: str
) -> None:
    browser = browser_of(Role.OFFICER)
    browser.cookies["django_language"] = language
    page = browser.post("/misreading/")
    assert page.status_code == 422
    assert first in page.content.decode()
    assert last in page.content.decode()
    assert "32" not in page.content.decode().split("<main")[1].split("</main")[0]
    assert _planted(municipality) == 0


@pytest.mark.parametrize(("address", "status"), [("/crashing/", 500), ("/hiding/", 404)])
def test_what_goes_wrong_leaves_nothing_behind(
    municipality: Municipality, browser_of: BrowserOf, address: str, status: int
) -> None:
    browser = browser_of(Role.OFFICER)
    browser.raise_request_exception = False
    assert browser.get(address).status_code == status
    assert _planted(municipality) == 0
    assert browser.get("/where/").status_code == 200


def test_the_number_is_sent_to_the_name(client: Client, db: None) -> None:
    page = client.get("/m/x/?a=1", HTTP_HOST="127.0.0.1:8000")
    assert page.status_code == 302
    assert page.headers["Location"] == "http://localhost:8000/m/x/?a=1"
    assert client.post("/accounts/login/", HTTP_HOST="127.0.0.1:8000").status_code == 200
