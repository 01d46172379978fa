"""The published summary of a plan, บัญชีสรุปโครงการพัฒนา (แบบ ผ.01): a count and an amount for every year."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from huangyai.kernel import Money

NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class Amount:
    """How many projects, and how much money."""

    count: int = 0
    money: Money = NOTHING

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.count + other.count, self.money + other.money)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.count - other.count, self.money - other.money)

    def __bool__(self) -> bool:
        return bool(self.count or self.money.satang)


class Level(enum.StrEnum):
    """What a line of the summary adds up."""

    LINE = "line"
    STRATEGY = "strategy"
    GRAND = "grand"


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One printed line: a แผนงาน under its tactic and strategy, a strategy's total, or the grand total.

    `amounts` follows the summary's `years`; `all_years` is what the book prints in “รวม 5 ปี”.
    """

    section: str
    row: int
    level: Level
    strategy: str
    tactic: str
    line: str
    amounts: tuple[Amount, ...]
    all_years: Amount

    @property
    def strategy_no(self) -> str:
        """The strategy's number, “3” of “3) ยุทธศาสตร์ด้าน…”."""
        found = re.match(r"\s*(\d+)\s*[.)]", self.strategy)
        return found.group(1) if found else ""

    @property
    def tactic_code(self) -> str:
        """The tactic's code, “3.2” of “3.2 กลยุทธ์…”."""
        found = re.match(r"\s*(\d+\.\d+)", self.tactic)
        return found.group(1) if found else ""

    @property
    def form(self) -> str:
        """The form that the section sums up, “ผ.02/1” of “ผ.02/1 ประสานโครงการพัฒนาจังหวัด”."""
        return self.section.split()[0] if self.section.split() else ""


@dataclass(frozen=True, slots=True)
class Summary:
    """All printed lines of the summary, in order."""

    years: tuple[int, ...]
    lines: tuple[SummaryLine, ...]

    @property
    def sections(self) -> tuple[str, ...]:
        """The blocks of the summary, in order."""
        return tuple(dict.fromkeys(line.section for line in self.lines))
