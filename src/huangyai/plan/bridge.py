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
    reason: str


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
    return [_allotment(row, granted.get(str(row.project_id)), answer.reasons.get(str(row.project_id))) for row in money]


def _allotment(row: YearMoney, grant: portfolio.Grant | None, reason: Words | None) -> Allotment:
    return Allotment(
        money_id=row.pk,
        source_id=uuid.UUID(grant.source) if grant else None,
        baht=grant.money.in_baht if grant else Decimal(0),
        reason=(reason.th if reason else "")[:400],
    )
