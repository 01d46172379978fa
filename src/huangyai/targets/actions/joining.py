"""Rows find their person, by comparing or by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from huangyai.kernel import Actor, Refusal
from huangyai.kernel.words import arabic_digits
from huangyai.ledger.actions import record, record_look
from huangyai.people.actions import note_circumstances
from huangyai.people.models import Person
from huangyai.targets.access import (
    require_register_work,
    require_row_reading,
)
from huangyai.targets.bridge import join
from huangyai.targets.models import (
    Register,
    RegisterRow,
)
from huangyai.targets.queries import original
from huangyai.walls.statistics import refresh_statistics

SAID_BY_HAND = "เจ้าหน้าที่ตรวจดูและยืนยัน"


def join_registers(*, actor: Actor, progress: Callable[[str, float], None] | None = None) -> int:
    """Find who in the civil register each row of the other lists is; returns how many rows found their person."""
    require_register_work(actor)
    civil = Register.objects.filter(kind=Register.Kind.CIVIL).order_by("-made_at").first()
    others = list(Register.objects.exclude(kind=Register.Kind.CIVIL).order_by("made_at"))
    if civil is None or not others:
        raise Refusal(
            "registers-missing",
            th="ต้องนำเข้าทะเบียนราษฎรและทะเบียนอื่นอย่างน้อยหนึ่งชุดก่อนเชื่อม",
            en="Bring the civil register and at least one other list in before joining.",
        )
    joined = join(civil, others, progress)
    with transaction.atomic():
        by_hand = Q(person__isnull=False, probability__isnull=True)
        rows = RegisterRow.objects.exclude(by_hand).in_bulk([found.row_id for found in joined])
        for found in joined:
            row = rows.get(found.row_id)
            if row is None:
                continue
            row.person_id, row.probability, row.why = found.person_id, found.probability, found.why
        RegisterRow.objects.bulk_update(rows.values(), ["person", "probability", "why"], batch_size=1000)
        _note_circumstances(actor, others)
        refresh_statistics(RegisterRow, Person)
        record(
            actor=actor,
            verb="registers.joined",
            subject=civil,
            joined=len(joined),
            registers=[r.pk for r in others],
        )
    return len(joined)


def name_person_of_row(*, actor: Actor, row: RegisterRow, person: Person) -> RegisterRow:
    """An officer says who a waiting row is, after looking at both. A later joining leaves it as it is."""
    require_register_work(actor)
    if row.person_id:
        raise Refusal(
            "row-has-person",
            th="แถวนี้มีผู้ระบุตัวคนแล้ว โปรดเปิดทะเบียนใหม่เพื่อดูผลล่าสุด",
            en="Somebody said who this row is already; open the list again to see.",
        )
    row.person, row.probability, row.why = person, None, SAID_BY_HAND
    with transaction.atomic():
        row.save(update_fields=["person", "probability", "why"])
        record(actor=actor, verb="register-row.named", subject=row, person=person.pk)
    return row


def look_at_register(*, actor: Actor, register: Register, loose: bool) -> None:
    """Somebody opens the names of an office's sealed list: the ledger keeps who, and why."""
    require_row_reading(actor)
    record_look(actor=actor, subject=register, reason="loose-rows" if loose else "rows")


def _note_circumstances(actor: Actor, registers: Sequence[Register]) -> None:
    """What joined rows add to a person: nickname and phone where none is known, and that they use a wheelchair."""
    changed: dict[Any, Person] = {}
    for register in registers:
        rows = {
            row.row: row.person
            for row in RegisterRow.objects.filter(register=register, person__isnull=False).select_related("person")
        }
        for number, said in original(register).numbered:
            found = rows.get(number)
            if found is None:
                continue
            person = changed.get(found.pk, found)
            phone = "".join(letter for letter in arabic_digits(said.get("phone", "")) if letter.isdigit())
            before = (person.nickname, person.phone, person.wheelchair)
            person.nickname = person.nickname or said.get("nickname", "")[:40]
            person.phone = person.phone or (phone if len(phone) in {9, 10} else "")
            person.wheelchair = person.wheelchair or said.get("wheelchair", "").strip().upper() in {
                "Y",
                "1",
                "ใช่",
                "ใช้",
            }
            if (person.nickname, person.phone, person.wheelchair) != before:
                changed[person.pk] = person
    note_circumstances(actor=actor, people=list(changed.values()), source="registers")
