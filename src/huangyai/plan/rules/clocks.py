"""Clocks of the planning year: by when a thing is due, and how that stands today.

Days are counted without the first (ป.พ.พ. มาตรา 193/3). A last day on a holiday isn't moved on: whoever relies on that
looks at the calendar.
"""

from __future__ import annotations

import calendar
import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from huangyai.kernel import FiscalYear, Words
from huangyai.kernel.calendar import BUDDHIST_OFFSET
from huangyai.plan.rules.amending import PlanningRule, RuleKey

_SOON = 7


class ClockState(enum.StrEnum):
    """How a deadline stands."""

    KEPT = "kept"
    MISSED = "missed"
    RUNNING = "running"
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline: what, by when, by which clause, and when it was done, if it was."""

    what: Words
    due: dt.date
    clause: str
    verified: bool
    done_on: dt.date | None = None

    def state(self, today: dt.date) -> ClockState:
        """How it stands today."""
        if self.done_on is not None:
            return ClockState.KEPT if self.done_on <= self.due else ClockState.MISSED
        left = self.days_left(today)
        return ClockState.OVERDUE if left < 0 else ClockState.SOON if left <= _SOON else ClockState.RUNNING

    def days_left(self, today: dt.date) -> int:
        """Days until it is due; negative after it."""
        return (self.due - today).days

    def words(self, today: dt.date) -> Words:
        """How it stands, in words."""
        state, left = self.state(today), self.days_left(today)
        if state is ClockState.KEPT:
            return Words(th="ทันกำหนด", en="done in time")
        if state is ClockState.MISSED and self.done_on:
            late = (self.done_on - self.due).days
            return Words(th=f"ทำแล้ว ช้า {late:,} วัน", en=f"done, {late:,} days late")
        if left < 0:
            return Words(th=f"เลยกำหนด {-left:,} วัน", en=f"{-left:,} days overdue")
        return (
            Words(th="ครบกำหนดวันนี้", en="due today")
            if not left
            else Words(th=f"เหลือ {left:,} วัน", en=f"{left:,} days left")
        )


def implementation_clock(
    year: int, counted_from: dt.date, done_on: dt.date | None, rules: Mapping[RuleKey, PlanningRule]
) -> Clock | None:
    """When the implementation plan of a fiscal year must be announced; None where no number of days is set."""
    rule = rules[RuleKey.IMPLEMENTATION_DAYS]
    if rule.value is None:
        return None
    what = Words(th=f"ประกาศแผนการดำเนินงาน ปีงบประมาณ {year}", en=f"Announce the implementation plan of {year}")
    return Clock(what, counted_from + dt.timedelta(days=rule.value), rule.clause, rule.verified, done_on)


def evaluation_clock(
    year: int, reported_on: dt.date | None, posted_on: dt.date | None, rules: Mapping[RuleKey, PlanningRule]
) -> Clock | None:
    """When the evaluation of a fiscal year must be announced: so many days after it was reported, and before the year is out."""
    month, days = rules[RuleKey.EVALUATION_MONTH], rules[RuleKey.EVALUATION_DAYS]
    ends = [(_last_of(FiscalYear(year).last_day.year, month.value), month)] if month.value else []
    if reported_on and days.value is not None:
        ends.append((reported_on + dt.timedelta(days=days.value), days))
    if not ends:
        return None
    due, rule = min(ends, key=lambda end: end[0])
    what = Words(th=f"ประกาศผลการติดตามและประเมินแผน ปี {year}", en=f"Announce the plan's evaluation of {year}")
    return Clock(what, due, rule.clause, rule.verified, posted_on)


def posting_clock(what: Words, posted_on: dt.date, today: dt.date, rule: PlanningRule) -> Clock | None:
    """Until when a notice must stay on the board; kept by itself once that day is past."""
    if rule.value is None:
        return None
    until = posted_on + dt.timedelta(days=rule.value)
    return Clock(what, until, rule.clause, rule.verified, until if today >= until else None)


def plan_announcement_clock(
    announced_on: dt.date, posted_on: dt.date | None, rules: Mapping[RuleKey, PlanningRule]
) -> Clock | None:
    """When an announced plan must have been made known to everybody; None while nobody set the number of days."""
    rule = rules[RuleKey.ANNOUNCEMENT_DAYS]
    if rule.value is None:
        return None
    what = Words(th="ประกาศแผนให้ประชาชนทราบ", en="Make the plan known to everybody")
    return Clock(what, announced_on + dt.timedelta(days=rule.value), rule.clause, rule.verified, posted_on)


def evaluated_year(today: dt.date) -> int:
    """The fiscal year whose evaluation is due next: the last that is over."""
    return FiscalYear.of(today).be - 1


def _last_of(year: int, month: int) -> dt.date:
    # A fiscal year ends in September; its evaluation is announced in the same common year.
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def buddhist_year(day: dt.date) -> int:
    """The calendar year that an edition is numbered in."""
    return day.year + BUDDHIST_OFFSET
