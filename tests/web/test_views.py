"""The pages that cross rooms: who opens them, what they say, and how much they ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.conftest import SAID, Town, grow

from huangyai.kernel import Role
from huangyai.places.models import Municipality

BrowserOf = Callable[..., Client]
STAFF = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR}
LEADERS = {Role.LEADER, Role.OFFICER, Role.PLANNER}
FOLLOWERS = STAFF | {Role.VOLUNTEER, Role.PARTNER}
MANY = 7


def _addresses(town: Town) -> dict[str, set[Role]]:
    project, problem, person = town.held.project, town.problem, town.held.people[0]
    return {
        reverse("web:today"): set(Role),
        reverse("web:search"): STAFF,
        reverse("web:search") + "?q=สมศรี": STAFF,
        reverse("web:leaders"): LEADERS,
        reverse("web:leaders_print"): LEADERS,
        reverse("web:person_story", args=[person.pk]): STAFF,
        reverse("web:project_thread", args=[project.pk]): FOLLOWERS,
        reverse("web:problem_thread", args=[problem.pk]): FOLLOWERS,
    }


def _public(town: Town, municipality: Municipality) -> list[str]:
    return [
        reverse("web:home", args=[municipality.slug]),
        reverse("web:public_project_thread", args=[municipality.slug, town.held.project.pk]),
    ]


def test_who_opens_what(town: Town, browser_of: BrowserOf) -> None:
    for role in Role:
        browser = browser_of(role)
        for address, allowed in _addresses(town).items():
            assert browser.get(address).status_code == (200 if role in allowed else 403), (role, address)


def test_visitors_read_what_is_public_and_are_asked_to_sign_in_elsewhere(
    town: Town, municipality: Municipality, client: Client
) -> None:
    for address in _addresses(town):
        assert client.get(address).status_code == 302
    for address in _public(town, municipality):
        assert client.get(address).status_code == 200


def test_the_neighbour_finds_nothing(
    town: Town, neighbour: Municipality, neighbour_browser_of: Callable[[Role], Client]
) -> None:
    for role in Role:
        browser = neighbour_browser_of(role)
        for address in _addresses(town):
            page = browser.get(address)
            assert page.status_code in ({403, 404} if "-" in address else {200, 403}), address
            # What was typed into the search stands on the page again; nobody's family name does.
            assert "ทองดี" not in page.content.decode()
            assert SAID not in page.content.decode()
    theirs = Client().get(reverse("web:home", args=[neighbour.slug]))
    assert SAID not in theirs.content.decode()
    there = reverse("web:public_project_thread", args=[neighbour.slug, town.held.project.pk])
    assert Client().get(there).status_code == 404


def test_the_only_municipality_is_the_front_page(town: Town, municipality: Municipality, client: Client) -> None:
    assert client.get("/").headers["Location"] == reverse("web:home", args=[municipality.slug])


def test_two_municipalities_are_chosen_from(
    municipality: Municipality, neighbour: Municipality, client: Client
) -> None:
    page = client.get("/").content.decode()
    assert municipality.name_th in page
    assert neighbour.name_th in page


def test_the_home_tells_the_cycle_in_numbers_and_nobodys_name(
    town: Town, municipality: Municipality, client: Client
) -> None:
    page = client.get(reverse("web:home", args=[municipality.slug]))
    figures = page.context["figures"]
    assert (figures.problems, figures.answered, figures.confirmed, figures.projects) == (1, 0, 3, 1)
    assert [row["step"] for row in page.context["steps"]] == [1, 2, 3, 4, 5, 6]
    assert page.context["thread_project"] == town.held.project
    assert SAID in page.content.decode()
    for person in town.held.people:
        assert person.given_name not in page.content.decode()


def test_an_empty_municipality_has_a_home_too(municipality: Municipality, client: Client) -> None:
    page = client.get(reverse("web:home", args=[municipality.slug]))
    assert page.status_code == 200
    assert page.context["thread"] == []


def deadlines(town: Town) -> int:
    """How many deadlines of the plan run on the day of the test."""
    from django.utils import timezone

    from huangyai.plan.queries.implementation import waiting_clocks
    from huangyai.walls.entry import acting

    with acting(town.officer):
        return len(waiting_clocks(town.officer, timezone.localdate()))


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.CASE_WORKER, {"cases:signal_triage"}),
        (Role.OFFICER, {"assembly:problem_detail", "targets:target_list_detail", "transport:session_rides"}),
        (Role.PLANNER, {"assembly:problem_detail"}),
        # Lists wait for partners at whose meeting they speak for a party.
        (Role.PARTNER, set()),
        (Role.VOLUNTEER, {"watch:visit_round_detail"}),
        (Role.RESIDENT, set()),
        (Role.DRIVER, set()),
    ],
)
def test_today_shows_each_role_what_waits_for_it(
    role: Role, expected: set[str], town: Town, browser_of: BrowserOf
) -> None:
    from django.urls import resolve

    waiting = browser_of(role).get(reverse("web:today")).context["waiting"]
    if role in {Role.OFFICER, Role.PLANNER} and deadlines(town):
        expected = expected | {"plan:plan_year"}
    if role in {Role.OFFICER, Role.PLANNER}:
        # The town's assembly was held and has no minutes yet.
        expected = expected | {"assembly:assembly_detail"}
    assert {resolve(one.url).view_name for one in waiting} == expected
    assert [one.risk for one in waiting] == sorted((one.risk for one in waiting), key=["red", "gold", "green"].index)


def test_the_first_day_begins_with_the_civil_register(municipality: Municipality, browser_of: BrowserOf) -> None:
    way_in = reverse("targets:register_new")
    assert way_in in browser_of(Role.OFFICER).get(reverse("web:today")).text
    assert way_in not in browser_of(Role.LEADER).get(reverse("web:today")).text


def test_the_navigation_says_how_much_waits_until_something_is_done(
    town: Town, municipality: Municipality, browser_of: BrowserOf
) -> None:
    browser, elsewhere = browser_of(Role.CASE_WORKER), reverse("cases:case_list")
    browser.cookies["django_language"] = "en"
    assert "matter waits for you" not in browser.get(elsewhere).content.decode()
    assert len(browser.get(reverse("web:today")).context["waiting"]) == 1
    for address in (elsewhere, reverse("web:search")):
        page = browser.get(address)
        assert page.context["shell"]["navigation"][0].count == 1
        assert "(1 matter waits for you)" in page.content.decode()
    [waiting] = browser.get(reverse("web:today")).context["waiting"]
    browser.post(waiting.url, {"decision": "case", "urgency": "danger"})
    assert browser.get(elsewhere).context["shell"]["navigation"][0].count is None


def test_what_waited_long_ago_or_elsewhere_is_not_told(town: Town, browser_of: BrowserOf) -> None:
    browser, elsewhere = browser_of(Role.PLANNER), reverse("plan:plan_list")
    browser.get(reverse("web:today"))
    assert browser.get(elsewhere).context["shell"]["navigation"][0].count == 2 + deadlines(town)
    for changed in ({"at": 0}, {"here": "next door"}):
        session = browser.session
        kept = session["waiting"]
        session["waiting"] = kept | changed
        session.save()
        assert browser.get(elsewhere).context["shell"]["navigation"][0].count is None
        session["waiting"] = kept
        session.save()


def test_today_says_how_many_are_to_be_fetched_until_rides_are_planned(
    town: Town, browser_of: BrowserOf, user_of: Any
) -> None:
    from huangyai.transport.actions import add_vehicle, plan_rides
    from huangyai.walls.entry import acting

    there = reverse("transport:session_rides", args=[town.held.session.pk])
    browser = browser_of(Role.OFFICER)
    before = {one.url: one for one in browser.get(reverse("web:today")).context["waiting"]}
    assert "3" in before[there].title
    with acting(town.officer):
        add_vehicle(actor=town.officer, name="รถตู้", seats=8, wheelchair_places=1)
        plan_rides(actor=town.officer, session=town.held.session, seconds=0.05)
    assert there not in {one.url for one in browser.get(reverse("web:today")).context["waiting"]}


def test_a_case_worker_without_the_second_step_sees_no_signal(town: Town, browser_of: BrowserOf) -> None:
    page = browser_of(Role.CASE_WORKER, second_factor=False).get(reverse("web:today"))
    assert page.status_code == 302


@pytest.mark.parametrize(
    ("text", "people", "problems", "projects"),
    [
        ("สมศรี", 1, 0, 0),
        ("หาหมอ", 0, 1, 0),
        ("รถรับส่ง", 0, 0, 1),
        ("ไม่มีคำนี้ในโลก", 0, 0, 0),
        ("", 0, 0, 0),
        ("\0", 0, 0, 0),
    ],
)
def test_search_finds_people_problems_and_projects(
    text: str, people: int, problems: int, projects: int, town: Town, browser_of: BrowserOf
) -> None:
    page = browser_of(Role.OFFICER).get(reverse("web:search"), {"q": text})
    found = [len(page.context[kind]) for kind in ("people", "problems", "projects")]
    assert found == [people, problems, projects]


def test_the_leaders_page_counts_who_is_not_reached(town: Town, browser_of: BrowserOf) -> None:
    for page in (browser_of(Role.LEADER).get(reverse(name)) for name in ("web:leaders", "web:leaders_print")):
        assert (page.context["known"], page.context["not_reached"]) == (3, 3)
        assert page.context["waiting_answers"] == 1


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (None, "web:home"),
        (None, "web:public_project_thread"),
        (Role.OFFICER, "web:today"),
        (Role.CASE_WORKER, "web:today"),
        (Role.VOLUNTEER, "web:today"),
        (Role.OFFICER, "web:search"),
        (Role.LEADER, "web:leaders"),
        (Role.OFFICER, "web:project_thread"),
        (Role.OFFICER, "web:problem_thread"),
    ],
)
def test_a_larger_municipality_asks_no_more_questions(
    role: Role | None,
    name: str,
    town: Town,
    municipality: Municipality,
    browser_of: BrowserOf,
    django_assert_max_num_queries: Any,
) -> None:
    arguments = {
        "web:home": [municipality.slug],
        "web:public_project_thread": [municipality.slug, town.held.project.pk],
        "web:project_thread": [town.held.project.pk],
        "web:problem_thread": [town.problem.pk],
    }
    address = reverse(name, args=arguments.get(name, [])) + ("?q=รถรับส่ง" if name == "web:search" else "")
    browser = browser_of(role) if role else Client()
    browser.get(address)
    with django_assert_max_num_queries(50) as small:
        browser.get(address)
    grow(town, MANY)
    with django_assert_max_num_queries(len(small)):
        browser.get(address)


def test_late_minutes_wait_for_whoever_holds_assemblies(town: Town, browser_of: BrowserOf) -> None:
    from huangyai.assembly.actions import call_assembly, close_assembly
    from huangyai.walls.entry import acting

    with acting(town.officer):
        late = call_assembly(
            actor=town.officer, title="ประชาคมเมื่อสองวันก่อน", starts_at=timezone.now() - dt.timedelta(days=2), venue="วัด"
        )
        call_assembly(
            actor=town.officer, title="ประชาคมสัปดาห์หน้า", starts_at=timezone.now() + dt.timedelta(days=7), venue="วัด"
        )
    there = reverse("assembly:assembly_detail", args=[late.pk])

    def waiting(role: Role) -> set[str]:
        return {one.url for one in browser_of(role).get(reverse("web:today")).context["waiting"]}

    assert there in waiting(Role.OFFICER)
    assert there in waiting(Role.PLANNER)
    assert there not in waiting(Role.LEADER)
    with acting(town.officer):
        close_assembly(actor=town.officer, assembly=late, minutes="ที่ประชุมรับฟังปัญหาและมีมติ")
    assert there not in waiting(Role.OFFICER)
