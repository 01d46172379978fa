"""Chains, steps and missing papers, as pure decisions."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import Refusal
from huangyai.plan.rules.approval import Asking, Rung, chain_for, is_approved, next_rung, require_turn
from huangyai.plan.rules.disbursement import HeldSession, PaidSum, Voucher, missing_papers
from huangyai.plan.rules.following import STAGES, Stage, require_descending, require_room

DAY = dt.date(2026, 11, 3)
BAHT = st.integers(0, 500_000)
MAYOR = Rung(uuid.uuid4(), "นายกเทศมนตรี", 1, Decimal(30_000))
CLERK = Rung(uuid.uuid4(), "ปลัดเทศบาล", 2, Decimal(0))


@given(st.lists(st.tuples(st.integers(1, 9), BAHT), min_size=1, max_size=5), BAHT, BAHT)
def test_a_higher_amount_never_needs_fewer_signatures(positions: list[tuple[int, int]], one: int, other: int) -> None:
    rungs = [Rung(uuid.UUID(int=at), "ตำแหน่ง", rank, Decimal(over)) for at, (rank, over) in enumerate(positions)]
    low, high = sorted((Decimal(one), Decimal(other)))
    assert set(chain_for(rungs, low)) <= set(chain_for(rungs, high))


def test_the_chain_goes_from_the_lowest_position_to_the_highest() -> None:
    assert chain_for([MAYOR, CLERK], Decimal(30_000)) == (CLERK,)
    assert chain_for([MAYOR, CLERK], Decimal("30000.01")) == (CLERK, MAYOR)


def test_nobody_signs_their_own_nobody_twice_and_nobody_after_it_ended() -> None:
    chain = (CLERK, MAYOR)
    asker, clerk, mayor = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    assert require_turn(chain, Asking(asker), clerk) is CLERK
    assert require_turn(chain, Asking(asker, (clerk,)), mayor) is MAYOR
    for asking, who, code in (
        (Asking(asker), asker, "own-request"),
        (Asking(asker, (clerk,)), clerk, "signed-twice"),
        (Asking(asker, (clerk, mayor)), uuid.uuid4(), "request-ended"),
        (Asking(asker, (), sent_back=True), clerk, "request-ended"),
    ):
        with pytest.raises(Refusal, match=code):
            require_turn(chain, asking, who)


def test_approved_is_when_all_have_signed_and_nobody_sent_it_back() -> None:
    chain = (CLERK, MAYOR)
    clerk, mayor = uuid.uuid4(), uuid.uuid4()
    assert next_rung(chain, Asking(None, (clerk,))) is MAYOR
    assert not is_approved(chain, Asking(None, (clerk,)))
    assert is_approved(chain, Asking(None, (clerk, mayor)))
    assert not is_approved((), Asking(None))


@given(st.lists(st.tuples(st.sampled_from(STAGES[1:]), st.integers(-5, 80).map(Decimal)), max_size=30))
def test_whatever_is_tried_no_step_is_ever_more_than_the_one_before(tries: list[tuple[Stage, Decimal]]) -> None:
    amounts = dict.fromkeys(STAGES, Decimal(0)) | {Stage.PLANNED: Decimal(100)}
    for stage, baht in tries:
        try:
            require_room(amounts, stage, baht)
        except Refusal:
            continue
        amounts[stage] += baht
    require_descending(amounts)
    assert amounts[Stage.PLANNED] >= amounts[Stage.ORDINANCE] >= amounts[Stage.COMMITTED] >= amounts[Stage.PAID] >= 0


def test_what_an_auditor_will_miss_is_named_one_by_one() -> None:
    session = HeldSession(DAY, "อบรม", 32, Decimal(6_500))
    (dear,) = [words.en for words in missing_papers([], [HeldSession(DAY, "อบรม", 0, Decimal(900))], approved=True)]
    assert "900 baht more" in dear
    receipt = Voucher("receipt", Decimal(4_000), DAY, "ร.12/2570", has_file=False)
    bare = PaidSum(Decimal(6_500), DAY, "", has_file=False, vouchers=(receipt,))
    said = " / ".join(words.en for words in missing_papers([bare], [session], approved=False))
    for part in (
        "no fully signed approval",
        "no document number",
        "2,500 baht without",
        "no file of the receipt",
        "no signed attendance",
        "no photos",
    ):
        assert part in said
    whole = PaidSum(
        Decimal(6_500),
        DAY,
        "ฎ.1/2570",
        has_file=True,
        vouchers=(
            Voucher("receipt", Decimal(5_000), DAY, "1", has_file=True),
            Voucher("speaker_fee", Decimal(1_500), DAY, "2", has_file=True),
            Voucher("attendance", None, DAY, "", has_file=True),
            Voucher("photos", None, DAY, "", has_file=True),
        ),
    )
    assert missing_papers([whole], [session], approved=True) == []
