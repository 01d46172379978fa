"""The wizard as an officer meets it, page by page, without a script."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.targets.conftest import CIVIL, ELDERLY

from huangyai.kernel import Actor, Role
from huangyai.ledger.models import Entry
from huangyai.people.models import Person
from huangyai.targets.actions.bringing.drafts import keep_draft
from huangyai.targets.actions.bringing.runs import ask_for_run
from huangyai.targets.models import Register, RegisterDraft, RegisterRow, RegisterRun, Source
from huangyai.walls.entry import acting

Browsers = Callable[..., Client]
FAULTY = ELDERLY.replace("9000000000021", "1.10E+12") + "4,=1+1,,1 ม.ค. 2490,1,1,600\n"


@pytest.fixture
def browser(officer: Actor, browser_of: Browsers) -> Client:
    return browser_of(Role.OFFICER)


def send(browser: Client, kind: str, content: bytes | str, name: str = "รายชื่อ.csv", **more: str) -> Any:
    raw = content.encode() if isinstance(content, str) else content
    return browser.post(reverse("targets:register_new"), {"kind": kind, "file": SimpleUploadedFile(name, raw), **more})


def confirm_columns(browser: Client, answer: Any, **changed: str) -> Any:
    """Say yes to the columns as they were guessed."""
    assert answer.status_code == 302
    page = browser.get(answer["Location"])
    form = page.context["form"]
    fields = {"sheet": form["sheet"].value(), "header_row": form["header_row"].value()}
    fields |= {field.html_name: field.value() or "" for column, field in page.context["columns"]}
    return browser.post(answer["Location"].split("?")[0], fields | changed)


def bring(browser: Client, checked: Any, keep: str = "good-rows") -> Any:
    return browser.post(checked["Location"] + "bringing/", {"keep": keep})


def test_from_the_file_to_the_register(officer: Actor, browser: Client) -> None:
    checked = confirm_columns(browser, send(browser, "civil", CIVIL.encode("cp874"), office="อำเภอ"))
    page = browser.get(checked["Location"])
    assert "TIS-620" in page.text
    assert page.context["checked"].rows == 4
    with acting(officer):
        assert not Person.objects.exists()
        assert RegisterDraft.objects.count() == 1
    done = bring(browser, checked)
    assert "นางสมศรี แสงจันทร์" in browser.get(done["Location"]).text
    with acting(officer):
        assert Person.objects.count() == 4
        assert not RegisterDraft.objects.exists()
        source = Source.objects.get()
        assert (source.office, source.columns["รหัสหมู่บ้าน"]) == ("อำเภอ", "village_code")


def test_the_next_file_of_a_source_skips_the_columns_and_shows_what_differs(officer: Actor, browser: Client) -> None:
    bring(browser, confirm_columns(browser, send(browser, "elderly", ELDERLY, office="เทศบาล")))
    newer = ELDERLY.replace(",700", ",800").replace("3,นางแปลกหน้า ต่างถิ่น,,9 ก.ย. 2485", "3,นายมา ใหม่,,1 ม.ค. 2488")
    answer = send(browser, "elderly", newer, office="เทศบาล")
    page = browser.get(answer["Location"])
    assert dict(page.context["tabs"]) == {"faults": 0, "notes": 1, "changed": 1, "new": 1, "gone": 1}
    assert "700" in browser.get(answer["Location"] + "?show=changed").text
    assert "นางแปลกหน้า ต่างถิ่น" in browser.get(answer["Location"] + "?show=gone").text
    assert "นายมา ใหม่" in browser.get(answer["Location"] + "?show=new").text
    done = bring(browser, answer)
    detail = browser.get(done["Location"])
    assert reverse("targets:register_changes", args=[done["Location"].split("/")[-2]]) in detail.text
    changes = browser.get(done["Location"] + "changes/")
    assert changes.context["kind"] == "changed"
    assert "นางสมศรี แสงจันทร์" in changes.text
    assert "800" in changes.text


def test_pasted_from_a_spreadsheet(officer: Actor, browser: Client) -> None:
    pasted = ELDERLY.replace(",", "\t")
    answer = browser.post(reverse("targets:register_new"), {"kind": "elderly", "pasted": pasted})
    page = browser.get(confirm_columns(browser, answer)["Location"])
    assert page.context["checked"].rows == 3
    assert "แท็บ" in page.text


def test_faults_by_row_and_column_then_the_good_rows_or_nothing(officer: Actor, browser: Client) -> None:
    checked = confirm_columns(browser, send(browser, "elderly", FAULTY))
    page = browser.get(checked["Location"] + "?show=faults")
    assert [(row, column, out) for row, column, _, out in page.context["page"]] == [
        (3, "เลขบัตรประชาชน", False),
        (5, "ชื่อ - สกุล", True),
    ]
    assert "1.10E+12" in page.text
    refused = bring(browser, checked, keep="nothing")
    assert refused.status_code == 422
    with acting(officer):
        assert not Register.objects.exists()
        assert RegisterDraft.objects.count() == 1
        assert not RegisterRun.objects.filter(purpose="bring").exists()
    done = bring(browser, checked)
    assert done.status_code == 302
    with acting(officer):
        register = Register.objects.get()
        assert (register.rows, register.left_out) == (3, 1)


def test_the_faults_as_a_workbook_carry_nothing_out(officer: Actor, browser: Client) -> None:
    heading = "=HYPERLINK(1)"
    content = f"ชื่อ,นามสกุล,{heading}\nสมศรี,แสงจันทร์,abc\n"
    columns = send(browser, "elderly", content)
    checked = confirm_columns(browser, columns, column_2="national_id")
    answer = browser.get(checked["Location"] + "faults.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert [cell.value for cell in cells][:2] == [2, heading]
    assert {cell.data_type for cell in cells} == {"n", "s"}


def test_headings_elsewhere_are_pointed_out(officer: Actor, browser: Client) -> None:
    content = "ใคร,อะไร\nก,ข\nNombre,Edad\nสมศรี แสงจันทร์,70\n"
    columns = send(browser, "welfare", content)["Location"]
    page = browser.get(columns, {"sheet": 0, "header_row": 3})
    assert [column.heading for column, _ in page.context["columns"]] == ["Nombre", "Edad"]
    assert browser.get(columns, {"sheet": 0, "header_row": 99}).context["place"].errors
    said = {"sheet": "0", "header_row": "3", "column_0": "full_name", "column_1": ""}
    checked = browser.post(columns, said)
    assert browser.get(checked["Location"]).context["checked"].rows == 1
    mute = browser.post(columns, {**said, "column_0": ""})
    assert mute.status_code == 422
    assert "คอลัมน์ชื่อ" in mute.text


def test_a_list_of_its_own_name(officer: Actor, browser: Client) -> None:
    assert send(browser, "other", ELDERLY).status_code == 422
    checked = confirm_columns(browser, send(browser, "other", ELDERLY, list_name="เด็กกำพร้าในตำบล"))
    done = bring(browser, checked)
    assert "เด็กกำพร้าในตำบล" in browser.get(done["Location"]).text
    assert "เด็กกำพร้าในตำบล" in browser.get(reverse("targets:register_list")).text


def test_a_list_that_arrives_twice_is_kept_once(officer: Actor, browser: Client) -> None:
    key = "018f2c3e-0000-7000-8000-000000000002"
    first = send(browser, "civil", CIVIL, request_key=key)
    assert send(browser, "civil", CIVIL, request_key=key)["Location"] == first["Location"]
    with acting(officer):
        assert RegisterDraft.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("civil", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("civil", b""),
        ("civil", b"PK\x03\x04torn"),
        ("civil", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)),
        ("rumours", CIVIL.encode()),
        ("", CIVIL.encode()),
    ],
)
def test_nothing_is_half_kept(kind: str, content: bytes, officer: Actor, browser: Client) -> None:
    assert send(browser, kind, content).status_code == 422
    with acting(officer):
        assert not RegisterDraft.objects.exists()


def test_a_list_without_one_good_row_is_told_and_not_brought(officer: Actor, browser: Client) -> None:
    checked = confirm_columns(browser, send(browser, "elderly", "ชื่อ,นามสกุล\n,ก\n=1,ข\n"))
    page = browser.get(checked["Location"])
    assert [row for row, *_ in page.context["page"]] == [2, 3]
    assert bring(browser, checked).status_code == 422
    with acting(officer):
        assert not Register.objects.exists()


def test_a_sending_without_file_or_paste_is_asked_for_one(browser: Client) -> None:
    assert browser.post(reverse("targets:register_new"), {"kind": "civil"}).status_code == 422


def test_a_list_is_dropped(officer: Actor, browser: Client) -> None:
    draft = send(browser, "elderly", ELDERLY)["Location"].removesuffix("columns/")
    assert reverse("targets:register_list") == browser.post(draft + "removal/")["Location"]
    assert browser.get(draft).status_code == 404
    with acting(officer):
        assert not RegisterDraft.objects.exists()


def test_a_form_is_printed_and_keyed_in_by_keyboard(officer: Actor, browser: Client) -> None:
    for kind in ("civil", "elderly", "other"):
        assert browser.get(reverse("targets:blank_form", args=[kind])).content.startswith(b"%PDF")
    assert browser.get(reverse("targets:blank_form", args=["rumours"])).status_code == 404
    rows = browser.post(reverse("targets:keyed_new"), {"kind": "visits", "office": "รพ.สต."})["Location"]
    first = re.search(r"<input[^>]*name=.full_name.[^>]*>", browser.get(rows).text)
    assert first
    assert "autofocus" in first[0]
    for name in ("นางสมศรี แสงจันทร์", "นายบุญเลิศ ทองดี", "พิมพ์ผิด"):
        assert browser.post(rows, {"deed": "add", "full_name": name, "adl": "๑๒"})["Location"] == rows
    assert browser.post(rows, {"deed": "add", "adl": "5"}).status_code == 422
    assert browser.get(rows).context["count"] == 3
    assert browser.post(rows, {"deed": "remove", "row": "4"})["Location"] == rows
    assert browser.post(rows, {"deed": "remove", "row": "9"}).status_code in {302, 409}
    checked = browser.post(rows, {"deed": "check"})
    assert browser.get(checked["Location"]).context["checked"].rows == 2
    done = bring(browser, checked)
    assert "นางสมศรี แสงจันทร์" in browser.get(done["Location"] + "?loose=1").text
    with acting(officer):
        assert [row.says for row in RegisterRow.objects.order_by("row")] == [{"adl": "12"}, {"adl": "12"}]


@pytest.fixture
def draft(officer: Actor) -> RegisterDraft:
    with acting(officer):
        made = keep_draft(actor=officer, kind="elderly", file_name="e.csv", content=ELDERLY.encode())
        ask_for_run(actor=officer, draft=made, purpose=RegisterRun.Purpose.CHECK)
        return RegisterDraft.objects.get(pk=made.pk)


@pytest.fixture
def run(officer: Actor, draft: RegisterDraft) -> RegisterRun:
    with acting(officer):
        made = RegisterRun.objects.get(draft=draft)
        RegisterRun.objects.filter(pk=made.pk).update(finished_at=None, stage="read", part=0.4)
        return made


def test_progress_is_seen_and_stopped(officer: Actor, run: RegisterRun, browser: Client) -> None:
    here = reverse("targets:run_detail", args=[run.pk])
    assert browser.get(reverse("targets:draft_detail", args=[run.draft_id]))["Location"] == here
    page = browser.get(here)
    assert "40%" in page.text
    fragment = browser.get(here, headers={"HX-Request": "true"})
    assert fragment.text.lstrip().startswith("<div")
    assert "<html" not in fragment.text
    browser.post(reverse("targets:run_stop", args=[run.pk]))
    with acting(officer):
        run.refresh_from_db()
        assert run.cancel_asked_at
        RegisterRun.objects.filter(pk=run.pk).update(cancel_asked_at=None, failure={"th": "เสีย", "en": "broken"})
    assert "เสีย" in browser.get(here).text
    with acting(officer):
        RegisterRun.objects.filter(pk=run.pk).update(failure=None, finished_at=run.touched_at)
    assert browser.get(here)["Location"] == reverse("targets:draft_detail", args=[run.draft_id])
    assert "href" in browser.get(here, headers={"HX-Request": "true"}).text


@pytest.mark.parametrize("role", list(Role))
def test_lists_on_their_way_in_are_open_to_few_and_every_look_is_kept(
    role: Role, officer: Actor, draft: RegisterDraft, browser_of: Browsers, neighbour_browser_of: Browsers
) -> None:
    here, name = reverse("targets:draft_detail", args=[draft.pk]), "นางสมศรี แสงจันทร์"
    answer = browser_of(role).get(reverse("targets:draft_columns", args=[draft.pk]))
    keeps = role in {Role.OFFICER, Role.ADMINISTRATOR}
    assert answer.status_code == (200 if keeps else 403)
    assert (name in answer.text) == keeps
    assert neighbour_browser_of(role).get(here).status_code == (404 if keeps else 403)
    with acting(officer):
        assert Entry.objects.filter(verb="looked-at", subject_id=draft.pk).count() == int(keeps)
        kept = RegisterDraft.objects.get(pk=draft.pk)
        sealed = bytes(kept.content_sealed) + bytes(kept.outlook_sealed or b"")
        assert "สมศรี".encode() not in sealed


def test_a_draft_of_any_length_asks_the_same_number_of_questions(
    officer: Actor, browser: Client, django_assert_max_num_queries: Any
) -> None:
    for size in (2, 150):
        lines = [ELDERLY.splitlines()[0], *(f"{at},นายคนที่ {at} ก,,,1,1,6x0" for at in range(size))]
        checked = confirm_columns(browser, send(browser, "elderly", "\n".join(lines), office=f"{size}"))
        with django_assert_max_num_queries(24):
            assert browser.get(checked["Location"]).status_code == 200
        with django_assert_max_num_queries(24):
            assert browser.get(reverse("targets:register_list")).status_code == 200


def test_what_is_too_large_is_refused_before_it_is_read(browser: Client) -> None:
    for address, size in ((reverse("targets:register_new"), 2 * 1024**3), (reverse("targets:keyed_new"), 30 * 1024**2)):
        answer = browser.generic("POST", address, b"x", CONTENT_LENGTH=str(size))
        assert answer.status_code == 413
        assert "ใหญ่เกินไป" in answer.text
