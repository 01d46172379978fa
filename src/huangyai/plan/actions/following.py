"""A project's money goes a step further, each with its document; mistakes are corrected beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, Money, NotAllowed, Refusal
from huangyai.ledger.actions import record, record_look
from huangyai.office.actions import keep_file, write_correction
from huangyai.office.models import Correction
from huangyai.office.queries import corrections_of
from huangyai.plan.access import require_money_reading, require_plan_work
from huangyai.plan.documents import disbursement_pdf
from huangyai.plan.models import MoneyStep, PaymentPaper, Project
from huangyai.plan.queries.approval import approved_baht
from huangyai.plan.queries.following import PAYEE_PURPOSE, amounts, step_line
from huangyai.plan.rules.following import Stage, require_descending, require_room
from huangyai.vault.sealing import seal

PARTS_OF_STEP = ("baht", "day", "document_number")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The document of a step or payment: its number, its day, and the scan if there is one (name and content)."""

    number: str
    day: dt.date
    file: tuple[str, bytes] | None = None


def take_step(
    *, actor: Actor, project: Project, year: int, stage: Stage, baht: Decimal, evidence: Evidence
) -> MoneyStep:
    """Write down that an amount went into the ordinance, was committed, or was paid; never more than the step before.

    Money is committed only as far as requests for it are fully signed.
    """
    require_plan_work(actor)
    if stage not in MoneyStep.Kind.values:
        raise NotAllowed
    _require_past(evidence.day)
    with transaction.atomic():
        _hold(project)
        so_far = amounts(project, year)
        require_room(so_far, stage, baht)
        if stage is Stage.COMMITTED:
            _require_signed(approved_baht(project, year) - so_far[stage], baht)
        step = MoneyStep.objects.create(
            municipality_id=actor.municipality_id,
            project=project,
            year=year,
            stage=stage.value,
            baht=baht,
            day=evidence.day,
            document_number=evidence.number,
            document=keep_file(actor=actor, name=evidence.file[0], content=evidence.file[1]) if evidence.file else None,
            written_by_id=actor.user_id,
        )
        record(actor=actor, verb=f"money.{stage.value}", subject=step, project=project.pk, year=year, baht=baht)
    return step


def _hold(project: Project) -> None:
    # Held until the row is written, so that two people can't move the same money.
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)


def _require_past(day: dt.date) -> None:
    if day > timezone.localdate():
        raise Refusal(
            "day-still-to-come",
            th="วันที่ในเอกสารยังมาไม่ถึง โปรดบันทึกเมื่อถึงวันนั้นแล้ว",
            en="That day is still to come; write it down when it has come.",
        )


def _require_signed(signed: Decimal, baht: Decimal) -> None:
    if baht > signed:
        raise Refusal(
            "not-approved",
            th=f"เงินที่ลงนามอนุมัติครบแล้วเหลือ {Money.baht(signed)} บาท จึงก่อหนี้ผูกพัน {Money.baht(baht)} บาทไม่ได้ "
            "โปรดขออนุมัติให้ลงนามครบก่อน",
            en=f"{Money.baht(signed)} baht are approved with all signatures, so {Money.baht(baht)} can't be committed; "
            "have the request signed by everybody first.",
        )


def correct_step(*, actor: Actor, step: MoneyStep, part: str, right: str, reason: str) -> Correction:
    """Put right the amount (baht), the day (as 2026-11-22) or the document number of a step; the old stays readable."""
    require_plan_work(actor)
    if part not in PARTS_OF_STEP:
        raise NotAllowed
    with transaction.atomic():
        _hold(step.project)
        now = step_line(step, tuple(corrections_of([step])[step.pk]))
        wrong = {"baht": f"{now.baht:.2f}", "day": now.day.isoformat(), "document_number": now.number}[part]
        if part == "baht":
            baht = Decimal(right)
            right = f"{baht:.2f}"
            so_far = amounts(step.project, step.year)
            stage = Stage(step.stage)
            if baht <= 0:
                require_room(so_far, stage, baht)
            so_far[stage] += baht - now.baht
            require_descending(so_far)
            if stage is Stage.COMMITTED:
                _require_signed(approved_baht(step.project, step.year), so_far[stage])
        elif part == "day":
            _require_past(dt.date.fromisoformat(right))
        return write_correction(actor=actor, subject=step, part=part, wrong=wrong, right=right, reason=reason)


def add_payment_paper(
    *,
    actor: Actor,
    step: MoneyStep,
    kind: str,
    what: str,
    evidence: Evidence,
    baht: Decimal | None = None,
    payee: str = "",
) -> PaymentPaper:
    """Put a receipt, a speaker's fee, an attendance sheet or photos to a payment; to whom it was paid is sealed."""
    require_plan_work(actor)
    if step.stage != Stage.PAID:
        raise Refusal(
            "papers-of-payments",
            th="หลักฐานแนบได้เฉพาะรายการที่จ่ายเงินแล้ว",
            en="Papers like these belong to a payment.",
        )
    _require_past(evidence.day)
    with transaction.atomic():
        paper = PaymentPaper.objects.create(
            municipality_id=actor.municipality_id,
            step=step,
            kind=PaymentPaper.Kind(kind).value,
            what=what,
            baht=baht,
            day=evidence.day,
            number=evidence.number,
            payee_sealed=seal(actor.municipality_id, payee, purpose=PAYEE_PURPOSE) if payee else b"",
            document=keep_file(actor=actor, name=evidence.file[0], content=evidence.file[1]) if evidence.file else None,
            written_by_id=actor.user_id,
        )
        record(actor=actor, verb="payment-paper.added", subject=paper, step=step.pk, kind_of_paper=kind, baht=baht)
    return paper


def open_disbursement_papers(*, actor: Actor, project: Project) -> bytes:
    """Everything behind a project's spending as one PDF for the auditor; payees' names stand in it, so it is written down."""
    require_money_reading(actor)
    with transaction.atomic():
        record_look(actor=actor, subject=project, reason="disbursement-papers")
    return disbursement_pdf(actor, project)
