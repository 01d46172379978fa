"""Names that were decided, of whom a register says otherwise since: on the list, on the page of today, and set aside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.targets.conftest import CIVIL, ELDERLY, person_called

from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.targets import queries
from huangyai.targets.actions import (
    Verdict,
    adopt_criterion,
    bring_register,
    decide_names,
    draw_target_list,
    hold_joint_meeting,
    keep_decision,
    name_person_of_row,
    reopen_name,
    write_criterion,
)
from huangyai.targets.models import Candidate, JointMeeting, Register, RegisterRow, TargetList
from huangyai.targets.rules.criteria import asked_of_registers
from huangyai.walls.entry import acting

OLD_WITH_ALLOWANCE = {
    "all": [
        {"fact": "age", "is": "at_least", "value": 60},
        {"any": [{"fact": "registers", "is": "contains", "value": "elderly"}, {"fact": "wheelchair", "is": "true"}]},
    ]
}
# Somsri is not on it any more, of Boonlert only the house number differs, and one is new.
NEXT_MONTH = "\n".join(
    line for line in ELDERLY.replace(",7,1,๘๐๐", ",9,1,๘๐๐").splitlines() if not line.startswith("1,")
)


def test_a_card_asks_columns_and_registers() -> None:
    asked = asked_of_registers(OLD_WITH_ALLOWANCE)
    assert (asked.registers, asked.columns) == ({"civil", "elderly", "disability"}, {"birth_date", "wheelchair"})
    assert asked.matters("gone", [], "elderly")
    assert asked.matters("changed", ["birth_date", "phone"], "welfare")
    assert not asked.matters("changed", ["phone"], "elderly")
    assert not asked.matters("new", [], "school")
    assert asked_of_registers({"fact": "lives_alone", "is": "true"}).matters("changed", ["house_no"], "civil")


@pytest.fixture
def decided(officer: Actor, elderly: Register) -> TargetList:
    """Two people with an allowance, both confirmed."""
    with acting(officer):
        for row, name in ((2, "สมศรี"), (3, "บุญเลิศ")):
            entry = RegisterRow.objects.get(register=elderly, row=row)
            name_person_of_row(actor=officer, row=entry, person=person_called(name))
        card = write_criterion(actor=officer, name="เบี้ย", sentence="ผู้รับเบี้ย", definition=OLD_WITH_ALLOWANCE)
        adopt_criterion(actor=officer, criterion=card)
        drawn = draw_target_list(actor=officer, name="ผู้รับเบี้ย", criterion=card, fiscal_year=2570)
        decide(officer, meeting_on(officer, drawn), *Candidate.objects.filter(target_list=drawn))
        return drawn


def meeting_on(officer: Actor, drawn: TargetList) -> JointMeeting:
    import datetime as dt

    return hold_joint_meeting(
        actor=officer, target_list=drawn, held_on=dt.date(2026, 11, 2), venue="ห้อง", parties=["เทศบาล", "รพ.สต."]
    )


def decide(officer: Actor, meeting: JointMeeting, *names: Candidate) -> None:
    verdicts = [Verdict(name, confirmed=True, reason="ตรวจแล้ว") for name in names]
    decide_names(actor=officer, meeting=meeting, verdicts=verdicts)


def next_month(officer: Actor) -> None:
    bring_register(actor=officer, kind="elderly", file_name="next.csv", content=NEXT_MONTH.encode())


def test_only_what_the_card_asks_and_only_since_the_meeting(
    officer: Actor, decided: TargetList, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with acting(officer):
        assert queries.told_otherwise(officer, decided) == {}
        assert queries.lists_told_otherwise(officer) == []
        next_month(officer)
        somsri = Candidate.objects.get(person=person_called("สมศรี"))
        with django_assert_max_num_queries(5):
            told = queries.told_otherwise(officer, decided)
        assert {name: [one.words.th for one in said] for name, said in told.items()} == {
            somsri.pk: ["ไม่มีชื่อในทะเบียนเบี้ยยังชีพผู้สูงอายุแล้ว"]
        }
        assert [(one.target_list, one.names) for one in queries.lists_told_otherwise(officer)] == [(decided, 1)]
        # The next meeting has it on its agenda, and decides anew: nothing waits any more.
        later = meeting_on(officer, decided)
        assert queries.told_otherwise(officer, decided) == {}
        decide(officer, later, somsri)
        assert queries.told_otherwise(officer, decided) == {}


def test_a_birth_date_says_what_changed_and_not_to_what(officer: Actor, decided: TargetList) -> None:
    with acting(officer):
        changed = CIVIL.replace("1 พ.ค. 2490", "1 พ.ค. 2491").replace("9000000000021,นาย", "9000000000021,นาง")
        bring_register(actor=officer, kind="civil", file_name="civil.csv", content=changed.encode())
        (said,) = queries.told_otherwise(officer, decided).values()
        assert [one.words.th for one in said] == ["ทะเบียนราษฎร: วันเดือนปีเกิดเปลี่ยนไป"]


def test_the_word_stays_and_why_is_written_down(
    officer: Actor, decided: TargetList, actor_of: Callable[[Role], Actor]
) -> None:
    with acting(officer):
        next_month(officer)
        somsri = Candidate.objects.get(person=person_called("สมศรี"))
        with pytest.raises(NotAllowed):
            keep_decision(actor=actor_of(Role.LEADER), candidate=somsri, reason="เพราะ")
        keep_decision(actor=officer, candidate=somsri, reason="สำนักงานลืมพิมพ์ชื่อ")
        assert queries.told_otherwise(officer, decided) == {}
        assert queries.lists_told_otherwise(officer) == []
        # The card would not take her any more: the next meeting still sees her.
        assert [one.candidate for one in queries.names_to_look_at_again(decided)] == [somsri]
        reopen_name(actor=officer, candidate=somsri, reason="ลูกขอให้ดูใหม่")
        with pytest.raises(Refusal, match="not-decided"):
            keep_decision(actor=officer, candidate=somsri, reason="เพราะ")


def test_the_list_and_the_page_of_today_show_them(
    officer: Actor, decided: TargetList, browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        next_month(officer)
        somsri = Candidate.objects.get(person=person_called("สมศรี"))
    browser = browser_of(Role.OFFICER)
    address = reverse("targets:target_list_detail", args=[decided.pk]) + "?outcome=told"
    assert address in browser.get(reverse("web:today")).content.decode()
    page = browser.get(address).content.decode()
    assert "ไม่มีชื่อในทะเบียนเบี้ยยังชีพผู้สูงอายุแล้ว" in page
    assert "บุญเลิศ" not in page
    answer = reverse("targets:reconsideration_new", args=[somsri.pk])
    assert "ไม่มีชื่อในทะเบียนเบี้ยยังชีพผู้สูงอายุแล้ว" in browser.get(answer).content.decode()
    assert browser.post(answer, {"reason": "พิมพ์ตกไป"}).status_code == 422
    sent = browser.post(answer, {"answer": "stays", "reason": "พิมพ์ตกไป"}, follow=True)
    assert "สมศรี" not in sent.content.decode()
    # Who may not read what registers say of people sees nothing of it.
    assert "outcome=told" not in browser_of(Role.LEADER).get(address.split("?")[0]).content.decode()
