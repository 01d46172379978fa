"""Clocks of the planning year: by when a thing is due, and how that stands today.

Days are counted without the first. All clocks here are duties of officials, and for those the last day counts even when
it is a day off (Administrative Procedure Act 2539, section 64, second paragraph; not compared with the text yet), unlike
a citizen's. So the day stays, and the last working day before it is shown beside it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import enum
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from huangyai.kernel import FiscalYear, Words
from huangyai.kernel.calendar import BUDDHIST_OFFSET
from huangyai.plan.rules.amending import PlanningRule, RuleKey

_SOON = 7
_SATURDAY = 5
_DAY = dt.timedelta(days=1)


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
    # The last working day up to `due`, where `due` is a day off.
    act_by: dt.date | None = None

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
    year: int,
    counted_from: dt.date,
    done_on: dt.date | None,
    rules: Mapping[RuleKey, PlanningRule],
    holidays: Container[dt.date],
) -> Clock | None:
    """When the implementation plan of a fiscal year must be announced; None where no number of days is set."""
    rule = rules[RuleKey.IMPLEMENTATION_DAYS]
    if rule.value is None:
        return None
    what = Words(th=f"ประกาศแผนการดำเนินงาน ปีงบประมาณ {year}", en=f"Announce the implementation plan of {year}")
    return _count_days(what, counted_from, rule.value, rule, done_on, holidays)


def evaluation_clock(
    year: int,
    reported_on: dt.date | None,
    posted_on: dt.date | None,
    rules: Mapping[RuleKey, PlanningRule],
    holidays: Container[dt.date],
) -> Clock | None:
    """When the evaluation of a fiscal year must be announced: so many days after it was reported, and before the year is out."""
    month, days = rules[RuleKey.EVALUATION_MONTH], rules[RuleKey.EVALUATION_DAYS]
    what = Words(th=f"ประกาศผลการติดตามและประเมินแผน ปี {year}", en=f"Announce the plan's evaluation of {year}")
    ends = []
    if month.value:
        last = _last_of(FiscalYear(year).last_day.year, month.value)
        ends.append(_clock(what, last, month, posted_on, holidays))
    if reported_on and days.value is not None:
        ends.append(_count_days(what, reported_on, days.value, days, posted_on, holidays))
    return min(ends, key=lambda clock: clock.due, default=None)


def posting_clock(
    what: Words, posted_on: dt.date, today: dt.date, rule: PlanningRule, holidays: Container[dt.date]
) -> Clock | None:
    """Until when a notice must stay on the board; kept by itself once that day is past."""
    if rule.value is None:
        return None
    clock = _count_days(what, posted_on, rule.value, rule, None, holidays)
    return replace(clock, done_on=clock.due) if today >= clock.due else clock


def plan_announcement_clock(
    announced_on: dt.date,
    posted_on: dt.date | None,
    rules: Mapping[RuleKey, PlanningRule],
    holidays: Container[dt.date],
) -> Clock | None:
    """When an announced plan must have been made known to everybody; None while nobody set the number of days."""
    rule = rules[RuleKey.ANNOUNCEMENT_DAYS]
    if rule.value is None:
        return None
    what = Words(th="ประกาศแผนให้ประชาชนทราบ", en="Make the plan known to everybody")
    return _count_days(what, announced_on, rule.value, rule, posted_on, holidays)


def last_working_day(day: dt.date, holidays: Container[dt.date]) -> dt.date:
    """The day itself, or the last before it on which offices work."""
    while day.weekday() >= _SATURDAY or day in holidays:
        day -= _DAY
    return day


def _count_days(
    what: Words,
    counted_from: dt.date,
    days: int,
    rule: PlanningRule,
    done_on: dt.date | None,
    holidays: Container[dt.date],
) -> Clock:
    return _clock(what, counted_from + dt.timedelta(days=days), rule, done_on, holidays)


def _clock(
    what: Words, due: dt.date, rule: PlanningRule, done_on: dt.date | None, holidays: Container[dt.date]
) -> Clock:
    working = last_working_day(due, holidays)
    return Clock(what, due, rule.clause, rule.verified, done_on, act_by=working if working != due else None)


def evaluated_year(today: dt.date) -> int:
    """The fiscal year whose evaluation is due next: the last that is over."""
    return FiscalYear.of(today).be - 1


def _last_of(year: int, month: int) -> dt.date:
    # A fiscal year ends in September; its evaluation is announced in the same common year.
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def buddhist_year(day: dt.date) -> int:
    """The calendar year that an edition is numbered in."""
    return day.year + BUDDHIST_OFFSET
