from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huangyai.accounts.models import User
from huangyai.kernel import Actor, BuddhistDate, Role
from huangyai.places.models import Village
from huangyai.volunteers.actions import give_hours
from huangyai.volunteers.models import GivenHours, Volunteer
from huangyai.walls.entry import acting

STAFF = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR}
YESTERDAY = BuddhistDate(timezone.localdate() - dt.timedelta(days=1)).short("th")


def pages(volunteer: Volunteer) -> list[tuple[str, set[Role]]]:
    return [
        (reverse("volunteers:volunteer_list"), STAFF),
        (reverse("volunteers:volunteer_new"), {Role.OFFICER, Role.ADMINISTRATOR}),
        (reverse("volunteers:volunteer_detail", args=[volunteer.pk]), STAFF | {Role.VOLUNTEER}),
    ]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_at_every_page(role: Role, volunteer: Volunteer, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(role)
    for address, allowed in pages(volunteer):
        assert browser.get(address).status_code == (200 if role in allowed else 403), address
    own = browser.get(reverse("volunteers:volunteer_own"))
    assert own.status_code == (302 if role is Role.VOLUNTEER else 403)


@pytest.mark.parametrize("role", list(Role))
def test_the_neighbours_roles_find_nothing(
    role: Role, volunteer: Volunteer, neighbour_browser_of: Callable[[Role], Client]
) -> None:
    browser = neighbour_browser_of(role)
    address = reverse("volunteers:volunteer_detail", args=[volunteer.pk])
    assert browser.get(address).status_code == (404 if role in STAFF | {Role.VOLUNTEER} else 403)
    own = browser.get(reverse("volunteers:volunteer_own"))
    assert own.status_code == (404 if role is Role.VOLUNTEER else 403)


def test_a_visitor_is_asked_to_sign_in(volunteer: Volunteer) -> None:
    for address, _ in pages(volunteer):
        assert Client().get(address)["Location"].startswith(reverse("account_login"))


def test_a_volunteer_writes_their_hours_down_once(
    officer: Actor, volunteer: Volunteer, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.VOLUNTEER)
    address = browser.get(reverse("volunteers:volunteer_own"))["Location"]
    key = "018f2c3e-0000-7000-8000-000000000003"
    typed = {"day": YESTERDAY, "hours": "2.5", "purpose": "เยี่ยมบ้านยายแดง", "request_key": key}
    assert browser.post(address, typed)["Location"] == browser.post(address, typed)["Location"] == address
    page = browser.get(address)
    assert "เยี่ยมบ้านยายแดง" in page.text
    with acting(officer):
        assert GivenHours.objects.get().hours == Decimal("2.5")


@pytest.mark.parametrize(
    ("field", "typed"),
    [("hours", "0"), ("hours", "25"), ("hours", "สอง"), ("hours", "1.25"), ("day", "วันก่อน"), ("purpose", "")],
)
def test_bad_input_brings_the_form_back(
    field: str, typed: str, volunteer: Volunteer, browser_of: Callable[..., Client]
) -> None:
    address = reverse("volunteers:volunteer_detail", args=[volunteer.pk])
    filled = {"day": YESTERDAY, "hours": "2", "purpose": "เยี่ยมบ้าน", field: typed}
    assert browser_of(Role.VOLUNTEER).post(address, filled).status_code == 422


def test_only_officers_write_for_others(
    officer: Actor, volunteer: Volunteer, browser_of: Callable[..., Client]
) -> None:
    address = reverse("volunteers:volunteer_detail", args=[volunteer.pk])
    filled = {"day": YESTERDAY, "hours": "2", "purpose": "เยี่ยมบ้าน"}
    assert browser_of(Role.LEADER).post(address, filled).status_code == 403
    assert browser_of(Role.OFFICER).post(address, filled).status_code == 302
    tomorrow = BuddhistDate(timezone.localdate() + dt.timedelta(days=2)).short("th")
    assert browser_of(Role.OFFICER).post(address, {**filled, "day": tomorrow}).status_code == 409


def test_a_volunteer_is_taken_in_on_the_page(
    officer: Actor, user_of: Callable[[Role], User], browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        waiting, village = user_of(Role.VOLUNTEER), Village.objects.get(number=2)
    browser, address = browser_of(Role.OFFICER), reverse("volunteers:volunteer_new")
    stranger = {"user": str(user_of(Role.DRIVER).pk), "village": str(village.pk), "kind": "health"}
    assert browser.post(address, stranger).status_code == 422
    taken = browser.post(address, {**stranger, "user": str(waiting.pk)})
    assert str(waiting) in browser.get(taken["Location"]).text
    assert "<select" not in browser.get(address).text


def test_pages_of_any_length_ask_the_same_number_of_questions(
    officer: Actor, volunteer: Volunteer, browser_of: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    browser = browser_of(Role.OFFICER)
    for size in (1, 60):
        with acting(officer):
            for at in range(size):
                day = timezone.localdate() - dt.timedelta(days=at + size)
                give_hours(actor=officer, volunteer=volunteer, day=day, hours=Decimal(1), purpose="เยี่ยมบ้าน")
        for address, _ in pages(volunteer):
            with django_assert_max_num_queries(16):
                assert browser.get(address).status_code == 200
