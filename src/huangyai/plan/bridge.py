"""Projects and money sources as the allocation engine reads them, and who gets what back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from huangyai.engines import portfolio
from huangyai.kernel import Money, Words
from huangyai.plan.models import FundingSource, YearMoney


@dataclass(frozen=True, slots=True)
class Allotment:
    """A project's money of one year has found its source."""

    money_id: uuid.UUID
    source_id: uuid.UUID | None
    baht: Decimal
    reason: Words


def allocate(
    money: Sequence[YearMoney],
    ceilings: Mapping[FundingSource, Decimal],
    voices: Mapping[uuid.UUID, int],
    *,
    seconds: float,
) -> list[Allotment]:
    """Give one year's money out so that as many voices as possible are answered under the sources' ceilings."""
    year = str(money[0].year)
    problem = portfolio.AllocationProblem(
        years=(year,),
        projects=tuple(
            portfolio.Project(
                id=str(row.project_id),
                cost={year: Money.baht(row.baht)},
                need={"everyone": Fraction(max(1, voices.get(row.project_id, 1)))},
            )
            for row in money
        ),
        sources=tuple(
            portfolio.Source(id=str(source.pk), ceiling={year: Money.baht(ceiling)})
            for source, ceiling in ceilings.items()
        ),
    )
    answer = portfolio.allocate(problem, seconds=seconds, seed=1)
    granted = {grant.project: grant for grant in answer.chosen}
    names = {str(source.pk): source.name for source in ceilings} | {
        str(row.project_id): row.project.name for row in money
    }
    return [
        _left_out(row, answer.reasons.get(str(row.project_id)), names)
        if grant is None
        else _given(row, grant, names, voices.get(row.project_id, 0))
        for row in money
        for grant in [granted.get(str(row.project_id))]
    ]


def _given(row: YearMoney, grant: portfolio.Grant, names: Mapping[str, str], voices: int) -> Allotment:
    source = names[grant.source]
    th = f"ตอบเรื่องที่ประชาชนพูด {voices:,} เสียง" if voices else "ยังมีวงเงินเหลือ แม้ยังไม่มีเสียงจากประชาคม"
    en = (
        f"it answers what {voices:,} {'voice' if voices == 1 else 'voices'} said"
        if voices
        else "there was money left, though no voice of an assembly asks for it"
    )
    reason = Words(th=f"ได้ {grant.money} บาท จาก{source} เพราะ{th}", en=f"Gets {grant.money} baht from {source}: {en}.")
    return Allotment(row.pk, uuid.UUID(grant.source), grant.money.in_baht, reason)


def _left_out(row: YearMoney, reason: Words | None, names: Mapping[str, str]) -> Allotment:
    """The engine's own reason, with names where it knows only ids."""
    told = reason or Words(th="ไม่มีแหล่งงบใดให้ได้ในปีนี้", en="No source can give it money this year.")
    for key, name in names.items():
        told = Words(th=told.th.replace(key, name), en=told.en.replace(key, name))
    return Allotment(row.pk, None, Decimal(0), told)
