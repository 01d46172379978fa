"""What an indicator must say, how two measurements compare, and which counts may be published."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from huangyai.kernel import Refusal, Words

# A published count of people below this could point at one of them.
FEWEST_PEOPLE = 5


@dataclass(frozen=True, slots=True)
class Change:
    """Before and after of one indicator."""

    before: Decimal
    after: Decimal
    better: bool | None

    @property
    def difference(self) -> Decimal:
        """After less before."""
        return self.after - self.before


def compare(before: Decimal, after: Decimal, *, more_is_better: bool) -> Change:
    """Whether it got better (True), worse (False) or stayed (None)."""
    better = None if after == before else (after > before) == more_is_better
    return Change(before, after, better)


def may_publish(people: int) -> bool:
    """Whether a value measured of so many people may be published; 0 means that it was not measured of people."""
    return people == 0 or people >= FEWEST_PEOPLE


def published_count(people: int, *, among: int = 0) -> Words:
    """A count of people as a report prints it: exact, or “fewer than 5” where it could point at somebody.

    Where the whole that they are a part of is printed too (`among`), the few who are left over are not told either:
    of 44 confirmed, 43 who came become “at least 40”.
    """
    if not may_publish(people) or not may_publish(among):
        return Words(th=f"น้อยกว่า {FEWEST_PEOPLE}", en=f"fewer than {FEWEST_PEOPLE}")
    if 0 < among - people < FEWEST_PEOPLE:
        least = among - FEWEST_PEOPLE + 1
        return Words(th=f"ไม่น้อยกว่า {least:,}", en=f"at least {least:,}")
    return Words.of(f"{people:,}")


def written_value(value: Decimal) -> str:
    """A measured value as people write it: no decimals where there are none."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def require_measurable(name: str, unit: str, method: str) -> None:
    """A KPI says what is counted, in which unit and how; “people attended” alone says nothing of change."""
    if not (name.strip() and unit.strip() and len(method.strip()) >= 5):
        raise Refusal(
            "indicator-not-measurable",
            th="ตัวชี้วัดต้องบอกว่าวัดอะไร หน่วยใด และวัดอย่างไร โปรดเติมให้ครบ",
            en="An indicator says what is measured, in which unit and how; please complete it.",
        )
