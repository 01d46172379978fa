"""Money follows: planned, in the ordinance, committed, paid; never more than the step before."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from decimal import Decimal

from huangyai.kernel import Money, Refusal, Words

NOTHING = Decimal(0)


class Stage(enum.StrEnum):
    """Where money stands on its way."""

    PLANNED = "planned"
    ORDINANCE = "ordinance"
    COMMITTED = "committed"
    PAID = "paid"


STAGES = tuple(Stage)
STAGE_WORDS = {
    Stage.PLANNED: Words(th="ตั้งไว้ในแผน", en="planned"),
    Stage.ORDINANCE: Words(th="อยู่ในเทศบัญญัติ", en="in the ordinance"),
    Stage.COMMITTED: Words(th="ก่อหนี้ผูกพัน", en="committed"),
    Stage.PAID: Words(th="จ่ายแล้ว", en="paid"),
}


def before(stage: Stage) -> Stage:
    """The stage that money comes from."""
    return STAGES[STAGES.index(stage) - 1]


def require_room(amounts: Mapping[Stage, Decimal], stage: Stage, baht: Decimal) -> None:
    """Refuse an amount that the stage before has not left."""
    if baht <= 0:
        raise Refusal("amount-not-positive", th="จำนวนเงินต้องมากกว่าศูนย์", en="The amount must be more than zero.")
    left = left_before(amounts, stage)
    if baht > left:
        earlier = STAGE_WORDS[before(stage)]
        raise Refusal(
            "more-than-step-before",
            th=f"เงินที่{earlier.th}เหลือ {Money.baht(left)} บาท จึงบันทึก {Money.baht(baht)} บาทไม่ได้ "
            "โปรดตรวจจำนวนเงิน หรือบันทึกขั้นก่อนหน้าให้ครบก่อน",
            en=f"Of the money {earlier.en} {Money.baht(left)} baht are left, so {Money.baht(baht)} can't be written down; "
            "check the amount, or write down the step before first.",
        )


def left_before(amounts: Mapping[Stage, Decimal], stage: Stage) -> Decimal:
    """What the stage before has and this one has not taken yet."""
    return amounts.get(before(stage), NOTHING) - amounts.get(stage, NOTHING)


def require_descending(amounts: Mapping[Stage, Decimal]) -> None:
    """Refuse a correction after which a step would be larger than the one before it."""
    for stage in STAGES[1:]:
        if left_before(amounts, stage) < 0:
            raise Refusal(
                "correction-breaks-steps",
                th=f"แก้แล้วเงินที่{STAGE_WORDS[stage].th}จะมากกว่าเงินที่{STAGE_WORDS[before(stage)].th} โปรดแก้อีกขั้นก่อน",
                en=f"After that the money {STAGE_WORDS[stage].en} would be more than the money "
                f"{STAGE_WORDS[before(stage)].en}; correct the other step first.",
            )
