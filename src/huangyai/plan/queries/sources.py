"""Sources of money with the rules that hold on a day."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.db import models

from huangyai.kernel import Actor, NotFound, Words
from huangyai.plan.access import require_source_reading
from huangyai.plan.models import FundingSource, SourceRule, SourceRuleCheck
from huangyai.plan.rules.funding import SourceTerms, day_that_counts, terms_against, terms_on, why_not_in_force
from huangyai.plan.rules.source_catalogue import CatalogueSource, read_catalogue

_CATALOGUE = Path(__file__).resolve().parents[1] / "funding_catalogue" / "sources.toml"


@dataclass(frozen=True, slots=True)
class SourceOnDay:
    """A source with the rule that holds for money of a fiscal year, and why it can't be asked at all, if so.

    A source for which nobody wrote a rule yet asks for nothing: `rule` is None and `against` empty.
    """

    source: FundingSource
    rule: SourceRule | None
    terms: SourceTerms | None
    against: tuple[Words, ...]

    @property
    def verified(self) -> bool:
        """Somebody laid the rule beside the text, and it agreed."""
        return self.rule is not None and is_verified(self.rule)


def is_verified(rule: SourceRule) -> bool:
    """The newest look at the text said that the rule agrees with it."""
    newest: SourceRuleCheck | None = next(iter(rule.checks.all()), None)
    return newest is not None and newest.agrees


def terms_of(rule: SourceRule) -> SourceTerms:
    """A rule's row as the rules of the house read it."""
    deadline = None
    if rule.deadline_month and rule.deadline_day:
        deadline = (rule.deadline_month, rule.deadline_day)
    return SourceTerms(
        valid_from=rule.valid_from,
        valid_until=rule.valid_until,
        applicants=frozenset(rule.applicants),
        groups=frozenset(rule.groups),
        most_per_project=rule.most_per_project,
        most_per_year=rule.most_per_year,
        own_share=Decimal(rule.own_share),
        deadline=deadline,
    )


def sources() -> models.QuerySet[FundingSource]:
    """Where money can come from."""
    return FundingSource.objects.all()


def sources_with_rules() -> models.QuerySet[FundingSource]:
    """Every source with its rules, newest first, and who checked them. Three queries for any number."""
    checked = SourceRule.objects.prefetch_related("checks")
    return FundingSource.objects.prefetch_related(models.Prefetch("rules", checked))


def sources_for(year: int, today: dt.date) -> list[SourceOnDay]:
    """Every source as it stands towards money of a fiscal year, asked for today by the municipality."""
    return [on_day(source, year, today) for source in sources_with_rules()]


def on_day(source: FundingSource, year: int, today: dt.date) -> SourceOnDay:
    """One source (from `sources_with_rules`) as it stands towards money of a fiscal year, asked for today."""
    rules = list(source.rules.all())
    if not rules:
        return SourceOnDay(source, None, None, ())
    day = day_that_counts(year, today)
    all_terms = [terms_of(rule) for rule in rules]
    terms = terms_on(all_terms, day)
    if terms is None:
        return SourceOnDay(source, None, None, (why_not_in_force(all_terms, day),))
    return SourceOnDay(source, rules[all_terms.index(terms)], terms, tuple(terms_against(terms, year, today)))


def source(actor: Actor, source_id: uuid.UUID) -> FundingSource:
    """One source with its rules, newest first, or NotFound."""
    require_source_reading(actor)
    found = sources_with_rules().filter(pk=source_id).first()
    if found is None:
        raise NotFound
    return found


def source_rule(actor: Actor, source_id: uuid.UUID, rule_id: uuid.UUID) -> SourceRule:
    """One dated rule of a source, or NotFound."""
    require_source_reading(actor)
    found = SourceRule.objects.filter(pk=rule_id, source_id=source_id).first()
    if found is None:
        raise NotFound
    return found


def catalogue() -> tuple[CatalogueSource, ...]:
    """The sources that the product knows of."""
    return read_catalogue(_CATALOGUE.read_text(encoding="utf-8"))


def catalogue_left() -> list[CatalogueSource]:
    """Those of the catalogue that the municipality doesn't use yet."""
    used = set(FundingSource.objects.filter(rules__isnull=False).values_list("code", flat=True))
    return [one for one in catalogue() if one.code not in used]
