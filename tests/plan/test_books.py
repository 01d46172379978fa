"""A plan book comes in by the web: file, columns, check, yes; all of it or nothing."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huangyai.config import boot
from huangyai.kernel import Actor, BadInput, NotAllowed, NotFound, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.plan.actions import import_plan_sheet
from huangyai.plan.actions.books import bring_book, drop_book, keep_book, map_book
from huangyai.plan.cli import import_plan
from huangyai.plan.models import BookDraft, BookSource, Plan, Project, Strategy, YearMoney
from huangyai.plan.queries import books
from huangyai.plan.sheets import read_plan_sheet
from huangyai.walls.entry import acting

HEAD = "ที่,งานที่จะทำ,ทำไปทำไม,ปีแรก,ปีที่สอง,ด้าน\n"
ROWS = "1,ซ่อมสะพาน,เพื่อความปลอดภัย,1000,,ยุทธศาสตร์โครงสร้างพื้นฐาน\n2,ขุดคลอง,เพื่อระบายน้ำ,,2500,ยุทธศาสตร์สิ่งแวดล้อม\n"
MEANINGS = {
    "ที่": "seq",
    "งานที่จะทำ": "name",
    "ทำไปทำไม": "objective",
    "ปีแรก": "b2571",
    "ปีที่สอง": "b2572",
    "ด้าน": "strategy_name",
}
OFFICIAL = "ที่,โครงการ,วัตถุประสงค์,ยุทธศาสตร์,2571,2572\n1,ซ่อมสะพาน,เพื่อความปลอดภัย,ยุทธศาสตร์โครงสร้างพื้นฐาน,1000,\n"
REAL = Path(__file__).parents[2].parent / "shared/data/plan/nakhonsawan_plan_2566_2570_projects.csv"


def kept(planner: Actor, text: str = HEAD + ROWS, *, source: str = "สมุดงานกองช่าง") -> BookDraft:
    return keep_book(actor=planner, source=source, file_name="แผน.csv", content=text.encode(), first_year=2571)


def test_a_book_comes_in_whole_once_its_columns_are_said(planner: Actor) -> None:
    with acting(planner):
        draft = kept(planner)
        assert draft.mapped_at is None
        assert "No plan table" in books.check_book(draft).faults[0].words.en
        map_book(actor=planner, draft=draft, columns=MEANINGS)
        check = books.check_book(draft)
        assert (check.created, check.changed, check.unchanged, check.faults) == (2, 0, 0, ())
        assert [(year, number, money.satang) for year, number, money in check.years][:2] == [
            (2571, 1, 100_000),
            (2572, 1, 250_000),
        ]
        assert not Project.objects.exists()
        imported = bring_book(actor=planner, draft=draft)
        assert (imported.created, imported.total) == (2, 2)
        assert not BookDraft.objects.exists()
        bridge, canal = Project.objects.order_by("number")
        assert (bridge.name, bridge.strategy.number, canal.strategy.number) == ("ซ่อมสะพาน", "1", "2")
        assert canal.strategy.name == "ยุทธศาสตร์สิ่งแวดล้อม"
        assert Entry.objects.filter(verb="plan.imported").count() == 1


def test_the_next_book_of_a_source_is_read_the_same(planner: Actor) -> None:
    with acting(planner):
        draft = map_book(actor=planner, draft=kept(planner), columns=MEANINGS)
        bring_book(actor=planner, draft=draft)
        money = YearMoney.objects.get(project__name="ซ่อมสะพาน")
        again = kept(planner, HEAD + ROWS.replace("1000,", "1500,").replace("2,ขุดคลอง", "3,ปลูกป่า"))
        assert again.mapped_at is not None
        check = books.check_book(again)
        assert (check.created, check.changed, check.unchanged, check.missing) == (1, 1, 0, 1)
        bring_book(actor=planner, draft=again)
        # The year's money keeps its row, and with it what was found for it.
        money.refresh_from_db()
        assert money.baht == 1500
        assert Project.objects.count() == 3
        elsewhere = kept(planner, source="e-Plan")
        assert elsewhere.mapped_at is None
        same = kept(planner, HEAD + ROWS.replace("1000,", "1500,"))
        assert books.check_book(same).unchanged == 2


def test_a_fault_in_one_cell_brings_nothing_in(planner: Actor) -> None:
    with acting(planner):
        draft = kept(planner, HEAD + ROWS.replace("2500", "สองพัน"))
        map_book(actor=planner, draft=draft, columns=MEANINGS)
        assert [(fault.row, fault.column) for fault in books.check_book(draft).faults] == [(3, "ปีที่สอง")]
        with pytest.raises(BadInput):
            bring_book(actor=planner, draft=draft)
        assert not Plan.objects.exists()
        assert not Strategy.objects.exists()
        assert BookDraft.objects.count() == 1


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({**MEANINGS, "งานที่จะทำ": ""}, "project's name"),
        ({**MEANINGS, "ปีแรก": "", "ปีที่สอง": ""}, "money of at least one year"),
        ({**MEANINGS, "ทำไปทำไม": "name"}, "project name"),
    ],
)
def test_columns_that_say_too_little_or_twice_are_refused(planner: Actor, columns: dict[str, str], says: str) -> None:
    with acting(planner):
        draft = kept(planner)
        with pytest.raises(BadInput) as bad:
            map_book(actor=planner, draft=draft, columns=columns)
        assert says in bad.value.faults[0].words.en
        assert bad.value.faults[0].words.th
        assert BookSource.objects.get().columns == {}


def test_money_outside_the_plan_is_a_fault(planner: Actor) -> None:
    with acting(planner):
        draft = kept(planner, OFFICIAL.replace("2571", "2566"))
        map_book(actor=planner, draft=draft, columns=books.BookLayout.of(draft.layout).columns)
        assert [fault.column for fault in books.check_book(draft).faults] == ["b2566"]


def test_a_file_that_cannot_be_read_is_not_kept(planner: Actor) -> None:
    with acting(planner):
        for content in (b"", b"%PDF-1.7", b"PK\x03\x04 torn"):
            with pytest.raises(BadInput):
                keep_book(actor=planner, source="x", file_name="x.xlsx", content=content, first_year=2571)
        with pytest.raises(Refusal):
            keep_book(actor=planner, source="x", file_name="x.csv", content=OFFICIAL.encode(), first_year=2028)
        assert not BookDraft.objects.exists()
        assert not BookSource.objects.exists()


def test_into_an_announced_plan_only_what_was_announced_already(planner: Actor, announced: Any) -> None:
    with acting(planner):
        text = OFFICIAL.replace("2571", "2566").replace("2572", "2567")
        draft = keep_book(actor=planner, source="e-Plan", file_name="a.csv", content=text.encode(), first_year=2566)
        assert books.check_book(draft).announced
        with pytest.raises(Refusal) as refused:
            bring_book(actor=planner, draft=draft)
        assert refused.value.code == "plan-announced"
        assert bring_book(actor=planner, draft=draft, already_announced=True).created == 1


def test_a_sheet_brings_nothing_new_into_an_announced_plan_unasked(planner: Actor, announced: Any) -> None:
    with acting(planner):
        sheet = read_plan_sheet(OFFICIAL.replace("2571", "2566").replace("2572", "2567").encode())
        before = Project.objects.count(), Strategy.objects.count()
        with pytest.raises(Refusal) as refused:
            import_plan_sheet(actor=planner, plan_years=(2566, 2570), sheet=sheet)
        assert refused.value.code == "plan-announced"
        assert refused.value.words.th
        assert (Project.objects.count(), Strategy.objects.count()) == before
        import_plan_sheet(actor=planner, plan_years=(2566, 2570), sheet=sheet, already_announced=True)
        # Nothing new is no news: the same book again is let through.
        assert import_plan_sheet(actor=planner, plan_years=(2566, 2570), sheet=sheet).unchanged == 1


def test_the_command_brings_a_published_book_in_and_says_that_everybody_sees_it(
    announced: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boot, "django", lambda: None)
    book = tmp_path / "book.csv"
    book.write_text(OFFICIAL.replace("2571", "2566").replace("2572", "2567"), encoding="utf-8")
    for created, unchanged, said in ((1, 0, True), (0, 1, False)):
        done = CliRunner().invoke(
            import_plan, [str(book), "--plan", "2566-2570", "--municipality", "ban-rom-yen", "--json"]
        )
        assert done.exit_code == 0, done.output
        told = json.loads(done.stdout)
        assert (told["created"], told["unchanged"]) == (created, unchanged)
        assert ("ประกาศใช้แล้ว" in done.stderr) is said


def test_money_that_was_given_out_is_not_planned_away(planner: Actor) -> None:
    with acting(planner):
        for number in (1, 2):
            import_plan_sheet(
                actor=planner,
                plan_years=(2571, 2575),
                sheet=read_plan_sheet(OFFICIAL.replace("1000", str(number * 1000)).encode()),
            )
            YearMoney.objects.update(allocated=1000)
        assert YearMoney.objects.get().baht == 2000
        for text in (OFFICIAL.replace("1000", "900"), OFFICIAL.replace("1000,", ",1000")):
            with pytest.raises(Refusal) as refused:
                import_plan_sheet(actor=planner, plan_years=(2571, 2575), sheet=read_plan_sheet(text.encode()))
            assert refused.value.code == "money-given-out"
        YearMoney.objects.update(allocated=0)
        moved = read_plan_sheet(OFFICIAL.replace("1000,", ",1000").encode())
        import_plan_sheet(actor=planner, plan_years=(2571, 2575), sheet=moved)
        assert dict(YearMoney.objects.values_list("year", "baht")) == {2571: 0, 2572: 1000}


def test_only_those_who_write_plans_bring_them_in(planner: Actor, actor_of: Callable[[Role], Actor]) -> None:
    with acting(planner):
        draft = kept(planner)
        for role in set(Role) - {Role.PLANNER, Role.OFFICER}:
            other = actor_of(role)
            with pytest.raises(NotAllowed):
                keep_book(actor=other, source="x", file_name="x", content=OFFICIAL.encode(), first_year=2571)
            with pytest.raises(NotAllowed):
                map_book(actor=other, draft=draft, columns=MEANINGS)
            with pytest.raises(NotAllowed):
                bring_book(actor=other, draft=draft)
            with pytest.raises(NotAllowed):
                drop_book(actor=other, draft=draft)
            with pytest.raises(NotFound):
                books.book(other, draft.pk)


def test_a_book_read_by_the_command_and_by_the_web_is_the_same(planner: Actor) -> None:
    with acting(planner):
        import_plan_sheet(actor=planner, plan_years=(2571, 2575), sheet=read_plan_sheet(OFFICIAL.encode()))
        draft = kept(planner, OFFICIAL)
        assert (books.check_book(draft).unchanged, books.check_book(draft).created) == (1, 0)


def sent(text: str | bytes, **data: Any) -> dict[str, Any]:
    content = text.encode() if isinstance(text, str) else text
    return {
        "file": SimpleUploadedFile("แผน.csv", content),
        "first_year": "2571",
        "source": "สมุดงานกองช่าง",
        "request_key": str(uuid.uuid4()),
        **data,
    }


def test_the_wizard_from_file_to_plan(planner: Actor, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.PLANNER)
    broken = browser.post(reverse("plan:book_new"), sent(b"%PDF-1.7"))
    assert broken.status_code == 422
    assert "PDF" in broken.text
    asked = browser.post(reverse("plan:book_new"), sent(HEAD + ROWS.replace("2500", "สองพัน")))
    page = browser.get(asked["Location"])
    assert "งานที่จะทำ" in page.text
    assert "ซ่อมสะพาน" in page.text
    with acting(planner):
        draft = BookDraft.objects.get()
    assert asked["Location"] == reverse("plan:book_columns", args=[draft.pk])
    assert browser.get(reverse("plan:book_detail", args=[draft.pk]))["Location"] == asked["Location"]
    answers = {f"column_{at}": field for at, field in enumerate(MEANINGS.values())}
    forgotten = browser.post(asked["Location"], {"header_row": 0, **answers, "column_1": ""})
    assert forgotten.status_code == 422
    said = browser.post(asked["Location"], {"header_row": 0, **answers})
    check = browser.get(said["Location"])
    assert "ปีที่สอง" in check.text
    assert "สองพัน" in check.text
    refused = browser.post(said["Location"], {"request_key": str(uuid.uuid4())})
    assert refused.status_code == 422
    with acting(planner):
        assert not Project.objects.exists()
    browser.post(reverse("plan:book_removal", args=[draft.pk]), {"request_key": str(uuid.uuid4())})
    with acting(planner):
        assert not BookDraft.objects.exists()
    # The mended file goes to the check at once: its columns are known by now.
    mended = browser.post(reverse("plan:book_new"), sent(HEAD + ROWS))
    assert "/columns/" not in mended["Location"]
    shown = browser.get(mended["Location"])
    assert "ซ่อมสะพาน" in shown.text
    assert "3,500" in shown.text
    brought = browser.post(mended["Location"], {"request_key": str(uuid.uuid4())})
    with acting(planner):
        plan = Plan.objects.get(first_year=2571)
        assert Project.objects.filter(plan=plan).count() == 2
    assert brought["Location"] == reverse("plan:plan_detail", args=[plan.pk])


def test_headings_can_be_looked_for_in_another_row(planner: Actor, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.PLANNER)
    asked = browser.post(reverse("plan:book_new"), sent("ชื่อ,แผน,ของเรา,ปี,ห้า,ปี\n" + HEAD + ROWS))
    elsewhere = browser.get(asked["Location"], {"header_row": 2})
    assert "งานที่จะทำ" in elsewhere.text
    answers = {f"column_{at}": field for at, field in enumerate(MEANINGS.values())}
    said = browser.post(asked["Location"], {"header_row": 2, **answers})
    assert "ขุดคลอง" in browser.get(said["Location"]).text


def test_the_neighbour_finds_no_book(planner: Actor, neighbour_browser_of: Callable[[Role], Client]) -> None:
    with acting(planner):
        draft = kept(planner)
    browser = neighbour_browser_of(Role.PLANNER)
    for name in ("book_detail", "book_columns", "book_removal"):
        assert browser.get(reverse(f"plan:{name}", args=[draft.pk])).status_code == 404
    assert "แผน.csv" not in browser.get(reverse("plan:book_new")).text


@pytest.mark.skipif(not REAL.exists(), reason=f"the real plan is not here: {REAL}")
def test_the_real_plan_is_shown_and_comes_in(
    planner: Actor, browser_of: Callable[..., Client], django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with acting(planner):
        draft = keep_book(
            actor=planner, source="e-Plan", file_name="นว.csv", content=REAL.read_bytes(), first_year=2566
        )
        map_book(actor=planner, draft=draft, columns=books.BookLayout.of(draft.layout).columns)
    browser = browser_of(Role.PLANNER)
    address = reverse("plan:book_detail", args=[draft.pk])
    with django_assert_max_num_queries(30):
        page = browser.get(address)
    assert "548" in page.text
    browser.post(address, {"request_key": str(uuid.uuid4())})
    with acting(planner):
        assert Project.objects.filter(plan__first_year=2566).count() == 548
