"""One afternoon in the town: an officer, a volunteer and a resident touch all six steps in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys.conftest import Site, sign_in
from tests.journeys.reading import thai


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser window."""
    context = browser.new_context(locale="th-TH")
    yield context
    context.close()


def test_resident_says_a_problem_and_sees_the_plan(site: Site, window: BrowserContext) -> None:
    page = sign_in(site, window, "resident")
    slug = site.examples["slug"]
    page.goto(site.url(f"/m/{slug}/"))
    page.get_by_role("link", name=thai("Tell a problem or need")).click()
    page.locator("textarea").first.fill("ไฟทางหน้าศาลาดับมาสองสัปดาห์ เด็กกลัวเดินกลับบ้าน")
    _choose_first(page)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    assert page.locator(".form .error, .field-error").count() == 0
    page.goto(site.url(f"/m/{slug}/problems/"))
    expect(page.locator("main")).to_contain_text("หลานไม่มีที่ไปตอนปิดเทอม")
    page.goto(site.url(f"/m/{slug}/plan/"))
    expect(page.locator("main")).to_contain_text("เยาวชนทำขนมขาย")
    page.goto(site.url(f"/m/{slug}/model/"))
    expect(page.locator("h1")).to_be_visible()


def test_volunteer_visits_a_home_and_tells_what_worries(site: Site, window: BrowserContext) -> None:
    window.set_default_timeout(15_000)
    page = sign_in(site, window, "volunteer10")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site.url("/today/"))
    page.get_by_role("link", name=thai("Start"), exact=True).first.click()
    page.get_by_role("link").filter(has=page.locator("xpath=self::*[contains(@class,'row-title')]")).last.click()
    page.get_by_role("link", name=thai("Write down the visit")).click()
    page.get_by_label(thai("doing well")).check()
    page.get_by_role("button", name=thai("Save the visit")).click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text(thai("doing well"))
    page.goto(site.url("/sessions/?when=past"))
    expect(page.locator("h1")).to_be_visible()


def test_officer_walks_the_whole_cycle(site: Site, window: BrowserContext) -> None:
    page = sign_in(site, window, "officer")
    expect(page.locator("h1")).to_contain_text("รอท่าน")
    for path, words in (
        ("/assemblies/", "ประชาคม"),  # 1
        (f"/problems/{site.examples['problem_id']}/", ""),
        ("/people/?q=", ""),  # 2
        ("/plans/", "แผน"),  # 3
        ("/sessions/?when=past", "ขนมพื้นบ้าน"),  # 4
        (f"/sessions/{site.examples['session_id']}/", "คน"),
        ("/rides/", "รถ"),
        (f"/rides/{site.examples['transport:plan_id']}/", "กม."),
        ("/visits/", "เยี่ยม"),  # 5
        ("/leaders/", thai("Not reached yet")),
    ):
        answer = page.goto(site.url(path))
        assert answer is not None
        assert answer.ok, path
        expect(page.locator("main")).to_contain_text(words)
    # From a figure in the report back to the sentence, and forward again.
    page.goto(site.url(f"/figures/{site.examples['figure_id']}/thread/"))
    thread = page.locator(".thread-nodes")
    expect(thread).to_contain_text("“")
    thread.get_by_role("link").filter(has_text="“").first.click()
    expect(page.locator("h1")).to_be_visible()
    problem = re.search(r"/problems/([0-9a-f-]{36})/", page.url)
    assert problem
    page.goto(site.url(f"/problems/{problem[1]}/thread/"))
    expect(page.locator(".thread-nodes").first).to_contain_text("→")
    # Step 6: the model is there for others to take.
    page.goto(site.url(f"/m/{site.examples['slug']}/model/"))
    expect(page.locator("main")).to_contain_text("ตำบลห่วงใย")


def test_officer_records_a_problem_once_however_often_it_is_sent(site: Site, window: BrowserContext) -> None:
    page = sign_in(site, window, "officer")
    page.goto(site.url("/visits/new/"))
    page.locator("select[name=volunteer]").select_option(index=1)
    page.locator("input[name=homes]").fill("2")
    form = page.locator("main form.form")
    fields = form.evaluate("form => Object.fromEntries(new FormData(form))")
    headers = {"referer": page.url}
    first = window.request.post(page.url, form=fields, headers=headers, max_redirects=0)
    second = window.request.post(page.url, form=fields, headers=headers, max_redirects=0)
    assert first.status == second.status == 302
    assert first.headers["location"] == second.headers["location"]


def test_somebody_reports_danger_without_a_name(site: Site, window: BrowserContext) -> None:
    page = window.new_page()
    page.goto(site.url(f"/m/{site.examples['slug']}/danger/"))
    page.get_by_label(thai("violence at home")).check()
    page.locator("textarea").fill("ได้ยินเสียงร้องจากบ้านท้ายซอยทุกคืน")
    page.get_by_role("button", name=thai("Send"), exact=True).click()
    receipt = page.locator("main strong").inner_text()
    assert re.fullmatch(r"[A-Z2-9]{5}-[A-Z2-9]{5}", receipt)
    page.reload()
    expect(page.locator("main")).not_to_contain_text(receipt)
    page.goto(site.url(f"/m/{site.examples['slug']}/receipt/"))
    page.locator("[name=receipt]").fill(receipt.lower())
    page.get_by_role("button", name=thai("Ask"), exact=True).click()
    expect(page.locator("main")).to_contain_text(thai("If it becomes urgent, call 1300 at any time."))


def test_case_worker_sees_a_case_and_others_do_not(site: Site, window: BrowserContext, browser: Browser) -> None:
    page = sign_in(site, window, "supervisor")
    answer = page.goto(site.url(f"/cases/{site.examples['case_id']}/"))
    assert answer is not None
    assert answer.ok
    expect(page.locator("main")).to_contain_text("แผลหาย")
    stranger = browser.new_context()
    try:
        other = sign_in(site, stranger, "officer")
        refused = other.goto(site.url(f"/cases/{site.examples['case_id']}/"))
        assert refused is not None
        assert refused.status in {403, 404}
        expect(other.locator("main")).not_to_contain_text("แผล")
    finally:
        stranger.close()


def _choose_first(page: Page) -> None:
    """Fill what a form still needs with its first real choice."""
    for select in page.locator("main form select").all():
        if select.input_value() == "":
            select.select_option(index=1)
    for name in {radio.get_attribute("name") for radio in page.locator("main form input[type=radio]").all()}:
        page.locator(f"main form input[type=radio][name={name}]").first.check()
