"""Young people come when they can, and a car fetches them: from the course's first line to the spent money.

The office, residents with and without a phone, a volunteer, a driver without network and the public, in a real browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.conftest import HERE, Site, sign_in, spoken
from tests.journeys.reading import figure, number, one, submit, thai

TITLE = "คอร์สทำขนมขายของเยาวชน"
PROJECT = "เยาวชนทำขนมขายช่วงปิดเทอม"
PLACES, MEETINGS = 60, 2
# How the forty sign up.
HOW_MANY, THEMSELVES, AT_COUNTER = 40, 3, 4
WITHOUT_PHONE = 2
RIDES = 26
BROKEN, WHY = "รถตู้เทศบาล", "สตาร์ตไม่ติด แบตเตอรี่หมด"
# The cars that still go, and who drives them.
DRIVERS = {"รถตู้ติดลิฟต์รถเข็น": "driver2", "รถกระบะสี่ประตู": "driver3"}
WEEKEND = ("เสาร์", "อาทิตย์")
AFTER_SCHOOL = "16:30"
SPENT, FOR_WHAT = "1,850", "แป้งและกะทิ"
AT_THE_DOOR = 4
KEPT_ON_THE_PHONE = """async () => {
    while (!(await caches.match(location.href, {ignoreVary: true}))) await new Promise(done => setTimeout(done, 50));
}"""


@dataclass(frozen=True, slots=True)
class Thread:
    """What the golden thread of the project says of its sessions, its people and its money."""

    sessions: int
    baht: int
    came: int
    fetched: int


@dataclass(slots=True)
class Course:
    """The officer's screen, who wants to come, and where the course stands."""

    page: Page
    site: Site
    people: list[dict[str, Any]]
    project: str = ""
    activity: str = ""
    session: str = ""
    board: str = ""
    placed: int = 0
    riding: list[dict[str, Any]] = field(default_factory=list)
    before: Thread = field(default_factory=lambda: Thread(0, 0, 0, 0))

    def go(self, path: str) -> Page:
        """Open an address of the site."""
        return see(self.page, self.site, path)


@pytest.fixture
def course(site: Site, browser: Browser) -> Iterator[Course]:
    """An officer who has signed in, and forty young people who have heard of it."""
    window = browser.new_context(locale="th-TH", viewport={"width": 1440, "height": 900})
    people = json.loads(spoken(site.data, str(HERE / "young_people.py")))
    assert len(people) == HOW_MANY
    # Twenty-six of them live too far to walk, and whoever sits in a wheelchair is among them.
    riding = sorted(people, key=lambda one: not one["wheelchair"])[:RIDES]
    assert sum(one["wheelchair"] for one in riding) == 3
    yield Course(sign_in(site, window, "officer"), site, people, riding=riding)
    window.close()


def test_young_people_come_by_car_and_the_thread_shows_it(course: Course, browser: Browser) -> None:
    design(course)
    place_when_they_can_come(course)
    forty_sign_up(course, browser)
    fetch(course)
    break_down(course)
    drive_without_network(course, browser)
    take_attendance(course)
    spend(course)
    the_thread_shows_it(course)


# What is offered, and when.


def design(course: Course) -> None:
    page = course.go("/activities/new/")
    course.project = (
        page.locator("main [name=project] option").filter(has_text=PROJECT).first.get_attribute("value") or ""
    )
    course.before = thread_of(course)
    page = course.go("/activities/new/")
    page.locator("main [name=project]").select_option(course.project)
    page.locator("main [name=name]").fill(TITLE)
    page.locator("main [name=kind]").select_option("youth")
    page.locator("main [name=capacity]").fill(str(PLACES))
    page.locator("main [name=meetings]").fill(str(MEETINGS))
    page.locator("main [name=life]").select_option("school")
    page.locator("main [name=youngest]").fill("10")
    page.locator("main [name=oldest]").fill("20")
    page.locator("main [name=materials]").fill("แป้งข้าวเจ้า กะทิ น้ำตาล ถาดนึ่ง")
    submit(page)
    # The next page asks when; the new course is the one to choose.
    choice = page.locator("main label").filter(has_text=TITLE).locator("[name=activities]")
    course.activity = choice.get_attribute("value") or ""
    page = course.go(f"/activities/{course.activity}/")
    expect(page.locator("h1")).to_have_text(TITLE)


def place_when_they_can_come(course: Course) -> None:
    page = course.go(f"/sessions/placement/?activity={course.activity}")
    expect(page.locator("main")).to_contain_text(TITLE)
    form = page.locator("form").filter(has=page.locator("[name=activities]"))
    form.locator(f"[name=activities][value='{course.activity}']").check()
    with page.expect_navigation():
        form.get_by_role("button", name=thai("Find times")).click()
    page = course.go(f"/activities/{course.activity}/")
    meetings = page.locator("main .row")
    expect(meetings).to_have_count(MEETINGS)
    # Pupils sit in school on weekdays; the course is on a day off, in a break, or after school.
    said = meetings.first.inner_text()
    assert any(day in said for day in WEEKEND) or AFTER_SCHOOL in said, said
    meetings.first.locator("a").first.click()
    course.session = one(re.search(r"/sessions/([0-9a-f-]{36})/", page.url))
    # Those whom the joint meeting confirmed are expected from the beginning.
    course.placed = figure(page, "Expected")
    assert course.placed > 0


# Forty sign up in four ways.


def forty_sign_up(course: Course, browser: Browser) -> None:
    by_volunteer = [who for who in course.people if who["volunteer"]]
    assert by_volunteer
    waiting = [who for who in course.people if not who["volunteer"]]
    themselves = [waiting.pop() for _ in range(THEMSELVES)]
    at_counter = [waiting.pop() for _ in range(AT_COUNTER)]
    on_their_phones(course, browser, themselves)
    by_their_volunteer(course, browser, by_volunteer)
    for who in at_counter:
        page = course.go(f"/sessions/{course.session}/")
        page.locator("main [name=who]").fill(who["name"])
        with page.expect_navigation():
            page.get_by_role("button", name=thai("Find")).click()
        sign_up_in_row(course, page, who)
    on_paper(course, waiting)
    page = course.go(f"/sessions/{course.session}/")
    assert figure(page, "Expected") == course.placed + len(course.people)
    assert figure(page, "Fetched by car") >= RIDES


def on_their_phones(course: Course, browser: Browser, people: list[dict[str, Any]]) -> None:
    slug = course.site.examples["slug"]
    window = browser.new_context(locale="th-TH", viewport={"width": 360, "height": 740})
    page = window.new_page()
    for who in people:
        see(page, course.site, f"/m/{slug}/sessions/{course.session}/")
        page.locator("main [name=name]").fill(who["name"])
        page.locator("main [name=phone]").fill(who["phone"])
        if who in course.riding:
            page.locator("main [name=needs_ride]").check()
        with page.expect_navigation():
            page.get_by_role("button", name=thai("Sign up"), exact=True).click()
        # The page tells nobody who stands on the list.
        expect(page.locator("main")).not_to_contain_text(who["shown"])
    window.close()


def by_their_volunteer(course: Course, browser: Browser, people: list[dict[str, Any]]) -> None:
    window = browser.new_context(locale="th-TH", viewport={"width": 360, "height": 740})
    page = sign_in(course.site, window, people[0]["volunteer"])
    for who in people:
        see(page, course.site, f"/sessions/{course.session}/")
        sign_up_in_row(course, page, who)
    window.close()


def sign_up_in_row(course: Course, page: Page, who: dict[str, Any]) -> None:
    row = page.locator("main .row").filter(has_text=who["shown"]).filter(has=page.locator("[name=person]")).first
    if who in course.riding:
        row.locator("[name=needs_ride]").check()
    with page.expect_navigation():
        row.get_by_role("button", name=thai("Sign up")).click()
    assert page.locator(".toast.danger").all_inner_texts() == []


def on_paper(course: Course, people: list[dict[str, Any]]) -> None:
    lines = []
    for place, who in enumerate(people):
        phone = "" if place < WITHOUT_PHONE else f" {who['phone'][:3]}-{who['phone'][3:]}"
        lines.append(f"{who['name']}{phone}{' รถ' if who in course.riding else ''}")
    page = course.go(f"/sessions/{course.session}/")
    page.locator("summary").filter(has_text=thai("Key in the sign-up sheet")).click()
    page.locator("main [name=lines], aside [name=lines]").fill("\n".join(lines))
    with page.expect_navigation():
        page.locator("form").filter(has=page.locator("[name=lines]")).locator("button").last.click()
    # Who gave no number waits for somebody who knows them.
    for who in people[:WITHOUT_PHONE]:
        asked = page.locator("section[aria-labelledby=asked]")
        expect(asked).to_contain_text(who["name"])
        with page.expect_navigation():
            asked.locator(".row").filter(has_text=who["shown"]).first.get_by_role(
                "button", name=thai("This is who")
            ).click()
    expect(page.locator("section[aria-labelledby=asked]")).to_have_count(0)


# The cars.


def fetch(course: Course) -> None:
    page = course.go("/rides/new/")
    choice = page.locator("main [name=session]")
    mine = choice.locator("option").filter(has_text=TITLE).first
    choice.select_option(mine.get_attribute("value"))
    submit(page)
    course.board = one(re.search(r"/rides/([0-9a-f-]{36})/", page.url))
    assert figure(page, "People") >= RIDES
    expect(page.locator("main .section-head").filter(has_text=BROKEN)).to_have_count(1)
    expect(page.locator("main")).to_contain_text(thai("Nothing: everybody has the time that they were told first."))
    for who in course.riding:
        if who["wheelchair"]:
            # The cars that have no place for a wheelchair fetch nobody who sits in one.
            expect(car_of(page, "รถตู้ติดลิฟต์รถเข็น")).to_contain_text(who["shown"])


def break_down(course: Course) -> None:
    page = course.go(f"/rides/{course.board}/")
    panel = page.locator("form").filter(has=page.locator("[name=vehicle][id^=broken]"))
    panel.locator("[name=vehicle]").select_option(label=BROKEN)
    panel.locator("[name=why]").fill(WHY)
    with page.expect_navigation():
        panel.locator("button").last.click()
    assert page.locator("main .field-error").all_inner_texts() == []
    expect(page.locator("main .section-head").filter(has_text=BROKEN)).to_have_count(0)
    changes = page.locator("#changes")
    expect(changes).to_contain_text(WHY)
    expect(page.locator("main")).to_contain_text(thai("Cars that stay at home"))
    # Nobody falls out of the day unnamed: each still has a car, or stands among those who can't be fetched.
    everywhere = page.locator("main").inner_text()
    assert [who["shown"] for who in course.riding if who["shown"] not in everywhere] == []


def car_of(page: Page, name: str) -> Any:
    """A car's section of the board."""
    return page.locator("main section").filter(has=page.locator(".section-head").filter(has_text=name))


def drive_without_network(course: Course, browser: Browser) -> None:
    page = course.go(f"/rides/{course.board}/")
    # The one with the shorter day.
    car = min(DRIVERS, key=lambda name: car_of(page, name).locator("tbody tr").count() or 1000)
    route = car_of(page, car).get_by_role("link", name=thai("Driver’s page")).get_attribute("href")
    assert route
    window = browser.new_context(locale="th-TH", viewport={"width": 360, "height": 740})
    phone = sign_in(course.site, window, DRIVERS[car])
    see(phone, course.site, route)
    stops = phone.locator("[data-next-stop]").count()
    assert stops > 2
    # The page stays on the phone.
    phone.evaluate(KEPT_ON_THE_PHONE)
    window.set_offline(True)
    tap(phone)
    tap(phone)
    expect(phone.locator("#kept-words")).to_be_visible()
    assert phone.locator("[data-next-stop]").count() == stops - 2
    phone.reload()
    # What was tapped is still on the phone, and the page opens without network.
    expect(phone.locator("#kept-words")).to_be_visible()
    with phone.expect_navigation():
        window.set_offline(False)
    expect(phone.locator("#kept-words")).to_be_hidden()
    expect(phone.locator("[data-next-stop]")).to_have_count(stops - 2)
    # With network each tap is sent at once; somebody does not come out.
    gets_in = phone.locator("[data-next-stop]:not([hidden]) [name=on_board][value=no]")
    while not gets_in.count():
        with phone.expect_navigation():
            tap(phone)
    with phone.expect_navigation():
        gets_in.click()
    # Through the hills to the last two stops.
    window.set_offline(True)
    while phone.locator("[data-next-stop]").count() > 2:
        tap(phone)
    with phone.expect_navigation():
        window.set_offline(False)
    while phone.locator("[data-next-stop]").count():
        with phone.expect_navigation():
            tap(phone)
    expect(phone.locator("main")).to_contain_text(thai("Everybody on this route is recorded."))
    window.close()
    page = course.go(f"/rides/{course.board}/")
    expect(car_of(page, car)).to_contain_text(thai("nobody came out"))


def tap(phone: Page) -> None:
    """The large button of the next stop."""
    phone.locator(
        "[data-next-stop]:not([hidden]) button.primary, [data-next-stop]:not([hidden]) .button-primary"
    ).first.click()


# At the door, and afterwards.


def take_attendance(course: Course) -> None:
    page = course.go(f"/rides/{course.board}/")
    with page.expect_navigation():
        page.get_by_role("button", name=thai("Take it over from the cars")).click()
    page = course.go(f"/sessions/{course.session}/")
    by_car = figure(page, "Came")
    assert by_car > 0
    cards = json.loads(spoken(course.site.data, str(HERE / "young_people.py"), course.activity))
    came, new = [], 0
    for who in course.people:
        if new == AT_THE_DOOR:
            break
        page = course.go(f"/arrivals/{cards[who['shown']]}/")
        if page.get_by_role("button", name=thai("Came")).count():
            with page.expect_navigation():
                page.get_by_role("button", name=thai("Came")).click()
            new += 1
        came.append(who)
    # The code is also typed where no camera is at hand; twice at the door is once on the list.
    page = course.go(f"/sessions/{course.session}/attendance/")
    page.locator("main [name=code]").fill(cards[came[-1]["shown"]])
    with page.expect_navigation():
        page.get_by_role("button", name=thai("Came")).click()
    page = course.go(f"/sessions/{course.session}/")
    assert figure(page, "Came") == by_car + AT_THE_DOOR


def spend(course: Course) -> None:
    page = course.go(f"/sessions/{course.session}/")
    page.locator("summary").filter(has_text=thai("Write down an expense")).click()
    form = page.locator("form").filter(has=page.locator("[name=what]"))
    form.locator("[name=what]").fill(FOR_WHAT)
    form.locator("[name=baht]").fill(SPENT.replace(",", ""))
    form.locator("[name=paid_on]").fill("22/11/2569")
    with page.expect_navigation():
        form.locator("button").last.click()
    expect(page.locator("aside, .staff-aside").filter(has_text=FOR_WHAT)).to_contain_text(SPENT)


def the_thread_shows_it(course: Course) -> None:
    page = course.go(f"/sessions/{course.session}/")
    came = figure(page, "Came")
    before, now = course.before, thread_of(course)
    assert now.sessions == before.sessions + MEETINGS
    assert now.baht == before.baht + number(SPENT)
    assert now.came == before.came + came
    assert now.fetched > before.fetched


def thread_of(course: Course) -> Thread:
    page = course.go(f"/projects/{course.project}/thread/")

    def says(kind: str, part: str) -> int:
        """The first number of a node."""
        node = page.locator(".thread-node").filter(has=page.locator(".thread-kind", has_text=thai(kind))).first
        return number(one(re.search(r"([\d,]+)", node.locator(part).inner_text())))

    return Thread(
        says("Sessions", ".thread-text"),
        says("Sessions", ".thread-sub"),
        says("Came", ".thread-text"),
        says("Fetched by car", ".thread-text"),
    )


# What all use.


def see(page: Page, site: Site, path: str) -> Page:
    """Open an address of the site."""
    answer = page.goto(site.url(path))
    assert answer is not None
    assert answer.ok, f"{path} answered {answer.status}"
    return page
