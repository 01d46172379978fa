"""What an indicator must say, and how two measurements compare."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from huangyai.kernel import Refusal


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


def require_measurable(name: str, unit: str, method: str) -> None:
    """A KPI says what is counted, in which unit and how; “people attended” alone says nothing of change."""
    if not (name.strip() and unit.strip() and len(method.strip()) >= 5):
        raise Refusal(
            "indicator-not-measurable",
            th="ตัวชี้วัดต้องบอกว่าวัดอะไร หน่วยใด และวัดอย่างไร โปรดเติมให้ครบ",
            en="An indicator says what is measured, in which unit and how; please complete it.",
        )
