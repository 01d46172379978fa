"""What a source of money asks for, and why it can't be asked for a project: who, when, in which form."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from huangyai.kernel import BuddhistDate, FiscalYear, Words

# Who can ask for money, by the code that a rule keeps.
APPLICANTS: Mapping[str, Words] = {
    "municipality": Words(th="เทศบาลหรือ อบต.", en="the municipality"),
    "state": Words(th="หน่วยงานของรัฐ", en="a state agency"),
    "health": Words(th="หน่วยบริการหรือหน่วยงานสาธารณสุข", en="a health service"),
    "organisation": Words(th="มูลนิธิ สมาคม หรือองค์กรเอกชน", en="a foundation or association"),
    "people": Words(th="กลุ่มหรือองค์กรประชาชน", en="a people's group"),
    "person": Words(th="ประชาชนเป็นรายบุคคล", en="one person"),
}

# What the target groups are called in a sentence; `everyone` is the need that belongs to none of them.
GROUPS: Mapping[str, Words] = {
    "children": Words(th="เด็กและเยาวชน", en="children and youth"),
    "elderly": Words(th="ผู้สูงอายุ", en="older persons"),
    "disability": Words(th="คนพิการ", en="persons with disabilities"),
    "low_income": Words(th="ผู้มีรายได้น้อย", en="people on a low income"),
    "hardship": Words(th="ผู้ประสบปัญหาทางสังคม", en="people in social difficulty"),
    "family": Words(th="ครอบครัวเสี่ยง", en="families at risk"),
    "everyone": Words(th="ประชาชนทั่วไป", en="everybody"),
}

# The group that a problem's category speaks for; other categories concern everybody.
GROUP_OF_CATEGORY: Mapping[str, str] = {
    "children": "children",
    "elderly": "elderly",
    "disability": "disability",
    "livelihood": "low_income",
}


@dataclass(frozen=True, slots=True)
class SourceTerms:
    """The rule of a source that holds on a day. Empty `applicants` or `groups` mean anybody; money is in baht;
    `own_share` is what others must bring, in percent of the cost; `deadline` is (month, day) in each fiscal year."""

    valid_from: dt.date
    valid_until: dt.date | None = None
    applicants: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    most_per_project: Decimal | None = None
    most_per_year: Decimal | None = None
    own_share: Decimal = Decimal(0)
    deadline: tuple[int, int] | None = None

    def deadline_in(self, year: int) -> dt.date | None:
        """The last day to ask for money of a fiscal year."""
        if self.deadline is None:
            return None
        month, day = self.deadline
        first = FiscalYear(year).first_day
        western = first.year if month >= first.month else first.year + 1
        return dt.date(western, month, min(day, calendar.monthrange(western, month)[1]))


@dataclass(frozen=True, slots=True)
class Need:
    """The need that a project meets in a year: people on confirmed lists and voices in assemblies, by group and village.

    `homes` are the people alone, by village.
    """

    groups: Mapping[str, int] = field(default_factory=dict)
    villages: Mapping[str, int] = field(default_factory=dict)
    homes: Mapping[str, int] = field(default_factory=dict)
    people: int = 0
    voices: int = 0


def day_that_counts(year: int, today: dt.date) -> dt.date:
    """The day on which a source's rule is looked up for money of a fiscal year: today, if it lies in that year."""
    fiscal = FiscalYear(year)
    return min(max(today, fiscal.first_day), fiscal.last_day)


def terms_on(rules: list[SourceTerms], day: dt.date) -> SourceTerms | None:
    """The rule that holds on a day: of those that have begun, the newest, unless it has ended. `rules` newest first."""
    begun = next((rule for rule in rules if rule.valid_from <= day), None)
    return None if begun is None or (begun.valid_until and begun.valid_until < day) else begun


def why_not_in_force(rules: list[SourceTerms], day: dt.date) -> Words:
    """Why none of a source's rules holds on a day."""
    shown, english = BuddhistDate(day).short(), BuddhistDate(day).short("en")
    begun = next((rule for rule in rules if rule.valid_from <= day), None)
    if begun is not None and begun.valid_until is not None:
        ended = BuddhistDate(begun.valid_until)
        return Words(
            th=f"เกณฑ์ของแหล่งนี้ใช้ได้ถึง {ended.short()} ยังไม่มีเกณฑ์ของวันที่ {shown}",
            en=f"its rule held until {ended.short('en')}; there is none for {english}",
        )
    return Words(th=f"แหล่งนี้ยังไม่มีเกณฑ์ที่ใช้ในวันที่ {shown}", en=f"it has no rule for {english} yet")


def terms_against(terms: SourceTerms, year: int, today: dt.date, applicant: str = "municipality") -> Iterator[Words]:
    """Each reason why the applicant can't ask this source for money of a fiscal year, one sentence each.

    Amounts and groups are not looked at here; the allocation engine's `reasons_against` says those.
    """
    if terms.applicants and applicant not in terms.applicants:
        others = [APPLICANTS.get(code, Words.of(code)) for code in sorted(terms.applicants)]
        asking = APPLICANTS.get(applicant, Words.of(applicant))
        yield Words(
            th=f"แหล่งนี้ให้ {' หรือ '.join(who.th for who in others)} เป็นผู้ขอเท่านั้น {asking.th} ขอเองไม่ได้",
            en=f"only {' or '.join(who.en for who in others)} may ask it, not {asking.en}",
        )
    last = terms.deadline_in(year)
    if last is not None and last < today:
        late, day = (today - last).days, BuddhistDate(last)
        yield Words(
            th=f"หมดเขตยื่นของปี {year} เมื่อ {day.short()} เลยมา {late:,} วันแล้ว",
            en=f"the last day to ask for {year} was {day.short('en')}, {late:,} {'day' if late == 1 else 'days'} ago",
        )
