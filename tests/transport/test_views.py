"""The board, the route sheet and the driver's phone."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.activities.conftest import FIRST_DAY, Held, hold_session
from tests.conftest import sign_in
from tests.transport.conftest import Fetched

from huangyai.activities.actions import move_session
from huangyai.kernel import Actor, Role
from huangyai.outbox.models import Delivery, DeliveryStep
from huangyai.transport.actions import add_vehicle, cancel_ride, plan_rides, record_boarding
from huangyai.transport.models import Boarding, RidePlan, Vehicle
from huangyai.transport.queries import sessions_to_fetch
from huangyai.transport.queries.day import current_stops
from huangyai.walls.entry import acting

BrowserOf = Callable[..., Client]
READERS = {Role.OFFICER, Role.LEADER, Role.DRIVER}
DRIVERS = {Role.OFFICER, Role.DRIVER}


def _addresses(fetched: Fetched) -> dict[str, set[Role]]:
    return {
        "/rides/": READERS,
        "/rides/new/": {Role.OFFICER},
        f"/rides/{fetched.plan.pk}/": READERS,
        f"/rides/routes/{fetched.route.pk}/": READERS,
        f"/rides/routes/{fetched.route.pk}/sheet/": READERS,
    }


def _boarding(fetched: Fetched) -> str:
    return f"/rides/stops/{fetched.pickups[0].pk}/boarding/"


def test_who_opens_what(fetched: Fetched, browser_of: BrowserOf) -> None:
    for role in Role:
        browser = browser_of(role)
        for address, allowed in _addresses(fetched).items():
            assert browser.get(address).status_code == (200 if role in allowed else 403), address
        assert browser.post("/rides/new/", {"session": ""}).status_code == (422 if role is Role.OFFICER else 403)
        assert browser.get(_boarding(fetched)).status_code == (405 if role in DRIVERS else 403)
        assert browser.post(_boarding(fetched), {"on_board": "yes"}).status_code == (302 if role in DRIVERS else 403)


def test_the_neighbour_finds_nothing(fetched: Fetched, neighbour_browser_of: BrowserOf) -> None:
    for role in Role:
        browser = neighbour_browser_of(role)
        for address in _addresses(fetched):
            assert browser.get(address).status_code in ({403, 404} if "-" in address else {200, 403})
        assert browser.post(_boarding(fetched), {"on_board": "yes"}).status_code in {403, 404}
        sent = browser.post("/rides/new/", {"session": str(fetched.held.session.pk)})
        assert sent.status_code in {403, 422}


def test_visitors_are_asked_to_sign_in(fetched: Fetched, client: Client) -> None:
    for address in (*_addresses(fetched), _boarding(fetched)):
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 302


def test_another_driver_finds_nobody(fetched: Fetched, other_driver: Any, officer: Actor) -> None:
    browser = sign_in(other_driver)
    for address in list(_addresses(fetched))[2:]:
        assert browser.get(address).status_code == 404, address
    assert browser.post(_boarding(fetched), {"on_board": "yes"}).status_code == 404
    assert "ออกกำลังกาย" not in browser.get("/rides/").content.decode()
    with acting(officer):
        assert not Boarding.objects.exists()


def test_a_driver_taps_once_or_twice_and_it_counts_once(
    fetched: Fetched, browser_of: BrowserOf, officer: Actor
) -> None:
    browser = browser_of(Role.DRIVER)
    for _ in range(2):
        sent = {"on_board": "yes", "request_key": "0193a6a0-0000-7000-8000-000000000003"}
        page = browser.post(_boarding(fetched), sent)
        assert page.headers["Location"] == f"/rides/routes/{fetched.route.pk}/"
    with acting(officer):
        assert Boarding.objects.get().on_board


@pytest.mark.parametrize("said", ["", "maybe", "YES"])
def test_an_unclear_word_is_asked_again(said: str, fetched: Fetched, browser_of: BrowserOf, officer: Actor) -> None:
    page = browser_of(Role.DRIVER).post(_boarding(fetched), {"on_board": said})
    assert page.status_code == 422
    assert fetched.pickups[0].person.given_name in page.content.decode()
    with acting(officer):
        assert not Boarding.objects.exists()


def test_the_drivers_page_shows_the_next_home_and_how_to_correct(
    fetched: Fetched, browser_of: BrowserOf, officer: Actor
) -> None:
    first, second, *_ = fetched.pickups
    browser, address = browser_of(Role.DRIVER), f"/rides/routes/{fetched.route.pk}/"
    before = browser.get(address)
    assert before.context["next"] == first
    assert "tel:0812345678" in before.content.decode()
    browser.post(_boarding(fetched), {"on_board": "no"})
    after = browser.get(address)
    assert after.context["next"] == second
    assert _boarding(fetched) in after.content.decode()
    browser.post(_boarding(fetched), {"on_board": "yes"})
    with acting(officer):
        assert Boarding.objects.get().on_board
    # The leader reads and taps nothing.
    assert "boarding/" not in browser_of(Role.LEADER).get(address).content.decode()


def test_rides_are_planned_through_the_page(held: Held, officer: Actor, browser_of: BrowserOf) -> None:
    browser = browser_of(Role.OFFICER)
    with acting(officer):
        add_vehicle(actor=officer, name="รถตู้", seats=8, wheelchair_places=1)
    assert browser.post("/rides/new/", {"session": str(uuid.uuid4())}).status_code == 422
    assert browser.post("/rides/new/", {"session": "x"}).status_code == 422
    made = browser.post("/rides/new/", {"session": str(held.session.pk)})
    with acting(officer):
        assert made.headers["Location"] == f"/rides/{RidePlan.objects.get().pk}/"
    # It is planned now and not offered again.
    assert browser.post("/rides/new/", {"session": str(held.session.pk)}).status_code == 422
    assert browser.get("/rides/new/").status_code == 200


def test_a_map_shows_homes_by_number_and_never_by_name(fetched: Fetched, browser_of: BrowserOf) -> None:
    places = browser_of(Role.OFFICER).get(f"/rides/{fetched.plan.pk}/").context["places"]
    kinds = sorted(one["geometry"]["type"] for one in places["features"])
    assert kinds == ["LineString", *["Point"] * 4]
    assert not any(person.given_name in str(places) for person in fetched.held.people)


def test_the_number_of_queries_does_not_grow(
    fetched: Fetched, officer: Actor, browser_of: BrowserOf, django_assert_max_num_queries: Any
) -> None:
    browser = browser_of(Role.OFFICER)
    pages = ["/rides/", "/rides/new/", f"/rides/{fetched.plan.pk}/", f"/rides/routes/{fetched.route.pk}/"]
    counted = {}
    for page in pages:
        with django_assert_max_num_queries(60) as queries:
            assert browser.get(page).status_code == 200
        counted[page] = len(queries)
    for n in range(2):
        more = hold_session(officer, fetched.held.project, f"รอบ {n}", FIRST_DAY + dt.timedelta(days=7 * n + 7))
        with acting(officer):
            plan_rides(actor=officer, session=more.session, seconds=0.05)
    with acting(officer):
        for stop in fetched.pickups:
            record_boarding(actor=officer, stop=stop, on_board=True)
    for page, before in counted.items():
        with django_assert_max_num_queries(before):
            assert browser.get(page).status_code == 200


def test_a_car_is_added_through_the_page(
    officer: Actor, browser_of: BrowserOf, user_of: Callable[[Role], Any], neighbour_user_of: Callable[[Role], Any]
) -> None:
    browser = browser_of(Role.OFFICER)
    good = {"name": "รถตู้", "seats": "10", "wheelchair_places": "1", "driver": str(user_of(Role.DRIVER).pk)}
    strangers = [str(user_of(Role.RESIDENT).pk), str(neighbour_user_of(Role.DRIVER).pk), "x"]
    for wrong in ({"name": ""}, {"seats": "0"}, {"wheelchair_places": "-1"}, *({"driver": one} for one in strangers)):
        assert browser.post("/rides/cars/new/", good | wrong).status_code == 422, wrong
    for _ in range(2):
        sent = browser.post("/rides/cars/new/", good | {"request_key": "0193a6a0-0000-7000-8000-000000000007"})
        assert sent.headers["Location"] == "/rides/"
    with acting(officer):
        assert Vehicle.objects.get().driver_id == user_of(Role.DRIVER).pk
    for role in set(Role) - {Role.OFFICER}:
        assert browser_of(role).post("/rides/cars/new/", good).status_code == 403


def test_the_drivers_phone_hears_that_the_office_changed_the_route(
    fetched: Fetched, officer: Actor, browser_of: BrowserOf
) -> None:
    phone = browser_of(Role.DRIVER)
    page = phone.get(f"/rides/routes/{fetched.route.pk}/").content.decode()
    news = re.search(r'data-news="([^"]+)"', page)
    assert news is not None
    assert phone.get(news.group(1)).status_code == 204
    with acting(officer):
        # What the driver taps is no news to the driver.
        record_boarding(actor=officer, stop=fetched.pickups[0], on_board=True)
    assert phone.get(news.group(1)).status_code == 204
    with acting(officer):
        cancel_ride(actor=officer, plan=fetched.plan, person=fetched.pickups[1].person, why="ป่วย")
    assert phone.get(news.group(1)).status_code == 200


def test_the_board_keeps_itself_up_to_date_on_the_day(
    fetched: Fetched, officer: Actor, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = browser_of(Role.OFFICER)
    live = f"/rides/{fetched.plan.pk}/live/"
    assert "hx-get" not in board.get(live).content.decode()
    begins = fetched.held.session.starts_at
    monkeypatch.setattr(timezone, "now", lambda: begins)
    board = browser_of(Role.OFFICER)
    assert f'hx-get="{live}"' in board.get(f"/rides/{fetched.plan.pk}/").content.decode()
    before = board.get(live).content.decode()
    with acting(officer):
        record_boarding(actor=officer, stop=fetched.pickups[0], on_board=True)
    assert board.get(live).content.decode() != before


def test_a_car_is_put_right(fetched: Fetched, officer: Actor, browser_of: BrowserOf) -> None:
    page = f"/rides/cars/{fetched.car.pk}/change/"
    clerk = browser_of(Role.OFFICER)
    assert 'value="8"' in clerk.get(page).content.decode()
    typed = {
        "name": "รถตู้ขาว", "plate": "นข 1", "seats": "11", "wheelchair_places": "2", "owner": "municipality",
        "works_from": "7:30", "works_until": "16:30", "latitude": "12.6", "longitude": "102.1",
    }  # fmt: skip
    assert clerk.post(page, typed | {"longitude": ""}).status_code == 422
    assert clerk.post(page, typed | {"works_until": "6:00"}).status_code == 409
    assert clerk.post(page, typed).status_code == 302
    with acting(officer):
        van = Vehicle.objects.get(pk=fetched.car.pk)
        assert (van.name, van.seats, van.latitude, van.driver_id) == ("รถตู้ขาว", 11, 12.6, fetched.car.driver_id)


def test_past_sessions_are_not_offered_for_planning(
    held: Held, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = browser_of(Role.OFFICER)
    assert str(held.session.pk) in clerk.get("/rides/new/").content.decode()
    monkeypatch.setattr(timezone, "now", lambda: held.session.ends_at)
    page = browser_of(Role.OFFICER).get("/rides/new/")
    assert page.status_code == 200
    assert str(held.session.pk) not in page.content.decode()


def test_no_car_goes_for_a_session_that_is_not_held_then(
    fetched: Fetched, officer: Actor, browser_of: BrowserOf
) -> None:
    session = fetched.held.session
    told = Delivery.objects.filter(message__key__startswith="rides:")
    with acting(officer):
        assert told.exists()
        moved = move_session(
            actor=officer, session=session, venue=session.venue, starts_at=session.starts_at + dt.timedelta(days=1),
            ends_at=session.ends_at + dt.timedelta(days=1), reason="ศาลาไม่ว่าง",
        )  # fmt: skip
        states = DeliveryStep.objects.filter(delivery__in=told, ended_at__isnull=True).values_list("kind", flat=True)
        assert set(states) == {DeliveryStep.Kind.WITHDRAWN}
        assert not current_stops().exists()
        # The new time has no cars yet, and they can be planned.
        assert [one.pk for one in sessions_to_fetch()] == [moved.pk]
        plan_rides(actor=officer, session=moved, seconds=0.05)
        assert {stop.route.plan.session_id for stop in current_stops()} == {moved.pk}
    page = browser_of(Role.DRIVER).get(f"/rides/routes/{fetched.route.pk}/").content.decode()
    assert not any(person.given_name in page for person in fetched.held.people)
