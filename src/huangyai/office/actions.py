from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import models, transaction
from django.utils import timezone

from huangyai.accounts.models import User
from huangyai.kernel import Actor, NotAllowed, Refusal
from huangyai.ledger.actions import record
from huangyai.office.access import may_withdraw_paper, require_appointing, require_paper_work
from huangyai.office.models import (
    Correction,
    DocumentNumber,
    KeptFile,
    NumberRegister,
    Paper,
    PaperSignature,
    PaperWithdrawal,
    Position,
    Tenure,
    TenureEnd,
    Unit,
)
from huangyai.office.queries import FILE_PURPOSE, block_of, paper_fingerprint, positions_signed_for, standing_for
from huangyai.office.rules import (
    Term,
    Way,
    number_year,
    require_correction,
    require_free,
    require_term,
    require_withdrawal_reason,
)
from huangyai.office.rules.kept_file import digest_of, require_paper_or_photo
from huangyai.vault.sealing import seal_bytes

PARTS_OF_PAPER = ("subject", "addressee", "reference", "enclosures", "body")


def found_unit(*, actor: Actor, name: str, letter_prefix: str, address: str = "", telephone: str = "") -> Unit:
    """A unit (กอง) of the town hall begins, with the prefix of its letters."""
    require_appointing(actor)
    if Unit.objects.filter(name=name).exists():
        raise Refusal(
            "unit-exists", th=f"มี{name}อยู่แล้ว โปรดใช้หน่วยงานเดิม", en=f"There is a unit “{name}” already; use that one."
        )
    with transaction.atomic():
        unit = Unit.objects.create(
            municipality_id=actor.municipality_id,
            name=name,
            letter_prefix=letter_prefix,
            address=address,
            telephone=telephone,
        )
        record(actor=actor, verb="unit.founded", subject=unit)
    return unit


def create_position(*, actor: Actor, name: str, rank: int, unit: Unit | None = None) -> Position:
    """A position begins; rank 1 is the highest."""
    require_appointing(actor)
    if Position.objects.filter(name=name).exists():
        raise Refusal(
            "position-exists",
            th=f"มีตำแหน่ง{name}อยู่แล้ว โปรดใช้ตำแหน่งเดิม",
            en=f"There is a position “{name}” already; use that one.",
        )
    with transaction.atomic():
        position = Position.objects.create(municipality_id=actor.municipality_id, name=name, rank=rank, unit=unit)
        record(actor=actor, verb="position.created", subject=position, rank=rank)
    return position


@dataclass(frozen=True, slots=True)
class Order:
    """คำสั่ง: the written order behind an appointment."""

    number: str
    dated: dt.date


def appoint(
    *,
    actor: Actor,
    position: Position,
    user: User,
    kind: str,
    term: Term,
    order: Order,
    name: str = "",
    up_to_baht: Decimal | None = None,
) -> Tenure:
    """Write down from an order that somebody holds a position, acts in it, or signs by delegation.

    A position has one holder on any day; several may act or sign by delegation.
    """
    require_appointing(actor, user.pk)
    require_term(term)
    with transaction.atomic():
        # Held until the row is written, so that two people can't fill one position at once.
        Position.objects.select_for_update().get(pk=position.pk)
        if kind == Way.HOLDS:
            held = Tenure.objects.filter(position=position, kind=Way.HOLDS.value).select_related("ending")
            require_free(term, [term_of(each) for each in held])
        tenure = Tenure.objects.create(
            municipality_id=actor.municipality_id,
            position=position,
            user=user,
            kind=Way(kind).value,
            name=name or user.display_name,
            first_day=term.first,
            last_day=term.last,
            order_number=order.number,
            ordered_on=order.dated,
            up_to_baht=up_to_baht,
        )
        record(actor=actor, verb="tenure.begun", subject=tenure, position=position.pk, account=user.pk, kind=kind)
    return tenure


def term_of(tenure: Tenure) -> Term:
    """From when to when a tenure runs, its ending counted."""
    return Term(tenure.first_day, tenure.ending.last_day if hasattr(tenure, "ending") else tenure.last_day)


def end_tenure(*, actor: Actor, tenure: Tenure, last_day: dt.date, order_number: str) -> TenureEnd:
    """Write down the last day on which somebody held, acted or signed; what they signed stays theirs."""
    require_appointing(actor)
    if TenureEnd.objects.filter(tenure=tenure).exists():
        raise Refusal(
            "tenure-ended",
            th="บันทึกวันสิ้นสุดของรายการนี้ไว้แล้ว",
            en="The last day of this one is written down already.",
        )
    require_term(Term(tenure.first_day, last_day))
    with transaction.atomic():
        ending = TenureEnd.objects.create(
            municipality_id=actor.municipality_id,
            tenure=tenure,
            last_day=last_day,
            order_number=order_number,
            written_by_id=actor.user_id,
        )
        record(actor=actor, verb="tenure.ended", subject=tenure, last_day=last_day)
    return ending


def issue_number(*, actor: Actor, unit: Unit, subject: str, day: dt.date | None = None) -> DocumentNumber:
    """Give a paper the next number of the unit's register of this Buddhist calendar year.

    Two processes that ask at the same moment get two numbers that follow one another; if the paper's own work fails,
    its number is given to the next.
    """
    require_paper_work(actor)
    day = day or timezone.localdate()
    with transaction.atomic():
        register, _ = NumberRegister.objects.select_for_update().get_or_create(
            municipality_id=actor.municipality_id, unit=unit, be_year=number_year(day)
        )
        register.last += 1
        register.save(update_fields=["last"])
        number = DocumentNumber.objects.create(
            municipality_id=actor.municipality_id,
            unit=unit,
            be_year=register.be_year,
            running=register.last,
            prefix=unit.letter_prefix,
            subject=subject[:500],
            issued_on=day,
        )
        record(actor=actor, verb="number.issued", subject=number, running=register.last, year=register.be_year)
    return number


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What stands on a letter or memo."""

    kind: str
    subject: str
    addressee: str
    body: str
    reference: str = ""
    enclosures: str = ""


def write_paper(*, actor: Actor, unit: Unit, position: Position, facts: PaperFacts) -> Paper:
    """Write a letter or memo for somebody in a position to sign; it has no number yet."""
    require_paper_work(actor)
    with transaction.atomic():
        paper = Paper.objects.create(
            municipality_id=actor.municipality_id,
            unit=unit,
            position=position,
            kind=Paper.Kind(facts.kind).value,
            subject=facts.subject,
            addressee=facts.addressee,
            reference=facts.reference,
            enclosures=facts.enclosures,
            body=facts.body,
            written_by_id=actor.user_id,
        )
        record(actor=actor, verb="paper.written", subject=paper, kind_of_paper=facts.kind)
    return paper


def sign_paper(*, actor: Actor, paper: Paper, day: dt.date | None = None) -> PaperSignature:
    """Sign a letter or memo: it gets its number, its date and the block of whoever signs, and stays as it is."""
    require_paper_work(actor)
    day = day or timezone.localdate()
    with transaction.atomic():
        paper = Paper.objects.select_for_update(of=("self",)).select_related("unit", "position").get(pk=paper.pk)
        _require_open(paper)
        tenure = standing_for(actor.user_id, paper.position, day)
        if tenure is None:
            raise not_their_position(paper.position)
        number = issue_number(actor=actor, unit=paper.unit, subject=paper.subject, day=day)
        signature = PaperSignature.objects.create(
            municipality_id=actor.municipality_id,
            paper=paper,
            number=number,
            tenure=tenure,
            block=list(block_of(tenure, day)),
            digest=paper_fingerprint(paper, number, day),
            signed_on=day,
        )
        record(actor=actor, verb="paper.signed", subject=paper, number=number.pk, digest=signature.digest)
    return signature


def withdraw_paper(*, actor: Actor, paper: Paper, reason: str, day: dt.date | None = None) -> PaperWithdrawal:
    """Take a paper back that nobody has signed, with the reason; it stays readable, and nobody signs it any more."""
    require_paper_work(actor)
    if not may_withdraw_paper(actor, paper):
        raise NotAllowed
    require_withdrawal_reason(reason)
    with transaction.atomic():
        paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
        _require_open(paper)
        withdrawal = PaperWithdrawal.objects.create(
            municipality_id=actor.municipality_id,
            paper=paper,
            reason=reason.strip(),
            withdrawn_by_id=actor.user_id,
            withdrawn_on=day or timezone.localdate(),
        )
        record(actor=actor, verb="paper.withdrawn", subject=paper)
    return withdrawal


def _require_open(paper: Paper) -> None:
    if PaperSignature.objects.filter(paper=paper).exists():
        raise Refusal(
            "paper-signed",
            th="หนังสือฉบับนี้ลงนามแล้ว หากมีที่ผิด โปรดบันทึกการแก้ไข ของเดิมจะยังอ่านได้",
            en="This paper is signed already; if something is wrong, write a correction, and the old stays readable.",
        )
    if PaperWithdrawal.objects.filter(paper=paper).exists():
        raise Refusal(
            "paper-withdrawn",
            th="หนังสือฉบับนี้ถอนไปแล้ว หากยังต้องใช้ โปรดเขียนฉบับใหม่",
            en="This paper was taken back; if it is still needed, write a new one.",
        )


def not_their_position(position: Position) -> Refusal:
    """How somebody is told that they don't stand for a position."""
    return Refusal(
        "not-in-position",
        th=f"ผู้ลงนามต้องเป็น{position.name} ผู้รักษาการ หรือผู้ได้รับมอบหมายให้ลงนามแทนในวันนี้",
        en=f"Only {position.name}, whoever acts in that position, or whoever signs by delegation today may sign.",
    )


def correct_paper(*, actor: Actor, paper: Paper, part: str, right: str, reason: str) -> Correction:
    """Put right a mistake in a signed paper: the old text stays on it, the right one is written beside it."""
    require_paper_work(actor)
    if part not in PARTS_OF_PAPER:
        raise NotAllowed
    if not PaperSignature.objects.filter(paper=paper).exists():
        raise Refusal(
            "paper-not-signed",
            th="หนังสือฉบับนี้ยังไม่ลงนาม จึงยังไม่ต้องบันทึกการแก้ไข โปรดเขียนใหม่ให้ถูกก่อนลงนาม",
            en="This paper is not signed yet, so nothing needs correcting; write it anew before it is signed.",
        )
    if (
        paper.position_id not in positions_signed_for(actor, timezone.localdate())
        and paper.written_by_id != actor.user_id
        and not actor.system
    ):
        raise NotAllowed
    return write_correction(actor=actor, subject=paper, part=part, wrong=_now(paper, part), right=right, reason=reason)


def _now(subject: models.Model, part: str) -> str:
    before = Correction.objects.filter(subject_id=subject.pk, part=part).order_by("-made_at", "-pk").first()
    return before.right if before else str(getattr(subject, part))


def write_correction(
    *, actor: Actor, subject: models.Model, part: str, wrong: str, right: str, reason: str
) -> Correction:
    """Write down beside something signed what is wrong in it and what is right. The room that owns it has decided who may."""
    require_correction(wrong, right, reason)
    with transaction.atomic():
        correction = Correction.objects.create(
            municipality_id=actor.municipality_id,
            subject_kind=subject._meta.label_lower,
            subject_id=subject.pk,
            part=part,
            wrong=wrong,
            right=right,
            reason=reason.strip(),
            corrected_by_id=actor.user_id,
        )
        record(actor=actor, verb="signed.corrected", subject=subject, correction=correction.pk, part=part)
    return correction


def keep_file(*, actor: Actor, name: str, content: bytes) -> KeptFile:
    """Seal a scanned paper or photo (PDF, JPEG, PNG); the room that asks has decided who may."""
    content_type = require_paper_or_photo(content)
    with transaction.atomic():
        kept = KeptFile.objects.create(
            municipality_id=actor.municipality_id,
            name=name[-200:],
            content_type=content_type,
            size=len(content),
            digest=digest_of(content),
            content_sealed=seal_bytes(actor.municipality_id, content, purpose=FILE_PURPOSE),
        )
        record(actor=actor, verb="file.kept", subject=kept, size=kept.size, digest=kept.digest)
    return kept
