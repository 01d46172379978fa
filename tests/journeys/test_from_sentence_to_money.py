"""From a sentence in a village meeting to money with two signatures, and the answer to the sentence.

An officer, twelve residents with and without phones, two who sign and the public, in a real browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.journeys.conftest import HERE, Site, sign_in, spoken
from tests.journeys.reading import figure, number, one, submit, thai

TITLE = "ประชาคมหมู่บ้าน หมู่ที่ 2 เรื่องแผนปีหน้า"
# What is said, about what, by how many; the first three are voted on and enter the plan.
SAID = (
    ("ไม่มีรถพาผู้สูงอายุไปหาหมอตามนัด", "elderly", 14),
    ("ปิดเทอมแล้วเด็ก ๆ ไม่มีที่ไป", "children", 9),
    ("ไฟทางหน้าศาลาดับ กลางคืนเดินกลับบ้านไม่เห็นทาง", "infrastructure", 11),
    ("น้ำประปาไหลอ่อนช่วงเย็น", "infrastructure", 6),
    ("อยากเรียนทำขนมขายแต่ไม่มีคนสอน", "livelihood", 5),
    ("สุนัขจรจัดไล่เด็กหน้าโรงเรียน", "safety", 4),
    ("คูระบายน้ำข้างวัดตันทุกหน้าฝน", "infrastructure", 7),
    ("คนป่วยติดเตียงไม่มีเตียงปรับได้", "health", 3),
    ("อยากมีที่ออกกำลังกายใกล้บ้าน", "health", 2),
)
PROJECTS = (
    ("รถรับส่งผู้สูงอายุไปตามนัดแพทย์", 45_000),
    ("ค่ายปิดเทอมของเด็กในหมู่บ้าน", 40_000),
    ("ติดตั้งไฟทางหน้าศาลา", 15_000),
)
BY_CODE, BY_NAME, ON_PAPER, WALK_IN = 4, 3, 4, 1
QUORUM = 12
# The place of the plan's last year among its years.
LAST_YEAR = 4
ABOVE_THE_MAYOR_SIGNS = 30_000
# Paper ballots as they lie in the box: the numbers that are marked on each.
PAPERS = ("1 2", "1 3", "1 2 3", "2 3", "1", "1 2", "1 3", "2")
BY_PHONE = ((1, 2), (1,), (1, 3), (3,))

# What a project says besides its name, its money and its sentence.
WORDING = {
    "programme": "แผนงานสร้างความเข้มแข็งของชุมชน",
    "objective": "ให้คนในหมู่บ้านได้รับสิ่งที่ประชาคมขอไว้ โดยเริ่มจากครัวเรือนที่ลำบากที่สุด",
    "target_output": "ครัวเรือนในหมู่ที่ 2 จำนวน 60 ครัวเรือน",
    "indicator": "ครัวเรือนที่ได้ใช้บริการ 50 ครัวเรือน ภายใน 30 ก.ย. 2570 วัดจากแบบสำรวจหลังจบโครงการ",
    "expected_result": "คนในหมู่บ้านบอกว่าปัญหาที่พูดไว้เบาลง",
    "responsible_unit": "กองสวัสดิการสังคม",
    "reason": "เป็นมติประชาคม และยังไม่มีโครงการใดในแผนตอบเรื่องนี้",
}


@dataclass(slots=True)
class Hall:
    """The officer's screen, and the people who stand on the sheet with their codes."""

    page: Page
    site: Site
    assembly: str = ""
    sheet: tuple[tuple[str, str], ...] = ()

    def go(self, path: str) -> Page:
        """Open an address of the site."""
        answer = self.page.goto(self.site.url(path))
        assert answer is not None
        assert answer.ok, f"{path} answered {answer.status}"
        return self.page

    def at(self, path: str) -> str:
        """An address of this assembly."""
        return f"/assemblies/{self.assembly}/{path}"


@pytest.fixture
def hall(site: Site, browser: Browser) -> Iterator[Hall]:
    """An officer who has signed in."""
    window = browser.new_context(locale="th-TH", viewport={"width": 1440, "height": 900})
    yield Hall(sign_in(site, window, "officer"), site)
    window.close()


def test_a_sentence_becomes_a_project_with_money(hall: Hall, browser: Browser) -> None:
    prepare(hall)
    twelve_come(hall)
    nine_things_are_said(hall)
    vote = open_vote(hall)
    people_vote(hall, browser, vote)
    count(hall)
    publish(hall)
    with (
        screen_of(browser, hall.site, "planner") as planner,
        screen_of(browser, hall.site, "supervisor") as clerk,
        screen_of(browser, hall.site, "mayor") as mayor,
    ):
        edition = take_three_into_the_plan(planner, hall.site)
        announce(mayor, hall.site, edition)
        for name, baht in PROJECTS:
            project = find_project(hall, name)
            asked = ask_for_money(hall, project, baht)
            sign(hall, asked, planner, clerk, *([mayor] if baht > ABOVE_THE_MAYOR_SIGNS else []))
            put_into_the_ordinance(hall, project, baht)
            everybody_sees_the_thread(hall, browser, project, name)
    everybody_sees_the_answer(hall, browser)


# Before.


def prepare(hall: Hall) -> None:
    page = hall.go("/assemblies/composition/?level=village")
    page.locator("main [name=quorum]").fill(str(QUORUM))
    submit(page)
    page = hall.go("/assemblies/new/")
    page.locator("main [name=title]").fill(TITLE)
    page.locator("main [name=village]").select_option(index=2)
    page.locator("main [name=day]").fill("22/11/2569")
    page.locator("main [name=time]").fill("09:30")
    page.locator("main [name=venue]").fill("ศาลาประชาคม หมู่ที่ 2")
    page.locator("main [name=agenda]").fill("รับฟังปัญหาและความต้องการ\nลงคะแนนเลือกโครงการ")
    submit(page)
    expect(page.locator("h1")).to_have_text(TITLE)
    hall.assembly = one(re.search(r"/assemblies/([0-9a-f-]{36})/", page.url))
    page = hall.go(hall.at("invitations/"))
    page.locator("main [name=group]").select_option("resident")
    page.locator("main [name=seats]").fill("60")
    page.locator("main [name=whom][value=heads]").check()
    submit(page)
    hall.sheet = tuple(map(tuple, json.loads(spoken(hall.site.data, str(HERE / "sheet_codes.py"), hall.assembly))))
    assert len(hall.sheet) > BY_CODE + BY_NAME + ON_PAPER
    paper = page.context.request.get(hall.site.url(hall.at("sign-in-sheet.pdf")))
    assert paper.body().startswith(b"%PDF")


# At the door.


def twelve_come(hall: Hall) -> None:
    ahead = iter(hall.sheet)
    for _ in range(BY_CODE):
        # A phone's camera opens the address that the sheet's QR code holds.
        page = hall.go(f"/check-in/{next(ahead)[1]}/")
        page.get_by_role("button", name=thai("Came")).click()
        page.wait_for_load_state()
    for _ in range(BY_NAME):
        page = hall.go(hall.at("door/"))
        name = next(ahead)[0]
        page.locator("main [name=line]").fill(name)
        submit(page)
        found = page.locator("main .row").filter(has_text=name).first
        found.get_by_role("button", name=thai("Came")).click()
        page.wait_for_load_state()
    page = hall.go(hall.at("door/walk-ins/new/"))
    page.locator("main [name=name]").fill("ลุงคำ ที่เพิ่งย้ายมา")
    submit(page)
    # The paper sheet is entered afterwards; people on paper count the same.
    page = hall.go(hall.at("sheet/"))
    for _ in range(ON_PAPER):
        page.locator("label.choice").filter(has_text=next(ahead)[0]).first.locator("input").check()
    submit(page)
    page = hall.go(hall.at("door/"))
    assert figure(page, "People who came") == BY_CODE + BY_NAME + ON_PAPER + WALK_IN == QUORUM


# In the room.


def nine_things_are_said(hall: Hall) -> None:
    page = hall.go(hall.at("problems/new/"))
    for sentence, category, voices in SAID:
        page.locator("main [name=sentence]").fill(sentence)
        page.locator("main [name=category]").select_option(category)
        page.locator("main [name=voices]").fill(str(voices))
        with page.expect_navigation():
            page.get_by_role("button", name=thai("Write down, and the next one")).click()
    wall = hall.go(hall.at("wall/"))
    for sentence, *_ in SAID[-3:]:
        expect(wall.locator("body")).to_contain_text(sentence)
    page = hall.go(hall.at(""))
    assert number(page.locator("#problems").locator("xpath=..").inner_text()) == len(SAID)


def open_vote(hall: Hall) -> str:
    page = hall.go(hall.at("votes/new/"))
    page.locator("main [name=question]").fill("เงินหนึ่งแสนบาทของหมู่บ้านควรทำอะไร")
    page.locator("main [name=budget]").fill("100000")
    page.locator("main [name=kind][value=approval]").check()
    for place, (name, baht) in enumerate(PROJECTS, start=1):
        page.locator(f"main [name=name_{place}]").fill(name)
        page.locator(f"main [name=problem_{place}]").select_option(label=SAID[place - 1][0])
        page.locator(f"main [name=cost_{place}]").fill(str(baht))
    submit(page)
    address = page.locator("main a[href*='/roll/']").first.get_attribute("href")
    return one(re.search(r"/votes/([0-9a-f-]{36})/", address or ""))


def people_vote(hall: Hall, browser: Browser, vote: str) -> None:
    """Everybody has one ballot: whoever has a phone takes a code, the others a paper."""
    for _ in PAPERS:
        page = hall.go(f"/votes/{vote}/roll/")
        page.get_by_role("button", name=thai("Give paper")).first.click()
        page.wait_for_load_state()
    page = hall.go(f"/votes/{vote}/ballots/")
    page.locator("main [name=ballots]").fill("\n".join(PAPERS))
    submit(page)
    page = hall.go(f"/votes/{vote}/roll/")
    attendances = [link.get_attribute("href") or "" for link in page.locator("main a[href*='/attendances/']").all()]
    assert len(attendances) == len(BY_PHONE)
    for marks, attendance in zip(BY_PHONE, attendances, strict=True):
        page = hall.go(attendance)
        page.get_by_role("button", name=thai("Give a code for voting by phone")).click()
        code = page.locator("main .figure-value").first.inner_text()
        with phone(browser) as own:
            cast(own, hall.site, vote, code, marks)
    # A code is good for one ballot.
    with phone(browser) as own:
        cast(own, hall.site, vote, code, (2,))
        expect(own.locator("main")).not_to_contain_text(
            thai("Your ballot is in the box. Nobody can tell which one is yours, and it can't be changed.")
        )


def cast(page: Page, site: Site, vote: str, code: str, marks: tuple[int, ...]) -> None:
    page.goto(site.url(f"/m/{site.examples['slug']}/votes/{vote}/ballot/"))
    for mark in marks:
        page.locator(f"main [name=mark_{mark}]").check()
    page.locator("main [name=code]").fill(code)
    submit(page)


def count(hall: Hall) -> None:
    page = hall.go(hall.at(""))
    page.locator("main article").get_by_role("button", name=thai("Count"), exact=True).first.click()
    with page.expect_navigation():
        page.locator("dialog[open]").get_by_role("button", name=thai("Count"), exact=True).click()
    # Three of three fit the money, and each says why.
    expect(page.locator("main article").get_by_text(thai("won"), exact=True)).to_have_count(len(PROJECTS))


# After.


def publish(hall: Hall) -> None:
    page = hall.go(hall.at("resolutions/new/"))
    page.locator("main [name=text]").fill("ที่ประชุมมีมติให้เสนอโครงการทั้งสามเข้าแผนพัฒนาท้องถิ่น")
    submit(page)
    page = hall.go(hall.at("closure/"))
    draft = page.locator("main [name=minutes]").input_value()
    assert "12" in draft or "๑๒" in draft
    submit(page)
    slug = hall.site.examples["slug"]
    page = hall.go(f"/m/{slug}/assemblies/{hall.assembly}/")
    for sentence, *_ in SAID:
        expect(page.locator("main")).to_contain_text(sentence)
    for file_type, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        file = page.context.request.get(hall.site.url(f"/m/{slug}/assemblies/{hall.assembly}/minutes.{file_type}"))
        assert file.body().startswith(begins)


# The plan.


def take_three_into_the_plan(planner: Page, site: Site) -> str:
    """The three projects become an addition to the announced plan, each with the sentence that it answers."""
    planner.goto(site.url(f"/plans/{site.examples['plan_id']}/editions/new/"))
    planner.locator("main [name=kind][value=added]").check()
    planner.locator("main [name=reason]").fill("ประชาคมหมู่ที่ 2 ลงคะแนนเลือกโครงการที่ยังไม่มีในแผน")
    submit(planner)
    edition = one(re.search(r"/editions/([0-9a-f-]{36})/", planner.url))
    for (name, baht), (sentence, *_) in zip(PROJECTS, SAID, strict=False):
        planner.goto(site.url(f"/editions/{edition}/project/"))
        planner.locator("main [name=name]").fill(name)
        planner.locator("main [name=strategy]").select_option(index=1)
        planner.locator("main label").filter(has_text=sentence).last.locator("input").check()
        for field, words in WORDING.items():
            planner.locator(f"main [name={field}]").fill(words)
        planner.locator("main [name^=baht_]").last.fill(f"{baht:,}")
        # The page reads the indicator while it is typed, and finds nothing missing.
        expect(planner.locator("#indicator-reading")).not_to_contain_text(thai("A good one:"))
        submit(planner)
    planner.get_by_text(thai("Write down the meeting"), exact=True).click()
    meeting = planner.locator("form[action$='/meeting/']")
    meeting.locator("[name=held_on]").fill("22/11/2569")
    meeting.locator("[name=name]").fill("คณะกรรมการพัฒนาท้องถิ่นร่วมกับประชาคม ครั้งที่ 2/2569")
    meeting.locator("[name=joint]").check()
    with planner.expect_navigation():
        meeting.locator("button").first.click()
    for name, _baht in PROJECTS:
        expect(planner.locator("main")).to_contain_text(name)
    return edition


def announce(mayor: Page, site: Site, edition: str) -> None:
    """The head of the municipality approves; what was drawn up is now the plan, and its form is printed."""
    mayor.goto(site.url(f"/editions/{edition}/"))
    mayor.locator("form[action$='/approval/'] [name=announced_on]").fill("23/11/2569")
    with mayor.expect_navigation():
        mayor.locator("form[action$='/approval/'] button").first.click()
    expect(mayor.locator("main .field-error")).to_have_count(0)
    slug = site.examples["slug"]
    mayor.goto(site.url(f"/m/{slug}/plan/editions/{edition}/"))
    for name, _baht in PROJECTS:
        expect(mayor.locator("main")).to_contain_text(name)
    form = mayor.context.request.get(site.url(f"/m/{slug}/plan/editions/{edition}/forms/p02.pdf"))
    assert form.body().startswith(b"%PDF")


# The money.


def find_project(hall: Hall, name: str) -> str:
    page = hall.go(f"/plans/{hall.site.examples['plan_id']}/?q={name}")
    return one(
        re.search(r"/projects/([0-9a-f-]{36})/", page.get_by_role("link", name=name).last.get_attribute("href") or "")
    )


def ask_for_money(hall: Hall, project: str, baht: int) -> str:
    page = hall.go(f"/projects/{project}/money/")
    page.get_by_text(thai("Ask for approval"), exact=True).click()
    form = page.locator("form[action$='/money/approvals/']")
    form.locator("[name=year]").select_option(index=LAST_YEAR)
    form.locator("[name=baht]").fill(f"{baht:,}")
    form.locator("[name=what]").fill("ขออนุมัติดำเนินโครงการตามมติประชาคม")
    form.locator("[name=unit]").select_option(index=1)
    send(page, form)
    return one(re.search(r"/approvals/([0-9a-f-]{36})/", page.url))


def sign(hall: Hall, asked: str, *signers: Page) -> None:
    """Each signs in turn; who asked does not, and nobody signs before their turn."""
    address = hall.site.url(f"/approvals/{asked}/")
    hall.page.goto(address)
    expect(hall.page.locator("form[action$='/signature/']")).to_have_count(0)
    for later in signers[1:]:
        later.goto(address)
        expect(later.locator("form[action$='/signature/']")).to_have_count(0)
    for signer in signers:
        signer.goto(address)
        expect(signer.locator("main")).to_contain_text(thai("to be signed"))
        send(signer, signer.locator("form[action$='/signature/']"))
    expect(signers[-1].locator("main")).not_to_contain_text(thai("to be signed"))
    expect(signers[-1].locator("main .state").first).to_have_text(thai("approved"))


def put_into_the_ordinance(hall: Hall, project: str, baht: int) -> None:
    page = hall.go(f"/projects/{project}/money/")
    page.get_by_text(thai("Money went a step further"), exact=True).click()
    form = page.locator("form[action$='/money/steps/']")
    form.locator("[name=stage]").first.check()
    form.locator("[name=year]").select_option(index=LAST_YEAR)
    form.locator("[name=baht]").fill(f"{baht:,}")
    form.locator("[name=day]").fill("23/11/2569")
    form.locator("[name=number]").fill("เทศบัญญัติตัวอย่าง ลำดับ 9")
    form.locator("[name=file]").set_input_files(
        {"name": "เทศบัญญัติ.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
    )
    send(page, form)
    expect(page.locator("main")).to_contain_text("เทศบัญญัติตัวอย่าง ลำดับ 9")


# What the public sees.


def everybody_sees_the_thread(hall: Hall, browser: Browser, project: str, name: str) -> None:
    """From the project's public page back to the sentence that began it, and the money's steps."""
    with phone(browser) as own:
        own.goto(hall.site.url(f"/m/{hall.site.examples['slug']}/projects/{project}/thread/"))
        expect(own.locator("h1")).to_have_text(name)
        sentence = SAID[[each for each, _baht in PROJECTS].index(name)][0]
        expect(own.locator("main")).to_contain_text(sentence)
        expect(own.locator("main")).to_contain_text(thai("Where the money stands"))


def everybody_sees_the_answer(hall: Hall, browser: Browser) -> None:
    """Whoever said a sentence finds it again with its answer, without an account."""
    slug = hall.site.examples["slug"]
    with phone(browser) as own:
        own.goto(hall.site.url(f"/m/{slug}/problems/"))
        for sentence, *_ in SAID[:3]:
            said = own.locator("main .row").filter(has_text=sentence).first
            expect(said).to_contain_text(thai("in the plan"))


# What all use.


@contextmanager
def screen_of(browser: Browser, site: Site, account: str) -> Iterator[Page]:
    """Somebody else's own screen, for as long as they need it."""
    window = browser.new_context(locale="th-TH", viewport={"width": 1440, "height": 900})
    yield sign_in(site, window, account)
    window.close()


@contextmanager
def phone(browser: Browser) -> Iterator[Page]:
    """Somebody's own phone, signed in nowhere."""
    window = browser.new_context(locale="th-TH", viewport={"width": 360, "height": 740})
    yield window.new_page()
    window.close()


def send(page: Page, form: Locator) -> None:
    """Send one of several forms of a page, and see that nothing was refused."""
    with page.expect_navigation():
        form.locator("button:not([type=button])").first.click()
    assert page.locator("main .field-error, .toast.danger").all_inner_texts() == []
