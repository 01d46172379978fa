"""A row's person is said by hand, after looking at both."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record, record_look
from huangyai.people.models import Person
from huangyai.targets.access import require_register_work, require_row_reading
from huangyai.targets.actions.joining.settling import SAID_BY_HAND, settle_row
from huangyai.targets.models import Pair, PairDecision, Register, RegisterRow
from huangyai.targets.queries.review import standing

__all__ = ["SAID_BY_HAND", "look_at_register", "name_person_of_row"]


def name_person_of_row(*, actor: Actor, row: RegisterRow, person: Person) -> RegisterRow:
    """An officer says who a waiting row is, after looking at both. A later joining leaves it as it is."""
    require_register_work(actor)
    with transaction.atomic():
        now = RegisterRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if now.person_id:
            raise Refusal(
                "row-has-person",
                th="แถวนี้มีผู้ระบุตัวคนแล้ว โปรดเปิดทะเบียนใหม่เพื่อดูผลล่าสุด",
                en="Somebody said who this row is already; open the list again to see.",
            )
        pair, _ = Pair.objects.get_or_create(
            municipality_id=actor.municipality_id,
            row=now,
            person=person,
            defaults={"cause": Pair.Cause.BY_HAND, "evidence_at": timezone.now()},
        )
        if standing(pair=pair, word=PairDecision.Word.DIFFERENT).exists():
            raise Refusal(
                "pair-decided",
                th="มีผู้ตัดสินว่าแถวนี้เป็นคนละคนกับผู้นี้แล้ว หากไม่ใช่ โปรดถอนคำตัดสินนั้นก่อน",
                en="Somebody decided that this row is not this person; take that decision back first if it was wrong.",
            )
        said = PairDecision.objects.create(
            municipality_id=actor.municipality_id,
            pair=pair,
            word=PairDecision.Word.SAME,
            decided_by_id=actor.user_id,
        )
        named = settle_row(actor, now.pk)
        record(actor=actor, verb="register-row.named", subject=named, person=person.pk, decision=said.pk)
    return named


def look_at_register(*, actor: Actor, register: Register, loose: bool) -> None:
    """Somebody opens the names of an office's sealed list: the ledger keeps who, and why."""
    require_row_reading(actor)
    record_look(actor=actor, subject=register, reason="loose-rows" if loose else "rows")
