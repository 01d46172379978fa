"""A list is brought in, brought again next month, stopped, dropped: what is kept of it each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from tests.targets.conftest import CIVIL, ELDERLY, person_called

from huangyai.kernel import Actor, BadInput, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.people.models import Household, Person
from huangyai.targets.actions import bring_register, name_person_of_row
from huangyai.targets.actions.bringing.drafts import bring_draft, check_draft, drop_old_drafts, keep_draft, map_draft
from huangyai.targets.actions.bringing.keying import begin_keying, key_row, take_back_row
from huangyai.targets.actions.bringing.runs import ask_for_run, carry_out_run, stop_run
from huangyai.targets.models import Register, RegisterDraft, RegisterRow, RegisterRun, RowChange, SealedRows, Source
from huangyai.targets.queries.changes import changed_rows, changes_of_person, said_of_person
from huangyai.targets.queries.drafts import draft_content, outlook
from huangyai.targets.queries.written import original, original_file, written_row
from huangyai.targets.rules.checking import Keep
from huangyai.walls.entry import acting

CHECK, BRING = RegisterRun.Purpose.CHECK, RegisterRun.Purpose.BRING
NEXT_MONTH = ELDERLY.replace(",12,1,700", ",12,1,800").replace(
    "3,นางแปลกหน้า ต่างถิ่น,,9 ก.ย. 2485", "3,นายมา ใหม่,,1 ม.ค. 2488"
)


def bring(actor: Actor, text: str, kind: str = "elderly", **more: Any) -> Register:
    return bring_register(actor=actor, kind=kind, file_name=f"{kind}.csv", content=text.encode(), **more).register


def keep(actor: Actor, text: str, kind: str = "elderly", **more: Any) -> RegisterDraft:
    return keep_draft(actor=actor, kind=kind, file_name=f"{kind}.csv", content=text.encode(), **more)


def test_what_was_sent_and_what_was_read_are_both_kept_sealed(officer: Actor, elderly: Register) -> None:
    with acting(officer):
        register = Register.objects.get(pk=elderly.pk)
        assert original_file(register) == ELDERLY.encode()
        assert original(register).rows[2]["full_name"] == "นางสมศรี แสงจันทร์"
        row = RegisterRow.objects.get(register=register, row=3)
        assert written_row(row)["national_id"] == "9000000000021"
        leaves = b"".join(bytes(leaf.rows_sealed) for leaf in SealedRows.objects.filter(register=register))
        assert leaves
        assert "สมศรี".encode() not in leaves


def test_the_next_edition_is_linked_and_keeps_whom_it_is_still_about(officer: Actor, elderly: Register) -> None:
    with acting(officer):
        row = RegisterRow.objects.get(register=elderly, row=2)
        stranger = RegisterRow.objects.get(register=elderly, row=4)
        name_person_of_row(actor=officer, row=row, person=person_called("สมศรี"))
        name_person_of_row(actor=officer, row=stranger, person=person_called("วิเชียร"))
        brought = bring_register(actor=officer, kind="elderly", file_name="next.csv", content=NEXT_MONTH.encode())
        assert brought.register.previous == elderly
        told = brought.difference
        assert (told.new, told.gone, [each.after for each in told.changed], told.same) == ([4], [4], [2], {3: 3})
        newer = {row.row: row for row in RegisterRow.objects.filter(register=brought.register)}
        assert newer[2].person == person_called("สมศรี")
        assert newer[2].says == {"allowance": "800"}
        assert newer[4].person is None
        last = Entry.objects.filter(verb="register.brought").order_by("-position")[0]
        assert (last.facts["new"], last.facts["changed"], last.facts["gone"]) == (1, 1, 1)


def test_what_changed_is_marked_and_can_be_asked_for(officer: Actor, elderly: Register) -> None:
    since = timezone.now()
    with acting(officer):
        somsri = person_called("สมศรี")
        name_person_of_row(actor=officer, row=RegisterRow.objects.get(register=elderly, row=2), person=somsri)
        assert not changed_rows(officer, since).exists()
        newer = bring(officer, NEXT_MONTH)
        (mark,) = changed_rows(officer, since)
        assert (mark.kind, mark.person_id_now) == (RowChange.Kind.CHANGED, somsri.pk)
        assert (mark.columns, mark.says) == (["allowance"], {"allowance": ["700", "800"]})
        assert [change.kind for change in changes_of_person(officer, somsri)] == ["changed"]
        # A row that finds its person later is asked for under that person.
        new = RegisterRow.objects.get(register=newer, row=4)
        name_person_of_row(actor=officer, row=new, person=person_called("มะลิ"))
        assert {each.kind for each in changed_rows(officer, since)} == {"changed", "new"}
        # Names and ids never stand in the open, only what criteria ask.
        assert "สมศรี" not in str(list(RowChange.objects.values()))
        assert not changed_rows(officer, timezone.now()).exists()


def test_another_office_of_the_same_kind_has_editions_of_its_own(officer: Actor, elderly: Register) -> None:
    with acting(officer):
        other = bring(officer, ELDERLY, office="อบจ.")
        named = bring(officer, ELDERLY, kind="other", list_name="ผู้ป่วยติดเตียง", office="รพ.สต.")
        assert (other.previous, named.previous) == (None, None)
        assert named.title == "ผู้ป่วยติดเตียง"
        assert bring(officer, ELDERLY, office=" อบจ. ").previous == other
        assert Source.objects.count() == 4


def test_each_person_shows_which_lists_say_what(officer: Actor, elderly: Register) -> None:
    with acting(officer):
        somsri, gone = person_called("สมศรี"), person_called("วิเชียร")
        name_person_of_row(actor=officer, row=RegisterRow.objects.get(register=elderly, row=2), person=somsri)
        name_person_of_row(actor=officer, row=RegisterRow.objects.get(register=elderly, row=4), person=gone)
        newer = bring(officer, NEXT_MONTH)
        said = said_of_person(officer, somsri)
        assert [(each.register.kind, each.gone) for each in said] == [("elderly", False), ("civil", False)]
        assert (said[0].register, list(said[0].says)) == (newer, [("จำนวนเงิน", "800")])
        assert next((each.register, each.gone) for each in said_of_person(officer, gone)) == (elderly, True)


def test_the_civil_register_again_knows_people_without_an_id(officer: Actor, municipality: object) -> None:
    nameless = CIVIL.replace("9000000000012", "").replace("9000000000021", "")
    with acting(officer):
        bring(officer, nameless, kind="civil")
        again = bring(officer, nameless.replace("หญิง,3 ก.ค. 2558,7,", "หญิง,3 ก.ค. 2558,9,"), kind="civil")
        assert Person.objects.count() == 4
        assert Household.objects.count() == 3
        assert RegisterRow.objects.filter(register=again, person__isnull=False).count() == 4


def test_all_of_it_or_nothing(officer: Actor, municipality: object) -> None:
    faulty = CIVIL + "5,1.10E+12,นาย,ดี,พร้อม,ชาย,1 ม.ค. 2500,9,22010801\n6,,,,,,,9,22010801\n"
    with acting(officer):
        with pytest.raises(BadInput) as bad:
            bring(officer, faulty, kind="civil", keep=Keep.NOTHING)
        assert [fault.row for fault in bad.value.faults] == [6, 7]
        assert not Register.objects.exists()
        assert not Person.objects.exists()
        kept = bring(officer, faulty, kind="civil")
        assert (kept.rows, kept.left_out, Person.objects.count()) == (5, 1, 5)
        assert bring(officer, CIVIL, kind="civil", keep=Keep.NOTHING).rows == 4


def test_what_stops_it_leaves_nothing(officer: Actor, municipality: object) -> None:
    def stop(stage: str, _part: float) -> None:
        if stage == "keep":
            raise InterruptedError

    with acting(officer):
        with pytest.raises(InterruptedError):
            bring(officer, CIVIL, kind="civil", progress=stop)
        assert not Register.objects.exists()
        assert not Person.objects.exists()


def test_a_draft_is_mapped_checked_and_brought(officer: Actor, civil: Register) -> None:
    strange = "a,b,c\nนางสมศรี แสงจันทร์,9000000000012,x\n"
    with acting(officer):
        draft = keep(officer, strange)
        refused = check_draft(actor=officer, draft=draft)
        checked = outlook(refused).checked
        assert checked
        assert "name" in checked.refused[0].words.en
        with pytest.raises(BadInput):
            map_draft(actor=officer, draft=draft, sheet=0, header_row=1, meanings={0: "", 1: "", 2: ""})
        draft = map_draft(
            actor=officer, draft=draft, sheet=0, header_row=1, meanings={0: "full_name", 1: "national_id", 2: ""}
        )
        check_draft(actor=officer, draft=draft)
        brought = bring_draft(actor=officer, draft=draft)
        assert brought.register.rows == 1
        assert not RegisterDraft.objects.exists()
        assert Source.objects.get(kind="elderly").columns == {"a": "full_name", "b": "national_id", "c": ""}
        assert keep(officer, strange).layout["meanings"] == {"0": "full_name", "1": "national_id", "2": ""}


def test_drafts_that_nobody_wants_go_after_two_weeks(officer: Actor, municipality: object) -> None:
    with acting(officer):
        old, young = keep(officer, ELDERLY), keep(officer, ELDERLY)
        RegisterDraft.objects.filter(pk=old.pk).update(made_at=timezone.now() - dt.timedelta(days=20))
        assert drop_old_drafts(actor=officer, before=timezone.now() - dt.timedelta(days=14)) == 1
        assert RegisterDraft.objects.get() == young


def test_rows_are_keyed_in_and_taken_back(officer: Actor, municipality: object) -> None:
    with acting(officer):
        draft = begin_keying(actor=officer, kind="school", office="โรงเรียน")
        for name in ("ด.ช.ต้น ทองดี", 'ด.ญ."มะลิ", ทองดี'):
            key_row(actor=officer, draft=draft, values={"full_name": name, "grade": "ป.1", "gossip": "x"})
        with pytest.raises(BadInput):
            key_row(actor=officer, draft=draft, values={"grade": "ป.1"})
        take_back_row(actor=officer, draft=draft, number=2)
        with pytest.raises(Refusal):
            take_back_row(actor=officer, draft=draft, number=3)
        assert draft_content(draft).decode().count("\n") == 2
        register = bring_draft(actor=officer, draft=draft).register
        assert [row["full_name"] for row in original(register).rows.values()] == ['ด.ญ."มะลิ", ทองดี']
        with pytest.raises(Refusal):
            key_row(actor=officer, draft=keep(officer, ELDERLY), values={"full_name": "ก"})


def test_small_lists_are_done_at_once(officer: Actor, civil: Register) -> None:
    with acting(officer):
        draft = keep(officer, ELDERLY)
        checked = ask_for_run(actor=officer, draft=draft, purpose=CHECK)
        assert checked.finished_at
        run = ask_for_run(actor=officer, draft=RegisterDraft.objects.get(), purpose=BRING)
        assert run.register == Register.objects.get(kind="elderly")
        with pytest.raises(Refusal):
            stop_run(actor=officer, run=run)


@pytest.fixture
def large(committed_rows: None, officer: Actor) -> tuple[Actor, RegisterDraft]:
    """A list that is too large to wait for."""
    head = ELDERLY.splitlines()[0]
    rows = [f"{at},นายคนที่{at} {'ก' * 60},,1 ม.ค. 2490,{at},1,600" for at in range(9000)]
    with acting(officer):
        return officer, keep(officer, "\n".join([head, *rows]))


def test_large_lists_go_behind_the_page(large: tuple[Actor, RegisterDraft]) -> None:
    officer, draft = large
    for purpose in (CHECK, BRING):
        with acting(officer):
            run = ask_for_run(actor=officer, draft=RegisterDraft.objects.get(pk=draft.pk), purpose=purpose)
            assert (run.finished_at, run.register) == (None, None)
            # Whoever asks again meets the run that is going on.
            assert ask_for_run(actor=officer, draft=draft, purpose=purpose) == run
        carry_out_run(municipality_id=officer.municipality_id, run_id=run.pk)
        with acting(officer):
            run.refresh_from_db()
            assert run.finished_at
            assert run.failure is None
            assert run.stage in {"read", "check", "keep"}
    with acting(officer):
        assert run.register == Register.objects.get()
        assert run.register.brought_by_id == officer.user_id
        assert RegisterRow.objects.count() == 9000


def test_a_run_is_stopped_before_or_while_it_works(large: tuple[Actor, RegisterDraft]) -> None:
    officer, draft = large
    with acting(officer):
        waiting = stop_run(actor=officer, run=ask_for_run(actor=officer, draft=draft, purpose=BRING))
        assert waiting.finished_at
        run = ask_for_run(actor=officer, draft=draft, purpose=BRING)
        RegisterRun.objects.filter(pk=run.pk).update(stage="read")
        stop_run(actor=officer, run=run)
    for each in (waiting, run):
        carry_out_run(municipality_id=officer.municipality_id, run_id=each.pk)
    with acting(officer):
        assert not Register.objects.exists()
        assert RegisterDraft.objects.filter(pk=draft.pk).exists()
        assert not RegisterRun.objects.filter(finished_at__isnull=True).exists()


def test_a_run_says_why_it_failed(large: tuple[Actor, RegisterDraft]) -> None:
    officer, _ = large
    with acting(officer):
        head = ELDERLY.splitlines()[0]
        text = "\n".join([head, *(f"{at},=x{'ก' * 120},,,{at},1,600" for at in range(7000))])
        bad = keep(officer, text)
        run = ask_for_run(actor=officer, draft=bad, purpose=BRING, keep=Keep.NOTHING)
    carry_out_run(municipality_id=officer.municipality_id, run_id=run.pk)
    with acting(officer):
        run.refresh_from_db()
        assert run.finished_at
        assert run.failure
        assert "formula" in run.failure["en"]
        assert not Register.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_who_brings_lists(role: Role, officer: Actor, civil: Register, actor_of: Callable[[Role], Actor]) -> None:
    actor = actor_of(role)
    with acting(officer):
        draft = keep(officer, ELDERLY)
        attempts: list[Callable[[], object]] = [
            lambda: keep(actor, ELDERLY),
            lambda: begin_keying(actor=actor, kind="elderly"),
            lambda: check_draft(actor=actor, draft=draft),
            lambda: ask_for_run(actor=actor, draft=draft, purpose=CHECK),
            lambda: drop_old_drafts(actor=actor, before=timezone.now() - dt.timedelta(days=1)),
            lambda: bring_draft(actor=actor, draft=draft),
        ]
        for attempt in attempts:
            if role in {Role.OFFICER, Role.ADMINISTRATOR}:
                attempt()
            else:
                with pytest.raises(NotAllowed):
                    attempt()


def test_a_neighbour_sees_nothing_of_it(
    officer: Actor, elderly: Register, neighbour_actor_of: Callable[[Role], Actor]
) -> None:
    with acting(officer):
        keep(officer, ELDERLY)
    with acting(neighbour_actor_of(Role.OFFICER)):
        for table in (RegisterDraft, Register, SealedRows, Source, RowChange, RegisterRun):
            assert not table.objects.exists()
