"""What a project knows of itself that an application asks for. What it doesn't know stays empty."""

from __future__ import annotations

from dataclasses import dataclass, field

from huangyai.kernel import FiscalYear, Money

_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")

# Fewer people than these are not told as a number of their own village.
FEWEST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done: what, where, and in which calendar months (1 to 12)."""

    activity: str
    place: str = ""
    months: tuple[int, ...] = ()

    def when(self, year: int) -> str:
        """“ม.ค. – มี.ค. 2570”: from the first to the last month within the fiscal year."""
        if not self.months:
            return ""
        # A fiscal year begins in October.
        in_order = sorted(self.months, key=lambda month: (month - 10) % 12)
        told = [f"{_MONTHS[month - 1]} {year - 1 if month >= 10 else year}" for month in (in_order[0], in_order[-1])]
        return told[0] if in_order[0] == in_order[-1] else " – ".join(told)


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """A project as an application asks for it; money of one fiscal year, what this source is asked for and the rest."""

    municipality: str
    district: str
    province: str
    source: str
    basis: str
    year: int
    plan_years: str
    name: str
    strategy: str
    programme: str
    objective: str
    indicator: str
    target_output: str
    expected_result: str
    unit: str
    requested: Money
    others: Money
    sentences: tuple[tuple[str, int, str], ...] = ()
    list_name: str = ""
    people: int = 0
    villages: tuple[tuple[str, int], ...] = ()
    group: str = ""
    place: str = ""
    steps: tuple[Step, ...] = field(default=())

    @property
    def total(self) -> Money:
        """What the year costs in all."""
        return self.requested + self.others

    @property
    def situation(self) -> str:
        """The problem and its size, in the words of the assemblies and the numbers of the confirmed list."""
        told = [
            f"“{sentence}” ({place + ' ' if place else ''}{voices:,} เสียง)"
            for sentence, voices, place in self.sentences
        ]
        parts = [f"ประชาชนกล่าวในประชาคมว่า {' '.join(told)}"] if told else []
        if self.people:
            parts.append(f"ที่ประชุมร่วมยืนยันรายชื่อผู้ที่ต้องช่วยตามบัญชี “{self.list_name}” แล้ว {self.people:,} คน")
        return " และ".join(parts)

    @property
    def whom(self) -> str:
        """The target group with its numbers and villages."""
        if not self.people:
            return ""
        where = " ".join(f"{village} {number:,} คน" for village, number in self._told_villages())
        return f"{self.group or self.list_name} {self.people:,} คน" + (f" ได้แก่ {where}" if where else "")

    def _told_villages(self) -> list[tuple[str, int]]:
        """Villages with their numbers. The few are told together with the next, so that no one can be counted out."""
        many = sorted((one for one in self.villages if one[1] >= FEWEST_TOLD), key=lambda one: -one[1])
        few = sum(number for _, number in self.villages if number < FEWEST_TOLD)
        while 0 < few < FEWEST_TOLD and many:
            few += many.pop()[1]
        return [*many, ("หมู่บ้านอื่นรวม", few)] if many and few else many

    @property
    def period(self) -> str:
        """The months in which it runs, as far as the implementation plan says; otherwise nothing."""
        months = tuple(month for step in self.steps for month in step.months)
        return Step("", months=months).when(self.year)

    @property
    def doing(self) -> str:
        """How it is carried out, one line for each step."""
        return "\n".join(
            " ".join(part for part in (step.activity, f"ที่{step.place}" if step.place else "") if part)
            for step in self.steps
            if step.activity
        )

    @property
    def fiscal_year(self) -> str:
        """“ปีงบประมาณ 2570”."""
        return f"ปีงบประมาณ {FiscalYear(self.year)}"
