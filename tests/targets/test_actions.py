from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.targets.conftest import CIVIL, ELDERLY, OLD, person_called

from huangyai.kernel import Actor, BadInput, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.people.models import Household, Person
from huangyai.targets import queries
from huangyai.targets.actions import (
    Verdict,
    add_candidate,
    bring_register,
    decide_names,
    draw_target_list,
    hold_joint_meeting,
    join_registers,
    look_at_register,
    name_person_of_row,
    write_criterion,
)
from huangyai.targets.models import Candidate, Criterion, Decision, JointMeeting, Register, RegisterRow, TargetList
from huangyai.walls.entry import acting


def last(actor: Actor) -> Entry:
    entry = Entry.objects.filter(municipality_id=actor.municipality_id).order_by("position").last()
    assert entry
    return entry


def refused(code: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as answer:
        attempt()
    assert answer.value.code == code


def test_the_civil_register_makes_people_and_households(officer: Actor, civil: Register) -> None:
    with acting(officer):
        assert (Person.objects.count(), Household.objects.count(), civil.rows) == (4, 3, 4)
        assert RegisterRow.objects.filter(register=civil, person__isnull=False, probability=1.0).count() == 4
        assert last(officer).verb == "register.brought"
        assert last(officer).facts == {
            "register": "civil", "rows": 4, "left_out": 0, "faults": 0, "new": 0, "changed": 0, "gone": 0,
        }  # fmt: skip


def test_other_lists_keep_only_what_criteria_ask_in_the_open(officer: Actor, elderly: Register) -> None:
    with acting(officer):
        said = list(RegisterRow.objects.filter(register=elderly).order_by("row").values_list("says", flat=True))
        assert said == [{"allowance": "700"}, {"allowance": "800"}, {"allowance": "600"}]
        assert "สมศรี".encode() not in bytes(Register.objects.get(pk=elderly.pk).original_sealed or b"")
        names = queries.with_names(elderly, queries.register_rows(officer, elderly))
        assert [row.name for row in names] == ["นางสมศรี แสงจันทร์", "นายบุญเลิด ทองดี", "นางแปลกหน้า ต่างถิ่น"]


def test_bringing_the_civil_register_again_enters_nobody_twice(officer: Actor, civil: Register) -> None:
    newer = CIVIL + "5,,นาง,ใหม่,มาอยู่,หญิง,1 ม.ค. 2500,8,22010802\n"
    with acting(officer):
        again = bring_register(actor=officer, kind="civil", file_name="2570.csv", content=newer.encode())
        assert Person.objects.count() == 5
        assert RegisterRow.objects.filter(register=again.register, person__isnull=False).count() == 5


def test_one_id_on_two_rows_is_one_person_and_is_told(officer: Actor, municipality: object) -> None:
    doubled = CIVIL + "5,9000000000012,นาง,สมศรี,แสงจันทร์,หญิง,,12,22010801\n"
    with acting(officer):
        brought = bring_register(actor=officer, kind="civil", file_name="civil.csv", content=doubled.encode())
        assert Person.objects.count() == 4
        assert [(fault.row, fault.column) for fault in brought.faults] == [(6, "เลขประจำตัวประชาชน")]
        assert RegisterRow.objects.get(register=brought.register, row=6).person == person_called("สมศรี")


def test_faulty_cells_are_told_and_good_rows_kept(officer: Actor, municipality: object) -> None:
    head = CIVIL.splitlines()[0]
    rows = [
        "1,9000000000013,นาง,สมศรี,แสงจันทร์,หญิง,31 ก.พ. 2490,12,22010801",
        "2,,นาย,บุญเลิศ,ทองดี,ชาย,,7,99999999",
        "3,,นาย,,ทองดี,ชาย,,7,22010801",
        f"4,,นาย,{'ก' * 90},ยาว,ชาย,,{'9' * 50},22010802",
    ]
    with acting(officer):
        content = "\n".join([head, *rows]).encode()
        brought = bring_register(actor=officer, kind="civil", file_name="civil.csv", content=content)
        assert {(fault.row, fault.column) for fault in brought.faults} == {
            (2, "เลขประจำตัวประชาชน"), (2, "วันเดือนปีเกิด"), (3, "รหัสหมู่บ้าน"), (4, "ชื่อ"), (5, "ชื่อ"), (5, "บ้านเลขที่"),
        }  # fmt: skip
        assert Person.objects.count() == 2
        assert (brought.register.rows, brought.register.left_out) == (3, 1)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", "ชื่อ,นามสกุล\nก\n".encode(), CIVIL.replace("220108", "990000").encode()]
)
def test_a_file_that_cannot_be_read_leaves_nothing(content: bytes, officer: Actor, municipality: object) -> None:
    with acting(officer):
        with pytest.raises(BadInput):
            bring_register(actor=officer, kind="civil", file_name="civil.csv", content=content)
        assert not Register.objects.exists()
        assert not Person.objects.exists()


def test_joining_finds_people_and_leaves_strangers_waiting(officer: Actor, elderly: Register) -> None:
    with acting(officer):
        joined = join_registers(actor=officer)
        assert joined >= 1
        assert last(officer).verb == "registers.joined"
        rows = {row.row: row for row in RegisterRow.objects.filter(register=elderly)}
        assert rows[2].person == person_called("สมศรี")
        assert rows[4].person is None
        assert list(queries.loose_rows(officer, elderly))[-1] == rows[4]
        line = queries.register(officer, elderly.pk)
        assert line.joined + line.loose == 3


def test_what_an_officer_said_of_a_row_stands(officer: Actor, elderly: Register) -> None:
    with acting(officer):
        row, stranger = RegisterRow.objects.get(register=elderly, row=2), person_called("วิเชียร")
        name_person_of_row(actor=officer, row=row, person=stranger)
        assert last(officer).verb == "register-row.named"
        refused("row-has-person", lambda: name_person_of_row(actor=officer, row=row, person=stranger))
        join_registers(actor=officer)
        row.refresh_from_db()
        assert (row.person, row.probability) == (stranger, None)


def test_joining_needs_two_lists(officer: Actor, civil: Register) -> None:
    with acting(officer):
        refused("registers-missing", lambda: join_registers(actor=officer))


def test_opening_the_names_is_recorded(officer: Actor, elderly: Register, actor_of: Callable[[Role], Actor]) -> None:
    with acting(officer):
        look_at_register(actor=officer, register=elderly, loose=True)
        assert (last(officer).verb, last(officer).subject_id) == ("looked-at", elderly.pk)
        with pytest.raises(NotAllowed):
            look_at_register(actor=actor_of(Role.LEADER), register=elderly, loose=True)


def test_a_card_written_again_is_its_next_version(officer: Actor, old_list: TargetList) -> None:
    with acting(officer):
        again = write_criterion(actor=officer, name="ผู้สูงอายุ", sentence="คนอายุ 70 ปีขึ้นไป", definition=OLD)
        assert (again.version, Criterion.objects.count()) == (2, 2)
        with pytest.raises(BadInput):
            write_criterion(actor=officer, name="ว่าง", sentence="ไม่ถามอะไร", definition={"all": []})


def test_a_list_holds_whom_the_card_takes_with_reasons(officer: Actor, old_list: TargetList) -> None:
    with acting(officer):
        names = queries.candidate_lines(queries.candidates(officer, old_list))
        assert {line.candidate.person.given_name for line in names} == {"สมศรี", "บุญเลิศ"}
        assert all(line.reasons and line.reasons[0].startswith("อายุ ") for line in names)
        (card,) = queries.criterion_cards(officer)
        assert (card.takes, card.conditions) == (2, ["อายุตั้งแต่ 60 ปีขึ้นไป"])


def test_the_meeting_decides_each_name_once(officer: Actor, meeting: JointMeeting) -> None:
    with acting(officer):
        one, other = queries.candidates(officer, meeting.target_list)
        decided = decide_names(
            actor=officer,
            meeting=meeting,
            verdicts=[Verdict(one, confirmed=True, reason="อยู่จริง"), Verdict(other, confirmed=False, reason="ย้ายไปแล้ว")],
        )
        assert decided == 2
        assert last(officer).facts == {"confirmed": 1, "declined": 1}
        assert list(queries.confirmed_people(meeting.target_list)) == [one.person]
        assert queries.count_confirmed() == 1
        again = Verdict(one, confirmed=False, reason="เปลี่ยนใจ")
        refused("already-decided", lambda: decide_names(actor=officer, meeting=meeting, verdicts=[again]))
        assert Decision.objects.get(candidate=one).outcome == "confirmed"


def test_decisions_need_reasons_and_their_own_list(officer: Actor, meeting: JointMeeting) -> None:
    with acting(officer):
        name = queries.candidates(officer, meeting.target_list)[0]
        mute = Verdict(name, confirmed=True, reason=" ")
        refused("reason-missing", lambda: decide_names(actor=officer, meeting=meeting, verdicts=[mute]))
        other = draw_target_list(actor=officer, name="อีกชุด", criterion=meeting.target_list.criterion, fiscal_year=2570)
        stranger = Verdict(queries.candidates(officer, other)[0], confirmed=True, reason="อยู่จริง")
        refused("other-list", lambda: decide_names(actor=officer, meeting=meeting, verdicts=[stranger]))
        assert not Decision.objects.exists()


def test_the_meeting_adds_somebody_once(officer: Actor, meeting: JointMeeting) -> None:
    found, person = meeting.target_list, person_called
    with acting(officer):
        who = person("วิเชียร")
        made = add_candidate(actor=officer, target_list=found, person=who, reason="ดูแลแม่คนเดียว")
        assert (made.added_by_meeting, last(officer).verb) == (True, "candidate.added")
        refused("already-on-list", lambda: add_candidate(actor=officer, target_list=found, person=who, reason="ซ้ำ ๆ"))
        refused("reason-missing", lambda: add_candidate(actor=officer, target_list=found, person=who, reason=""))


def test_a_meeting_has_two_parties(officer: Actor, meeting: JointMeeting) -> None:
    with acting(officer):
        refused(
            "one-party-only",
            lambda: hold_joint_meeting(
                actor=officer, target_list=meeting.target_list, held_on=meeting.held_on, venue="ห้อง", parties=["เทศบาล"]
            ),
        )


@pytest.mark.parametrize("role", list(Role))
def test_who_may_do_what(role: Role, officer: Actor, meeting: JointMeeting, actor_of: Callable[[Role], Actor]) -> None:
    actor = actor_of(role)
    brings = role in {Role.OFFICER, Role.ADMINISTRATOR}
    writes = role in {Role.OFFICER, Role.PLANNER}
    sits = role in {Role.OFFICER, Role.PARTNER}
    found = meeting.target_list
    with acting(officer):
        name = Candidate.objects.filter(target_list=found)[0]
        who = person_called("วิเชียร")
        row = RegisterRow.objects.all()[0]
        RegisterRow.objects.filter(pk=row.pk).update(person=None)
        attempts: list[tuple[bool, Callable[[], object]]] = [
            (brings, lambda: bring_register(actor=actor, kind="elderly", file_name="e.csv", content=ELDERLY.encode())),
            (brings, lambda: name_person_of_row(actor=actor, row=row, person=who)),
            (writes, lambda: write_criterion(actor=actor, name="ก", sentence="ข", definition=OLD)),
            (writes, lambda: draw_target_list(actor=actor, name="ก", criterion=found.criterion, fiscal_year=2570)),
            (
                writes,
                lambda: hold_joint_meeting(
                    actor=actor, target_list=found, held_on=meeting.held_on, venue="ก", parties=["ก", "ข"]
                ),
            ),
            (sits, lambda: add_candidate(actor=actor, target_list=found, person=who, reason="ดูแลแม่คนเดียว")),
            (
                role is Role.OFFICER,
                lambda: decide_names(
                    actor=actor, meeting=meeting, verdicts=[Verdict(name, confirmed=True, reason="อยู่จริง")]
                ),
            ),
        ]
        for allowed, attempt in attempts:
            if allowed:
                attempt()
            else:
                with pytest.raises(NotAllowed):
                    attempt()
