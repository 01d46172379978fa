"""Finding everyone: six lists come in, are joined, doubted, judged, talked over, and nobody is left behind.

One officer works through step 2 of the cycle in a real browser, in a municipality that has accounts and no people yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.installations import a_data_directory, copy
from tests.journeys.conftest import COMMAND, HERE, Site, accounts_in, serving, sign_in, spoken
from tests.journeys.lists_on_disk import OfficeLists
from tests.journeys.reading import figure, named, number, number_in, table_rows, thai

from huangyai.demo.registers import REGISTER_KINDS, generate
from huangyai.demo.registers.forgotten import forgotten_people
from huangyai.targets.models import RegisterKind
from huangyai.targets.rules.criteria import OLD_AGE
from huangyai.targets.rules.ready_cards import ready_card

# As many as leave more doubtful pairs than one sitting of review.
PEOPLE, SEED = 1000, 77
REVIEWED = 40
OFFICES = {
    "civil": "สำนักทะเบียนท้องถิ่น (ตัวอย่าง)",
    "elderly": "กองสวัสดิการสังคม (ตัวอย่าง)",
    "disability": "พมจ. (ตัวอย่าง)",
    "school": "โรงเรียนเนินวิทยาตัวอย่าง",
    "welfare": "คลังจังหวัด (ตัวอย่าง)",
    "visits": "รพ.สต. (ตัวอย่าง)",
}
# Where a list does not begin with its headings.
HEADING_ROWS = {"disability": 2}
TITLE = "ทะเบียนคนพิการ ตำบลตัวอย่าง ปีงบประมาณ ๒๕๗๐"
OFFICER = "นักพัฒนาชุมชน (ตัวอย่าง)"


@dataclass(slots=True)
class Desk:
    """The officer's screen, the lists on the desk, and what was seen so far."""

    page: Page
    site: Site
    lists: OfficeLists

    def go(self, path: str) -> Page:
        """Open an address of the site."""
        answer = self.page.goto(self.site.url(path))
        assert answer is not None
        assert answer.ok, f"{path} answered {answer.status}"
        return self.page


@pytest.fixture(scope="module")
def beginning(prepared_installation: Path) -> Iterator[Site]:
    """A municipality on its first day, served together with its worker."""
    with a_data_directory() as data:
        copy(prepared_installation, data)
        spoken(data, str(HERE / "beginning.py"), str(data / "accounts.json"))
        with serving(data, "--worker") as address:
            yield Site(address, accounts_in(data), {}, data)


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> OfficeLists:
    """The lists that offices sent."""
    folder = tmp_path_factory.mktemp("lists")
    spoken(folder, str(COMMAND), "demo-data", "--people", str(PEOPLE), "--seed", str(SEED), str(folder))
    return OfficeLists(folder, generate(PEOPLE, SEED))


def test_everyone_is_found(beginning: Site, lists: OfficeLists, browser: Browser) -> None:
    window = browser.new_context(locale="th-TH", viewport={"width": 1440, "height": 900})
    window.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    try:
        desk = Desk(sign_in(beginning, window, "officer"), beginning, lists)
        bring_six_lists(desk)
        # So careful at first that many pairs are left to people; what they decided stays when it is made less so.
        assert join_lists(desk, join_from=100) > REVIEWED
        decided = review_pairs(desk)
        join_lists(desk, join_from=95, kept=decided)
        cards = build_cards(desk)
        hold_meeting(desk, browser, cards)
        find_forgotten(desk)
    finally:
        expect.set_options(timeout=5_000)
        window.close()


# 1. The lists come in.


def bring_six_lists(desk: Desk) -> None:
    lists = desk.lists
    ways: dict[str, Callable[[Page], None]] = {
        "civil": file_of(lists.folder / "civil.csv"),
        "elderly": lambda page: page.locator("main [name=pasted]").fill(lists.as_copied("elderly")),
        "disability": file_of(lists.as_workbook("disability", TITLE)),
        "school": file_of(lists.in_old_letters("school")),
        "welfare": file_of(lists.folder / "welfare.csv"),
        "visits": file_of(lists.folder / "visits.csv"),
    }
    for kind, send in ways.items():
        bring_list(desk, kind, send)
    rows = table_rows(desk.go("/registers/"))
    assert len(rows) == len(ways)
    # Nothing is lost between the file and the register.
    assert sorted(number_in(row, thai("Rows")) for row in rows) == sorted(lists.rows(kind) for kind in ways)


def bring_list(desk: Desk, kind: str, send: Callable[[Page], None]) -> None:
    page = desk.go("/registers/")
    page.get_by_role("link", name=named("Bring a list in")).click()
    page.locator("select[name=kind]").select_option(kind)
    page.locator("main [name=office]").fill(OFFICES[kind])
    send(page)
    page.get_by_role("button", name=named("Read the list")).click()
    expect(page.locator("h1")).to_have_text(thai("What each column means"))
    headings = thai("The headings are read from row %(row)s. Somewhere else?") % {"row": HEADING_ROWS.get(kind, 1)}
    expect(page.locator("main")).to_contain_text(headings)
    for column, (heading, meaning) in zip(
        page.locator("select[name^=column_]").all(), REGISTER_KINDS[kind].columns.items(), strict=True
    ):
        offered = column.locator("option").evaluate_all("options => options.map(option => option.value)")
        # The guess is right wherever the product knows the meaning at all.
        if meaning in offered:
            assert column.input_value() == meaning, f"{kind}: {heading}"
    page.get_by_role("button", name=named("Check the list")).click()
    expect(page.get_by_role("button", name=named("Bring it in"))).to_be_visible()
    good, left_out = figure(page, "rows to bring in"), figure(page, "rows left out")
    assert (good, left_out) == (desk.lists.rows(kind), 0)
    page.get_by_role("button", name=named("Bring it in")).click()
    page.wait_for_url(re.compile(r"/registers/[0-9a-f-]{36}/$"))
    tabs = page.locator("main .tab-count").all_inner_texts()
    assert sum(map(number, tabs)) == good


def file_of(path: Path) -> Callable[[Page], None]:
    return lambda page: page.set_input_files("input[name=file]", path)


# 2. The lists are joined.


def join_lists(desk: Desk, *, join_from: int, kept: int = 0) -> int:
    """Join at once from so many percent on; returns how many rows somebody is asked about."""
    page = desk.go("/registers/joins/")
    page.get_by_role("link", name=named("Change the terms")).click()
    page.locator("main [name=join_from]").fill(str(join_from))
    page.get_by_role("button", name=named("Save")).click()
    page.get_by_role("button", name=named("Join the lists")).click()
    # (A joining of many more rows goes on behind this page, which follows it to its end by itself.)
    page.wait_for_url(re.compile(r"/registers/joins/[0-9a-f-]{36}/$"))
    expect(page.locator("#joining .figure").first).to_be_visible()
    joined, asked, alone, left = (
        figure(page, label)
        for label in (
            "Joined at once", "Wait for somebody’s eye", "Nobody found", "Decided by people, left as they are",
        )
    )  # fmt: skip
    assert joined + asked + alone + left == sum(desk.lists.rows(kind) for kind in REGISTER_KINDS if kind != "civil")
    assert left == kept
    rows = table_rows(desk.go("/registers/"))
    assert sum(number_in(row, thai("Waiting")) for row in rows) == asked + alone
    return asked


# 3. Somebody looks at the uncertain pairs.


def review_pairs(desk: Desk) -> int:
    """Forty pairs with the keyboard alone; returns how many rows found their person by it."""
    known_before = known_rows(desk)
    page = desk.go("/registers/pairs/")
    press(page, "Enter")
    begun, same = decided_so_far(page), 0
    for decided in range(REVIEWED):
        assert decided_so_far(page) == begun + decided
        answer = answer_of_who_knows(desk)
        same += answer.joins
        press(page, answer.key)
    assert same > REVIEWED / 2
    assert known_rows(desk) == known_before + same
    # The last answer is taken back, everything stands as before, and it is given again.
    page = desk.go("/registers/pairs/")
    press(page, "Enter")
    press(page, "z")
    assert decided_so_far(page) == begun + REVIEWED - 1
    again, address = answer_of_who_knows(desk), page.url
    assert known_rows(desk) == known_before + same - again.joins
    page.goto(address)
    press(page, again.key)
    assert decided_so_far(page) == begun + REVIEWED
    assert known_rows(desk) == known_before + same
    page = desk.go("/registers/pairs/decisions/")
    assert number(page.locator("main .tab-count").last.inner_text()) == begun + REVIEWED
    for line in table_rows(page)[: REVIEWED + 1]:
        expect(line).to_contain_text(OFFICER)
    expect(page.locator("main tbody")).to_contain_text(thai("taken back"))
    return same


def press(page: Page, key: str) -> None:
    """Press a key that leads to the next page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def decided_so_far(page: Page) -> int:
    """How many pairs the page says are decided."""
    said = re.search(
        thai("%(n)s of %(all)s decided") % {"n": r"(\d+)", "all": r"\d+"}, page.locator(".pair-progress").inner_text()
    )
    assert said
    return int(said[1])


@dataclass(frozen=True, slots=True)
class Answer:
    """The key that somebody who knows these people would press, and how many rows find their person by it."""

    key: str
    joins: int = 0


def answer_of_who_knows(desk: Desk) -> Answer:
    """Look who the row on the page really is, and whether the entry beside it is theirs."""
    page = desk.page
    heading = page.locator("main thead th").nth(1).inner_text()
    left, right = page.locator(".pair-names td").all_inner_texts()[:2]
    kind = next((kind for title, kind in register_titles().items() if title in heading), "")
    if not kind:
        return Answer("1" if left == right else "2")
    row = re.search(thai("row %(n)s") % {"n": r"(\d+)"}, heading)
    assert row, heading
    who = desk.lists.who[kind, int(row[1]) - HEADING_ROWS.get(kind, 1) - 1]
    return Answer("1", joins=1) if desk.lists.name.get(who) == right.strip() else Answer("2")


def register_titles() -> dict[str, str]:
    """What the site calls each kind of list."""
    with override("th"):
        return {str(label): kind for kind, label in RegisterKind.choices if kind in REGISTER_KINDS}


def known_rows(desk: Desk) -> int:
    """Rows of all lists whose person is known."""
    return sum(number_in(row, thai("Person known")) for row in table_rows(desk.go("/registers/")))


# 4. Criteria cards.

READY = ("elderly", "disability")
OLD_AND_ALONE = "ผู้สูงอายุที่อยู่คนเดียว"
VILLAGE = "22010807"


def build_cards(desk: Desk) -> dict[str, int]:
    """Two ready cards and one of their own, each compared with the registers and taken into use; what each takes."""
    cards = {}
    for key in READY:
        ready = ready_card(key)
        assert ready
        page = desk.go("/criteria/")
        page.get_by_role("button", name=f"{thai('Take it over')} {ready.name.th}").click()
        expect(page.locator("h1")).to_have_text(ready.name.th)
        cards[ready.name.th] = compare_and_adopt(desk)
    page = desk.go("/criteria/")
    page.get_by_role("link", name=named("Write a card")).click()
    page.locator("main [name=name]").fill(OLD_AND_ALONE)
    page.locator("main [name=sentence]").fill("คนอายุ 60 ปีขึ้นไปในหมู่ที่ 7 ที่อยู่บ้านคนเดียว")
    counts: list[int] = []
    for condition, value, reads in (
        (f"village-{VILLAGE}", "", "ม.7"),
        ("lives_alone", "", "อยู่บ้านคนเดียว"),
        ("age-at_least", "60", "60"),
    ):
        page.locator(f"[name=asks_1_{len(counts) + 1}]").select_option(condition)
        if value:
            page.locator(f"[name=number_1_{len(counts) + 1}]").fill(value)
            page.locator(f"[name=number_1_{len(counts) + 1}]").press("Tab")
        # The count stands beside the sentence that the conditions make so far.
        expect(page.locator("#card-preview p").first).to_contain_text(reads)
        counts.append(number(page.locator("#card-preview .figure-value").inner_text()))
    # Every condition that is added takes somebody out, and the page says so while the card is built.
    assert counts == sorted(set(counts), reverse=True)
    assert counts[-1] == len(living_alone(desk))
    page.get_by_role("button", name=named("Write the card")).click()
    expect(page.locator("h1")).to_have_text(OLD_AND_ALONE)
    cards[OLD_AND_ALONE] = compare_and_adopt(desk)
    assert cards[OLD_AND_ALONE] == counts[-1]
    in_use = desk.go("/criteria/").locator("main .row").filter(has_text=thai("in use"))
    assert {row.locator(".row-title").inner_text() for row in in_use.all()} >= set(cards)
    return cards


def compare_and_adopt(desk: Desk) -> int:
    """From a draft card's page: whom it misses beside each register, then take it into use."""
    page, card = desk.page, desk.page.url
    page.get_by_role("link", name=named("Compare with the registers")).click()
    taken = figure(page, "taken by the card")
    beside = page.locator("main table").first.locator("tbody tr")
    expect(beside).to_have_count(len(OFFICES) - 1)
    for row in beside.all():
        on_it, both, missed, extra = (
            number_in(row, thai(column))
            for column in ("on it", "on it and taken", "on it and missed", "taken and not on it")
        )
        assert (both + missed, both + extra) == (on_it, taken)
    page.goto(card)
    page.get_by_role("button", name=named("Take it into use")).first.click()
    page.locator("#adopt").get_by_role("button", name=named("Take it into use")).click()
    expect(page.get_by_role("link", name=named("Draw a list by this card"))).to_be_visible()
    return taken


def living_alone(desk: Desk) -> set[str]:
    """Elderly people of the village who live alone, as they really do."""
    today, truth = timezone.localdate(), desk.lists.truth
    return {
        one.id
        for one in truth.people
        if one.lives_alone
        and one.age_on(today) >= OLD_AGE
        and truth.household[one.household_id].village_code == VILLAGE
    }


# 5. The joint meeting.

AGENCIES = (
    ("เทศบาล", ""),
    ("รพ.สต. (ตัวอย่าง)", "partner"),
    ("ชุมชน", ""),
    ("พมจ. (ตัวอย่าง)", "province"),
)
USUAL, MOVED, HELPED = "ผู้แทนหมู่บ้านยืนยันว่าอยู่จริง", "ย้ายไปอยู่กับลูกแล้ว", "ได้รับความช่วยเหลือจากจังหวัดแล้ว"
ADDED = "เพื่อนบ้านแจ้งว่าอยู่ลำพังในเวลากลางวัน"


def hold_meeting(desk: Desk, browser: Browser, cards: dict[str, int]) -> None:
    for name, takes in cards.items():
        draw_list(desk, name, takes)
    page, the_list = desk.page, desk.page.url
    begin_meeting(page)
    table = page.url
    page.goto(the_list)
    newcomer = add_somebody(desk)
    names = cards[OLD_AND_ALONE] + 1
    # Two parties speak at their own screens, while the secretary's screen follows.
    page.goto(table)
    followed = page.locator("#party-words")
    expect(followed.get_by_text(thai("not yet"), exact=True)).to_have_count(len(AGENCIES))
    watched = page.locator("h2#name").inner_text()
    for account, objections in (("partner", {2: MOVED, 3: MOVED}), ("province", {2: MOVED, 4: HELPED})):
        with screen_of(browser, desk.site, account) as screen:
            speak(screen, the_list, names, objections)
    expect(page.locator("h2#name")).to_have_text(watched)
    expect(followed.get_by_text(thai("not yet"), exact=True)).to_have_count(2)
    decided = say_for_the_others(page, table, names)
    assert decided == {"confirmed": names - 1, "declined": 1}
    close(desk, table, decided)
    page = desk.go("/target-lists/")
    row = page.locator("main tbody tr").filter(has=page.get_by_role("link", name=OLD_AND_ALONE)).first
    assert number_in(row, thai("Names")) == names
    assert number_in(row, thai("Confirmed")) == decided["confirmed"]
    page.goto(f"{the_list}?outcome=confirmed")
    expect(page.locator("main .row-title")).to_have_count(decided["confirmed"])
    expect(page.locator("main")).to_contain_text(newcomer)
    expect(page.locator("main")).to_contain_text(ADDED)
    page.goto(f"{the_list}?outcome=declined")
    expect(page.locator("main .row-title")).to_have_count(1)
    expect(page.locator("main")).to_contain_text(MOVED)


def draw_list(desk: Desk, card: str, takes: int) -> None:
    page = desk.go("/criteria/")
    page.get_by_role("link", name=card, exact=True).click()
    page.get_by_role("link", name=named("Draw a list by this card")).click()
    page.locator("main [name=name]").fill(card)
    page.get_by_role("button", name=named("Draw the list")).click()
    expect(page.locator("h1")).to_have_text(card)
    assert number(page.locator("main .tab-count").first.inner_text()) == takes


def begin_meeting(page: Page) -> None:
    page.get_by_role("link", name=named("Begin the joint meeting")).click()
    page.locator("[name=venue]").fill("ห้องประชุมเทศบาล")
    page.locator("[name=rule][value=majority]").check()
    for seat, (agency, account) in enumerate(AGENCIES, start=1):
        page.locator(f"[name=name_{seat}]").fill(agency)
        if account:
            member = page.locator(f"[name=member_{seat}]")
            choice = member.locator("option").filter(has_text=agency)
            member.select_option(choice.first.get_attribute("value"))
    page.locator("[name=chair][value='1']").check()
    page.get_by_role("button", name=named("Begin the meeting")).click()
    page.wait_for_url(re.compile("/joint-meetings/"))


def add_somebody(desk: Desk) -> str:
    """The meeting adds a neighbour from another village; gives the name."""
    truth, page = desk.lists.truth, desk.page
    who = next(
        one.id
        for one in truth.people
        if one.id in desk.lists.registered and truth.household[one.household_id].village_code != VILLAGE
    )
    name = desk.lists.name[who]
    page.get_by_role("link", name=named("Add somebody")).click()
    page.locator("main [name=q]").fill(name)
    page.locator("main [name=q]").press("Enter")
    line = page.locator("main .row").filter(has=page.get_by_role("link", name=name, exact=True)).first
    line.get_by_role("button", name=named("Add")).first.click()
    line.locator("dialog [name=reason]").fill(ADDED)
    line.locator("dialog").get_by_role("button", name=named("Add")).click()
    expect(page.locator("main .row-title").first).to_be_visible()
    return name


@contextmanager
def screen_of(browser: Browser, site: Site, account: str) -> Iterator[Page]:
    """Somebody else's own screen, for as long as they need it."""
    window: BrowserContext = browser.new_context(locale="th-TH")
    window.set_default_timeout(60_000)
    try:
        yield sign_in(site, window, account)
    finally:
        window.close()


def speak(screen: Page, the_list: str, names: int, objections: dict[int, str]) -> None:
    """A party says its word on every name at its own screen, in the order in which they come."""
    screen.goto(the_list)
    screen.get_by_role("link", name=named("Go on with the meeting")).click()
    for place in range(1, names + 1):
        screen.locator("[name=common_reason]").fill(objections.get(place, USUAL))
        said = "Decline" if place in objections else "Confirm"
        with screen.expect_navigation():
            screen.get_by_role("button", name=named(said)).click()
    expect(screen.locator("main")).to_contain_text(thai("You have spoken on every name"))


def say_for_the_others(page: Page, table: str, names: int) -> dict[str, int]:
    """The secretary writes for those without a screen; what somebody said at their own screen stays."""
    page.goto(table)
    for place in range(1, names + 1):
        said = page.locator("#party-words").get_by_text(thai("declines"), exact=True).count()
        assert said == {2: 2, 3: 1, 4: 1}.get(place, 0), "the order of names is the same at every screen"
        here = page.url if "name=" in page.url else ""
        page.locator("[name=common_reason]").fill(MOVED if place == 2 else USUAL)
        button = "The others decline" if place == 2 else "The others confirm"
        with page.expect_navigation():
            page.get_by_role("button", name=named(button)).click()
        if here and place == 3:
            following = page.url
            page.goto(here)
            expect(page.locator("#party-words").get_by_text(thai("declines"), exact=True)).to_have_count(1)
            page.goto(following)
    expect(page.locator("main")).to_contain_text(thai("Every name is decided"))
    page.goto(table)
    facts = page.locator("aside")
    return {
        outcome: number(
            facts.locator("dt").filter(has_text=named(label)).locator("xpath=following-sibling::dd[1]").inner_text()
        )
        for outcome, label in (("confirmed", "Confirmed"), ("declined", "Declined"))
    }


def close(desk: Desk, table: str, decided: dict[str, int]) -> None:
    page = desk.page
    page.goto(table)
    page.get_by_role("link", name=named("Close the meeting")).click()
    expect(page.locator("main")).to_contain_text(str(sum(decided.values())))
    page.locator("main [name=resolution]").fill("นัดประชุมครั้งถัดไปหลังครบกำหนดอุทธรณ์")
    page.get_by_role("button", name=named("Close the meeting")).click()
    for paper in ("Minutes", "List to sign"):
        address = page.get_by_role("link", name=named(paper)).get_attribute("href")
        answer = page.context.request.get(desk.site.url(address or ""))
        assert answer.ok
        assert answer.body().startswith(b"%PDF")
    expect(page.get_by_role("button", name=named("The others confirm"))).to_have_count(0)


# 6. Nobody is left behind.


def find_forgotten(desk: Desk) -> None:
    """Everybody who was forgotten when the lists were made is on the work list, for the reason for which they were."""
    planted = forgotten_people(desk.lists.truth, timezone.localdate())
    reasons = sorted({reason for each in planted.values() for reason in each})
    assert len(reasons) == 5
    for reason in reasons:
        forgotten = {who for who, each in planted.items() if reason in each and who in desk.lists.registered}
        listed = list(names_under(desk, reason))
        told = desk.page.locator(f"#rule option[value={reason}]").inner_text()
        assert number(told.rsplit("(", 1)[1]) == len(listed)
        missed = {who for who in forgotten if named_at_home(desk, who) not in listed}
        assert not missed, f"{reason}: {sorted(missed)}"


def names_under(desk: Desk, rule: str) -> Iterator[tuple[str, str]]:
    """Everybody whom the work list names for a reason, with the house: name and house number."""
    page = desk.go(f"/left-behind/?rule={rule}")
    while True:
        for line in page.locator("main li.row").all():
            where = line.locator(".row-sub").first.inner_text()
            yield line.locator(".row-title").inner_text().strip(), where.split("·")[-1].split()[0]
        following = page.locator("a[rel=next]")
        if not following.count():
            return
        # The next page is read when all of it is there.
        with page.expect_navigation():
            following.click()


def named_at_home(desk: Desk, who: str) -> tuple[str, str]:
    truth = desk.lists.truth
    return desk.lists.name[who], truth.household[truth.person[who].household_id].house_no
