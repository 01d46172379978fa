"""A list that was brought in by mistake: the wrong file, the wrong kind, the wrong office."""

from __future__ import annotations

from django.db import transaction

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.targets.access import require_register_work
from huangyai.targets.actions.joining.settling import settle_circumstances
from huangyai.targets.models import Register, RegisterKind, RegisterRow, RegisterWithdrawal, counts_now

_SHORTEST_REASON = 3


def withdraw_register(*, actor: Actor, register: Register, reason: str) -> RegisterWithdrawal:
    """The list counts no more: the edition before it does again, and what residents' entries took from it goes back.

    It stays readable, with the reason and who withdrew it. Words of joint meetings stay what they were; names whose
    reasons are gone come before the next meeting by themselves.
    """
    require_register_work(actor)
    if len(reason.strip()) < _SHORTEST_REASON:
        raise Refusal(
            "no-reason",
            th="โปรดเขียนเหตุผลที่ถอนทะเบียนนี้ เช่น ส่งไฟล์ผิดเดือน",
            en="Write why this list is withdrawn, such as: the file of another month.",
        )
    with transaction.atomic():
        now = Register.objects.select_for_update(of=("self",)).get(pk=register.pk)
        if now.kind == RegisterKind.CIVIL:
            raise Refusal(
                "civil-stays",
                th="ทะเบียนราษฎรถอนทั้งชุดไม่ได้ เพราะมีคนและบ้านที่ตั้งต้นจากทะเบียนนี้แล้ว "
                "โปรดนำเข้าชุดที่ถูกต้อง ระบบจะเสนอส่วนที่ต่างให้ตรวจทีละรายการ",
                en="The civil register can't be withdrawn as a whole: people and houses began with it. Bring in the right "
                "edition; what differs is proposed one by one.",
            )
        if not Register.objects.filter(counts_now(), pk=now.pk).exists():
            raise Refusal(
                "not-newest",
                th="ถอนได้เฉพาะทะเบียนชุดล่าสุดที่ยังใช้อยู่ โปรดเปิดทะเบียนชุดล่าสุดของหน่วยงานนี้",
                en="Only the newest edition that still counts can be withdrawn; open that one.",
            )
        before = now.previous
        withdrawn = RegisterWithdrawal.objects.create(
            municipality_id=actor.municipality_id,
            register=now,
            before=before,
            reason=reason.strip()[:300],
            withdrawn_by_id=actor.user_id,
        )
        # One edition has one that follows it: the next one to come in follows the one before.
        now.previous = None
        now.save(update_fields=["previous"])
        named = RegisterRow.objects.filter(register__in=[now, before] if before else [now], person__isnull=False)
        settle_circumstances(actor, set(named.values_list("person_id", flat=True)))
        record(actor=actor, verb="register.withdrawn", subject=now, reason=withdrawn.reason)
    return withdrawn
