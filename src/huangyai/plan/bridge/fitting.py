"""Which sources fit a project in a year, and every reason why the others don't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from huangyai.engines import portfolio
from huangyai.kernel import Money, Words
from huangyai.plan.bridge.asking import Offer, YearToGive, problem_of
from huangyai.plan.models import FundingSource, YearMoney
from huangyai.plan.rules.funding import Need


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a source fits a project: no reason against it, or each of them; how much it could give at most, and how
    much others would have to bring."""

    source: FundingSource
    against: tuple[Words, ...]
    most: Decimal
    others: Decimal

    @property
    def fits(self) -> bool:
        """Nothing speaks against it."""
        return not self.against


def fits_of(row: YearMoney, offers: Sequence[Offer], need: Need) -> list[Fit]:
    """Each source as it stands towards one project's money of a year, those that fit first."""
    asked = YearToGive(row.year, [row], offers, needs={row.project_id: need})
    problem = problem_of(asked)
    project = problem.projects[0]
    project = portfolio.Project(id=project.id, cost=project.cost, need=project.need)
    year = str(row.year)
    found = []
    for offer, source in zip(offers, problem.sources, strict=True):
        # A share that others must bring is no reason against a source here: they can be found.
        whole = replace(source, share=Fraction(1))
        against = [*offer.against, *portfolio.reasons_against(problem, project, whole, year)]
        cost = project.cost[year]
        limit = Fraction(portfolio.most_of(project, whole, year).satang)
        gives = Money(int(min(cost.satang * source.share, limit)))
        others = Money(0) if source.share == 1 else cost - gives
        found.append(Fit(offer.source, tuple(against), gives.in_baht, others.in_baht))
    return sorted(found, key=lambda fit: (bool(fit.against), fit.source.name))
