"""A list that was brought in by mistake counts no more, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.targets.conftest import person_called

from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.targets import queries
from huangyai.targets.actions import bring_register, name_person_of_row, withdraw_register
from huangyai.targets.models import Register, RegisterRow
from huangyai.targets.queries.changes import said_of_person
from huangyai.walls.entry import acting

VISITS = "ลำดับ,ชื่อ-สกุล,บ้านเลขที่,หมู่,เบอร์โทร,ADL\n1,นายวิเชียร ใจงาม,45,2,0891234567,{adl}\n"


def visits(officer: Actor, adl: int) -> Register:
    """An edition of the visit list, whose one row is known to be Wichian."""
    with acting(officer):
        made = bring_register(
            actor=officer, kind="visits", file_name="visits.csv", content=VISITS.format(adl=adl).encode()
        ).register
        row = RegisterRow.objects.get(register=made)
        if row.person_id is None:
            name_person_of_row(actor=officer, row=row, person=person_called("วิเชียร"))
        return made


def adl(officer: Actor) -> int | None:
    """What cards read of Wichian."""
    with acting(officer):
        return queries.facts_of_everyone()[person_called("วิเชียร").pk].adl


def test_the_edition_before_counts_again(officer: Actor, civil: Register) -> None:
    right, wrong = visits(officer, 18), visits(officer, 2)
    assert adl(officer) == 2
    with acting(officer):
        withdraw_register(actor=officer, register=wrong, reason="ส่งไฟล์ผิดเดือน")
        said = {one.register.pk for one in said_of_person(officer, person_called("วิเชียร"))}
        assert said == {civil.pk, right.pk}
        assert Entry.objects.filter(verb="register.withdrawn", subject_id=wrong.pk).exists()
        assert RegisterRow.objects.filter(register=wrong).exists()
    assert adl(officer) == 18
    # The next file of this office follows the one that counts.
    assert visits(officer, 9).previous_id == right.pk
    assert adl(officer) == 9


def test_the_only_edition_leaves_nothing_behind(officer: Actor, civil: Register) -> None:
    wrong = visits(officer, 2)
    with acting(officer):
        withdraw_register(actor=officer, register=wrong, reason="ไม่ใช่ของตำบลนี้")
        found = queries.facts_of_everyone()[person_called("วิเชียร").pk]
        assert (found.adl, found.registers) == (None, frozenset({"civil"}))
        assert queries.rows_of_person(officer, person_called("วิเชียร"))[0].register.kind == "civil"


def test_what_stays_stays(officer: Actor, civil: Register, actor_of: Callable[[Role], Actor]) -> None:
    first, second = visits(officer, 18), visits(officer, 2)
    with acting(officer):
        for register, refused in ((civil, "civil-stays"), (first, "not-newest")):
            with pytest.raises(Refusal) as caught:
                withdraw_register(actor=officer, register=register, reason="ผิดไฟล์")
            assert caught.value.code == refused
        withdraw_register(actor=officer, register=second, reason="ผิดไฟล์")
        with pytest.raises(Refusal):
            withdraw_register(actor=officer, register=second, reason="ผิดไฟล์")
    for role in (Role.PLANNER, Role.LEADER, Role.CASE_WORKER):
        with acting(actor_of(role)), pytest.raises(NotAllowed):
            withdraw_register(actor=actor_of(role), register=first, reason="ผิดไฟล์")


def test_on_the_page(officer: Actor, civil: Register, browser_of: Callable[[Role], Client]) -> None:
    wrong = visits(officer, 2)
    browser = browser_of(Role.OFFICER)
    here = reverse("targets:register_detail", args=[wrong.pk])
    form = reverse("targets:register_withdrawal", args=[wrong.pk])
    assert form in browser.get(here).text
    assert browser.post(form, {"reason": ""}).status_code == 422
    done = browser.post(form, {"reason": "ส่งไฟล์ผิดเดือน"})
    assert (done.status_code, done["Location"]) == (302, here)
    page = browser.get(here).text
    assert "ส่งไฟล์ผิดเดือน" in page
    assert form not in page
    assert "withdrawal" not in browser.get(reverse("targets:register_detail", args=[civil.pk])).text
