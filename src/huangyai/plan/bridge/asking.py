"""One year's money as the allocation engine reads it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from huangyai.engines import portfolio
from huangyai.kernel import Money, Words
from huangyai.plan.models import FundingSource, MoneyRuling, YearMoney
from huangyai.plan.rules.funding import GROUPS, Need, SourceTerms

EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a source can give in a year: its ceiling in baht, the terms that hold, and why it can't be asked, if so."""

    source: FundingSource
    ceiling: Decimal
    terms: SourceTerms | None = None
    against: tuple[Words, ...] = ()

    @property
    def limit(self) -> Decimal:
        """The ceiling, or the source's own limit for a year where that is lower."""
        most = self.terms.most_per_year if self.terms else None
        return self.ceiling if most is None else min(self.ceiling, most)


@dataclass(frozen=True, slots=True)
class YearToGive:
    """Everything that is known before one year's money is given out.

    `voted` says by project what an assembly voted for; `floors` the least need by group or village id; `settled` what
    was given out before and has gone further since: it keeps its money.
    """

    year: int
    money: Sequence[YearMoney]
    offers: Sequence[Offer]
    needs: Mapping[uuid.UUID, Need] = field(default_factory=dict)
    voted: Mapping[uuid.UUID, Words] = field(default_factory=dict)
    rulings: Sequence[MoneyRuling] = ()
    settled: Sequence[YearMoney] = ()
    group_floors: Mapping[str, int] = field(default_factory=dict)
    village_floors: Mapping[str, int] = field(default_factory=dict)
    village_names: Mapping[str, Words] = field(default_factory=dict)

    def ruling(self, row: YearMoney, kind: str) -> MoneyRuling | None:
        """The person's word of this kind on the row's project."""
        found = (one for one in self.rulings if one.project_id == row.project_id and one.kind == kind)
        return next(found, None)

    def need(self, row: YearMoney) -> Need:
        """The need that the row's project meets."""
        return self.needs.get(row.project_id, Need())

    def known_need(self, project_id: uuid.UUID) -> int:
        """People on confirmed lists and voices together; 0 for what nobody asked for yet."""
        return sum(self.needs.get(project_id, Need()).groups.values())

    def fixed(self) -> list[YearMoney]:
        """What is not worked out: settled before, or overruled to an amount."""
        overruled = [row for row in self.money if self.overruled(row)]
        return [*self.settled, *overruled]

    def overruled(self, row: YearMoney) -> Decimal:
        """The amount that a person set, 0 where nobody did."""
        ruling = self.ruling(row, MoneyRuling.Kind.OVERRULE)
        return (ruling.baht if ruling else None) or Decimal(0)

    def taken(self) -> dict[uuid.UUID, Decimal]:
        """What of each source is given already, by what is settled and by rulings."""
        found: dict[uuid.UUID, Decimal] = {}
        for row in self.settled:
            for part in row.parts.all():
                found[part.source_id] = found.get(part.source_id, Decimal(0)) + part.baht
        for row in self.money:
            ruling = self.ruling(row, MoneyRuling.Kind.OVERRULE)
            if ruling and ruling.source_id and ruling.baht:
                found[ruling.source_id] = found.get(ruling.source_id, Decimal(0)) + ruling.baht
        return found


def problem_of(asked: YearToGive) -> portfolio.AllocationProblem:
    """The engine's problem: what is overruled is taken out beforehand, with its money and the need that it meets."""
    year = str(asked.year)
    rest = [row for row in asked.money if asked.ruling(row, MoneyRuling.Kind.OVERRULE) is None]
    fixed, taken = asked.fixed(), asked.taken()
    pins, bans = _pins(asked, rest), _bans(asked, rest)
    return portfolio.AllocationProblem(
        years=(year,),
        projects=tuple(_project(asked, row, year) for row in rest),
        sources=tuple(
            _source(offer, year, max(Decimal(0), offer.limit - taken.get(offer.source.pk, Decimal(0))))
            for offer in asked.offers
        ),
        group_floors=_left(asked.group_floors, [asked.need(row).groups for row in fixed]),
        village_floors=_left(asked.village_floors, [asked.need(row).villages for row in fixed]),
        pins=pins,
        bans=bans,
        names=names_of(asked),
    )


def names_of(asked: YearToGive) -> dict[str, Words]:
    """What people call everything that the engine knows by its id."""
    called = {str(offer.source.pk): Words.of(offer.source.name) for offer in asked.offers}
    called |= {str(row.project_id): Words.of(row.project.name) for row in asked.money}
    return called | dict(GROUPS) | dict(asked.village_names)


def _project(asked: YearToGive, row: YearMoney, year: str) -> portfolio.Project:
    need = asked.need(row)
    groups = {group: Fraction(number) for group, number in need.groups.items() if number}
    open_to = [offer for offer in asked.offers if not offer.against]
    return portfolio.Project(
        id=str(row.project_id),
        cost={year: Money.baht(row.baht)},
        # A project that nobody asked for yet still is worth more than money left over.
        need=groups or {EVERYONE: Fraction(1)},
        villages={village: Fraction(number) for village, number in need.villages.items() if number},
        sources=frozenset(str(offer.source.pk) for offer in open_to),
        split=any(offer.terms is not None and offer.terms.own_share > 0 for offer in open_to),
    )


def _source(offer: Offer, year: str, ceiling: Decimal) -> portfolio.Source:
    terms = offer.terms
    most = terms.most_per_project if terms else None
    return portfolio.Source(
        id=str(offer.source.pk),
        ceiling={year: Money.baht(ceiling)},
        share=1 - Fraction(terms.own_share) / 100 if terms else Fraction(1),
        most=None if most is None else Money.baht(most),
        groups=terms.groups if terms else frozenset(),
    )


def _pins(asked: YearToGive, rest: Sequence[YearMoney]) -> tuple[portfolio.Rule, ...]:
    rules = []
    for row in rest:
        pin = asked.ruling(row, MoneyRuling.Kind.PIN)
        voted = asked.voted.get(row.project_id)
        if asked.ruling(row, MoneyRuling.Kind.BAN):
            continue
        if pin is not None:
            source = str(pin.source_id) if pin.source_id else ""
            rules.append(portfolio.Rule(str(row.project_id), str(asked.year), source, pin.reason))
        elif voted is not None:
            rules.append(portfolio.Rule(str(row.project_id), str(asked.year), why=voted.th))
    return tuple(rules)


def _bans(asked: YearToGive, rest: Sequence[YearMoney]) -> tuple[portfolio.Rule, ...]:
    rules = []
    for row in rest:
        ban = asked.ruling(row, MoneyRuling.Kind.BAN)
        if ban is not None:
            source = str(ban.source_id) if ban.source_id else ""
            rules.append(portfolio.Rule(str(row.project_id), str(asked.year), source, ban.reason))
    return tuple(rules)


def _left(floors: Mapping[str, int], met: Sequence[Mapping[str, int]]) -> dict[str, Fraction]:
    """What of each floor is still to be met."""
    return {name: Fraction(max(0, least - sum(needs.get(name, 0) for needs in met))) for name, least in floors.items()}
