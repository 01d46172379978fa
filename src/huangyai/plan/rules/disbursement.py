"""Which papers of a payment an auditor will miss."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from huangyai.kernel import BuddhistDate, Money, Words


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A session of the project: its day, how many came, and what it is known to have cost."""

    day: dt.date
    name: str
    came: int
    baht: Decimal


@dataclass(frozen=True, slots=True)
class Voucher:
    """One paper behind a payment: of which kind, for how much, whether its file is there."""

    kind: str
    baht: Decimal | None
    day: dt.date
    number: str
    has_file: bool


@dataclass(frozen=True, slots=True)
class PaidSum:
    """A payment with its papers."""

    baht: Decimal
    day: dt.date
    number: str
    has_file: bool
    vouchers: tuple[Voucher, ...]


# Papers that say what was bought or paid; the others prove that it happened.
FOR_MONEY = frozenset({"receipt", "speaker_fee"})
ATTENDANCE, PHOTOS = "attendance", "photos"
_KIND = {
    "receipt": Words(th="ใบเสร็จ", en="receipt"),
    "speaker_fee": Words(th="ใบสำคัญค่าวิทยากร", en="speaker's fee"),
    ATTENDANCE: Words(th="บัญชีลงชื่อ", en="attendance sheet"),
    PHOTOS: Words(th="ภาพถ่าย", en="photos"),
    "other": Words(th="หลักฐานอื่น", en="other paper"),
}


def missing_papers(payments: Sequence[PaidSum], sessions: Sequence[HeldSession], *, approved: bool) -> list[Words]:
    """Everything that is not there yet, each in one sentence; nothing means the papers are complete."""
    missing = []
    if not approved:
        missing.append(Words(th="ยังไม่มีการอนุมัติที่ลงนามครบ", en="no fully signed approval"))
    for payment in payments:
        missing += _missing_of_payment(payment)
    paid = sum((payment.baht for payment in payments), Decimal(0))
    cost = sum((session.baht for session in sessions), Decimal(0))
    if cost > paid:
        rest = Money.baht(cost - paid)
        missing.append(
            Words(
                th=f"กิจกรรมบันทึกค่าใช้จ่ายไว้มากกว่าเงินที่จ่ายพร้อมเอกสาร {rest} บาท",
                en=f"the sessions are written down with {rest} baht more than was paid with documents",
            )
        )
    vouchers = [voucher for payment in payments for voucher in payment.vouchers]
    signed_days = {voucher.day for voucher in vouchers if voucher.kind == ATTENDANCE}
    for session in sessions:
        if session.came and session.day not in signed_days:
            day = BuddhistDate(session.day)
            missing.append(
                Words(
                    th=f"วันที่ {day.short()} {session.name}: มาร่วม {session.came:,} คน แต่ไม่มีบัญชีลงชื่อที่ลงลายมือชื่อ",
                    en=f"{day.short('en')}, {session.name}: {session.came:,} came, no signed attendance sheet",
                )
            )
    if payments and sessions and not any(voucher.kind == PHOTOS for voucher in vouchers):
        missing.append(Words(th="ไม่มีภาพถ่ายกิจกรรม", en="no photos of the activity"))
    return missing


def _missing_of_payment(payment: PaidSum) -> list[Words]:
    day, paid = BuddhistDate(payment.day), Money.baht(payment.baht)
    at = Words(th=f"จ่าย {paid} บาท วันที่ {day.short()}", en=f"{paid} baht paid on {day.short('en')}")
    missing = []
    if not payment.number:
        missing.append(Words(th=f"{at.th}: ไม่มีเลขที่เอกสาร", en=f"{at.en}: no document number"))
    if not payment.has_file:
        missing.append(Words(th=f"{at.th}: ไม่มีไฟล์ฎีกาหรือใบเบิก", en=f"{at.en}: no file of the payment order"))
    proved = sum((voucher.baht or Decimal(0) for voucher in payment.vouchers if voucher.kind in FOR_MONEY), Decimal(0))
    if proved < payment.baht:
        rest = Money.baht(payment.baht - proved)
        missing.append(
            Words(
                th=f"{at.th}: ขาดใบเสร็จหรือใบสำคัญอีก {rest} บาท", en=f"{at.en}: {rest} baht without a receipt or voucher"
            )
        )
    for voucher in payment.vouchers:
        if not voucher.has_file:
            kind = _KIND.get(voucher.kind, _KIND["other"])
            number = f" {voucher.number}" if voucher.number else ""
            missing.append(
                Words(th=f"{at.th}: ไม่มีไฟล์{kind.th}{number}", en=f"{at.en}: no file of the {kind.en}{number}")
            )
    return missing
