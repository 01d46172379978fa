"""What an official form says, before anyone decides how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huangyai.kernel import Money
from huangyai.plan.rules.plan_row import YearMoney
from huangyai.plan.rules.summary import Amount


@dataclass(frozen=True, slots=True)
class FormProject:
    """One project (or one piece of equipment) of a form. Columns that a layout doesn't have are left out by
    it."""

    name: str
    budget: tuple[YearMoney, ...]
    objective: str = ""
    target: str = ""
    kpi: str = ""
    expected_result: str = ""
    department: str = ""
    reason: str = ""
    category: str = ""
    equipment_type: str = ""

    def planned(self, year: int) -> Money | None:
        """Money of a year; None where the form stays empty."""
        return next((part.money for part in self.budget if part.year == year), None)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """แผนงาน with its projects."""

    name: str
    projects: tuple[FormProject, ...]


@dataclass(frozen=True, slots=True)
class Tactic:
    """กลยุทธ์ with its แผนงาน; forms of 2571–2575 print none."""

    code: str
    name: str
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class FormStrategy:
    """ยุทธศาสตร์ (2566–2570) or ประเด็นการพัฒนา (2571–2575).

    `stated`: the yearly totals that were published or approved for it, if any; the form is refused when
    they differ
    from its projects. `preamble` holds the lines ก. to จ.: from what it follows.
    """

    number: str
    name: str
    tactics: tuple[Tactic, ...]
    stated: tuple[Amount, ...] = ()
    preamble: tuple[str, ...] = ()

    @property
    def projects(self) -> Iterator[FormProject]:
        """Every project of the strategy, in the form's order."""
        return (project for tactic in self.tactics for line in tactic.lines for project in line.projects)


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """One form of one plan: `form` is ``ผ.02``, ``ผ.02/1``, ``ผ.02/2`` or ``ผ.03``; `edition` such as
    “เพิ่มเติม ครั้งที่ 1/2567”.

    `stated`: the yearly grand totals that were published or approved, if any.
    """

    form: str
    municipality: str
    province: str
    first_year: int
    last_year: int
    strategies: tuple[FormStrategy, ...]
    edition: str = ""
    stated: tuple[Amount, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The plan's years."""
        return tuple(range(self.first_year, self.last_year + 1))

    @property
    def projects(self) -> Iterator[FormProject]:
        """Every project of the form, in its order."""
        return (project for strategy in self.strategies for project in strategy.projects)
