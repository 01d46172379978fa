"""A newer civil register: nothing of a resident changes by itself, everything is proposed and somebody else approves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.targets.conftest import CIVIL, person_called

from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.people.actions import approve_change, decline_change, undo_change
from huangyai.people.models import ChangeRequest, Kinship, OtherName, Person
from huangyai.targets.actions import bring_register, propose_civil_changes
from huangyai.targets.models import CivilProposal, Register, RegisterRow
from huangyai.targets.queries.civil_changes import civil_outlook
from huangyai.targets.rules.civil_changes import Corrected, House, corrections, is_newborn, moved_to
from huangyai.targets.rules.newborns import SaidMother, is_unnamed, name_for_now, said_mother
from huangyai.walls.entry import acting

Kind = ChangeRequest.Kind
ROW = {"title": "นาง", "first_name": "สมศรี", "last_name": "ก", "house_no": "12", "village_code": "22010801"}


def test_what_two_editions_write_otherwise() -> None:
    newer = ROW | {"last_name": "ข", "house_no": "14", "sex": "หญิง", "birth_date": ""}
    assert corrections(ROW, newer) == [Corrected("family_name", "ข"), Corrected("sex", "f")]
    assert moved_to(ROW, newer) == House("22010801", "14")
    assert corrections(ROW, {"full_name": "นางสมศรี ก"} | {"village_code": ""}) == []
    assert moved_to(ROW, ROW | {"house_no": ""}) is None


def test_who_is_newborn() -> None:
    edition = dt.date(2026, 10, 1)
    assert is_newborn({"birth_date": "20 ก.ย. 2569"}, edition)
    assert not is_newborn({"birth_date": "20 มิ.ย. 2569"}, edition)
    assert not is_newborn({"birth_date": "2569"}, edition)


@pytest.mark.parametrize(
    ("row", "mother", "called"),
    [
        ({"full_name": "ด.ช.ไม่มีชื่อ ทองดี"}, None, ("ด.ช.", "ไม่มีชื่อ", "ทองดี")),
        ({"title": "ด.ญ.", "first_name": "ยังไม่ได้ตั้งชื่อ"}, None, ("ด.ญ.", "ยังไม่ได้ตั้งชื่อ", "")),
        ({"full_name": "ทารกเพศชาย"}, None, ("", "ทารกเพศชาย", "")),
        ({"full_name": "ด.ช.บุตรนางสมศรี แสงจันทร์"}, ("", "นาง", "สมศรี", "แสงจันทร์"), ("ด.ช.", "บุตรนางสมศรี", "แสงจันทร์")),
        ({"full_name": "บุตร น.ส.สมศรี แสงจันทร์"}, ("", "น.ส.", "สมศรี", "แสงจันทร์"), ("", "บุตรน.ส.สมศรี", "แสงจันทร์")),
        ({"first_name": "ลูกของสมศรี", "last_name": "ก"}, ("", "", "สมศรี", "ก"), ("", "บุตรสมศรี", "ก")),
        (
            {"first_name": "ไม่ปรากฏชื่อ", "mother": "นางสมศรี แสงจันทร์", "mother_id": "9-0000-00000-01-2"},
            ("9000000000012", "นาง", "สมศรี", "แสงจันทร์"),
            ("", "ไม่ปรากฏชื่อ", ""),
        ),
    ],
)
def test_a_child_without_a_name(
    row: dict[str, str], mother: tuple[str, str, str, str] | None, called: tuple[str, str, str]
) -> None:
    assert is_unnamed(row)
    assert said_mother(row) == (SaidMother(*mother) if mother else None)
    assert name_for_now(row) == called
    assert name_for_now(row, "นางสมศรี")[1] == "บุตรนางสมศรี"


def test_names_that_only_begin_so() -> None:
    for name in ("ลูกน้ำ ใจดี", "บุตรี นาคำ", "บุตรดา ก", "ไม้ ทองดี", "ลูกจัน นางงาม"):
        assert not is_unnamed({"full_name": name})
    assert corrections(ROW, ROW | {"first_name": "ยังไม่มีชื่อ", "last_name": "ข"}) == []


@pytest.fixture
def newer(officer: Actor, civil: Register) -> Register:
    """Somsri married and moved in with Boonlert and Mali; Wichian is gone; a child was born in house 7."""
    text = CIVIL.replace("นาง,สมศรี,แสงจันทร์,หญิง,1 พ.ค. 2490,12", "นาง,สมศรี,ทองดี,หญิง,1 พ.ค. 2490,7")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("4,"))
    born = timezone.localdate() - dt.timedelta(days=3)
    child = f"\n4,9000000000055,ด.ช.,ต้นกล้า,ทองดี,ชาย,{born:%d/%m}/{born.year + 543},7,22010801"
    new = "\n5,9000000000063,นาย,มาใหม่,ไกลบ้าน,ชาย,1 ม.ค. 2520,9,22010802\n"
    with acting(officer):
        return bring_register(
            actor=officer, kind="civil", file_name="civil.csv", content=(text + child + new).encode()
        ).register


def test_nothing_changes_before_somebody_else_approves(
    officer: Actor, newer: Register, actor_of: Callable[[Role], Actor]
) -> None:
    leader = actor_of(Role.LEADER)
    with acting(officer):
        somsri = person_called("สมศรี")
        assert (somsri.family_name, str(somsri.household)[:2]) == ("แสงจันทร์", "12")
        # Somebody who is simply new in the register is entered; a child that was born waits for its birth.
        assert Person.objects.filter(given_name="มาใหม่").exists()
        assert not Person.objects.filter(given_name="ต้นกล้า").exists()
        outlook = civil_outlook(officer, newer)
        assert outlook is not None
        assert (outlook.differences, outlook.births, outlook.gone, outlook.open) == (1, 1, 1, 0)
        made = propose_civil_changes(actor=officer, register=newer)
        assert dict(made.made) == {Kind.CORRECTION: 1, Kind.MOVE: 1, Kind.BIRTH: 1}
        assert (made.standing, made.refused, made.left) == (0, [], 0)
        assert propose_civil_changes(actor=officer, register=newer).total == 0
        somsri.refresh_from_db()
        assert somsri.family_name == "แสงจันทร์"
        requests = list(ChangeRequest.objects.order_by("made_at"))
    with acting(leader):
        decisions = [approve_change(actor=leader, request=request) for request in requests]
    with acting(officer):
        somsri.refresh_from_db()
        assert (somsri.family_name, str(somsri.household)[:2]) == ("ทองดี", "7 ")
        assert OtherName.objects.get(person=somsri).name == "แสงจันทร์"
        child = person_called("ต้นกล้า")
        assert child.household == somsri.household
        undo_change(actor=officer, decision=decisions[0], reason="เขียนผิดที่อำเภอ")
        somsri.refresh_from_db()
        assert somsri.family_name == "แสงจันทร์"


def test_a_child_is_not_entered_twice(officer: Actor, newer: Register, actor_of: Callable[[Role], Actor]) -> None:
    leader = actor_of(Role.LEADER)

    def again(text: str) -> RegisterRow:
        with acting(officer):
            register = bring_register(actor=officer, kind="civil", file_name="c.csv", content=text.encode()).register
            return RegisterRow.objects.get(register=register, row=5)

    with acting(officer):
        from huangyai.targets.queries.written import original_file

        # The child has no number yet, so that only its row tells who it is.
        text = original_file(newer).decode().replace("9000000000055", "")
        bring_register(actor=officer, kind="civil", file_name="c.csv", content=text.encode())
        propose_civil_changes(actor=officer, register=newer)
        birth = ChangeRequest.objects.get(kind=Kind.BIRTH)
    assert again(text).person is None
    with acting(officer):
        assert Person.objects.filter(given_name="ต้นกล้า").count() == 0
    with acting(leader):
        decline_change(actor=leader, request=birth, reason="ยังไม่เห็นสูติบัตร")
    assert again(text).person is None


def test_a_child_without_a_name_is_proposed_by_its_mother_and_named_later(
    officer: Actor, civil: Register, actor_of: Callable[[Role], Actor]
) -> None:
    leader = actor_of(Role.LEADER)
    born = timezone.localdate() - dt.timedelta(days=3)
    day = f"{born:%d/%m}/{born.year + 543}"
    lines = [line + ("," if at else ",ชื่อมารดา") for at, line in enumerate(CIVIL.splitlines())]
    unnamed = [
        f"5,,ด.ช.,,,ชาย,{day},12,22010801,นางสมศรี แสงจันทร์",
        f"6,,,บุตรนางสมศรี,แสงจันทร์,หญิง,{day},12,22010801,",
        f"7,,ด.ญ.,ไม่มีชื่อ,ทองดี,หญิง,{day},7,22010801,นางไม่อยู่ ที่นี่",
        f"8,,นาย,,ใจงาม,ชาย,{day},45,22010802,",
    ]

    def bring(rows: list[str]) -> Register:
        content = "\n".join([*lines, *rows, ""]).encode()
        return bring_register(actor=officer, kind="civil", file_name="civil.csv", content=content).register

    with acting(officer):
        somsri = person_called("สมศรี")
        first = bring(unnamed)
        # A row without a name that is no child's is nobody's.
        assert (first.rows, first.left_out) == (7, 1)
        assert dict(propose_civil_changes(actor=officer, register=first).made) == {Kind.BIRTH: 3}
        requests = list(ChangeRequest.objects.order_by("made_at"))
        assert [(each.asked["given_name"], each.asked["family_name"], each.asked["mother"]) for each in requests] == [
            ("บุตรนางสมศรี", "แสงจันทร์", str(somsri.pk)),
            ("บุตรนางสมศรี คนที่ 2", "แสงจันทร์", str(somsri.pk)),
            ("ไม่มีชื่อ", "ทองดี", ""),
        ]
        assert ["ไม่พบมารดา" in each.reason for each in requests] == [False, False, True]
    with acting(leader):
        for request in requests:
            approve_change(actor=leader, request=request)
    with acting(officer):
        children = {child.sex: child for child in Person.objects.filter(household=somsri.household, birth_date=born)}
        assert Kinship.objects.filter(person=somsri, relative__in=children.values(), kind="parent").count() == 2
        named = [unnamed[0].replace("ด.ช.,,,", "ด.ช.,ต้นกล้า,แสงจันทร์,"), *unnamed[1:]]
        second = bring(named)
        # The child that has a name now is the one that was born, and its name is proposed.
        assert RegisterRow.objects.get(register=second, row=6).person == children["m"]
        assert dict(propose_civil_changes(actor=officer, register=second).made) == {Kind.CORRECTION: 1}
        naming = ChangeRequest.objects.get(kind=Kind.CORRECTION)
    with acting(leader):
        approve_change(actor=leader, request=naming)
    with acting(officer):
        children["m"].refresh_from_db()
        assert children["m"].full_name == "ด.ช.ต้นกล้า แสงจันทร์"
        assert Person.objects.filter(birth_date=born).count() == 3


def test_who_may_propose_and_of_what(
    officer: Actor, civil: Register, newer: Register, machine: Actor, actor_of: Callable[[Role], Actor]
) -> None:
    with acting(officer):
        for actor in (machine, actor_of(Role.PLANNER), actor_of(Role.CASE_WORKER)):
            with pytest.raises(NotAllowed):
                propose_civil_changes(actor=actor, register=newer)
        with pytest.raises(Refusal, match="no-edition-before"):
            propose_civil_changes(actor=officer, register=civil)
        assert civil_outlook(actor_of(Role.CASE_WORKER), newer) is None


def test_the_page_proposes_and_leads_to_the_requests(
    newer: Register, officer: Actor, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    page = reverse("targets:register_changes", args=[newer.pk])
    address = reverse("targets:register_proposals", args=[newer.pk])
    assert address in browser.get(page).content.decode()
    shown = browser.post(address, follow=True).content.decode()
    assert address not in shown
    with acting(officer):
        wichian = person_called("วิเชียร")
        request = CivilProposal.objects.filter(field="family_name").get().request
    assert reverse("people:change_detail", args=[request.pk]) in shown
    gone = browser.get(page + "?kind=gone").content.decode()
    assert reverse("people:person_change_new", args=[wichian.pk, "death"]) in gone
