"""From a skill to an income: the steps of an occupation activity, and when the next one is due (S4, S21)."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass


class LivelihoodStep(enum.StrEnum):
    """What somebody has reached after learning an occupation."""

    SKILL = "skill"
    PRACTICE = "practice"
    FIRST_INCOME = "first_income"
    AFTER_3_MONTHS = "after_3_months"
    AFTER_6_MONTHS = "after_6_months"
    AFTER_12_MONTHS = "after_12_months"


FOLLOW_UPS = {
    LivelihoodStep.AFTER_3_MONTHS: 3,
    LivelihoodStep.AFTER_6_MONTHS: 6,
    LivelihoodStep.AFTER_12_MONTHS: 12,
}


@dataclass(frozen=True, slots=True)
class Due:
    """The step to ask about next, and from which day on."""

    step: LivelihoodStep
    day: dt.date


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day some months later; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(dt.date(year, month + 1, 1) + dt.timedelta(days=day.day - 1), following - dt.timedelta(days=1))


def next_due(reached: Mapping[LivelihoodStep, dt.date], today: dt.date) -> Due | None:
    """Which follow-up is due today: the latest that has come up, counted from the day the skill was learnt.

    Somebody who is asked at eight months is not asked about the third month any more.
    """
    learnt = reached.get(LivelihoodStep.SKILL)
    if learnt is None:
        return None
    found = None
    for step, months in FOLLOW_UPS.items():
        day = months_after(learnt, months)
        if step in reached:
            found = None
        elif day <= today:
            found = Due(step, day)
    return found
