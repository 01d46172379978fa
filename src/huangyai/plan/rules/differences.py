"""What differs between two wordings of a project: field by field, and year by year for its money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from huangyai.kernel import Money, Words

FIELDS: Mapping[str, Words] = {
    "name": Words(th="ชื่อโครงการ", en="Project name"),
    "strategy": Words(th="ยุทธศาสตร์ / ประเด็นการพัฒนา", en="Strategy or development issue"),
    "tactic": Words(th="กลยุทธ์", en="Tactic"),
    "programme": Words(th="แผนงาน", en="Programme"),
    "objective": Words(th="วัตถุประสงค์", en="Objective"),
    "target_output": Words(th="เป้าหมาย (ผลผลิต)", en="Target (output)"),
    "indicator": Words(th="ตัวชี้วัด (KPI)", en="Indicator (KPI)"),
    "expected_result": Words(th="ผลที่คาดว่าจะได้รับ", en="Expected result"),
    "responsible_unit": Words(th="หน่วยงานรับผิดชอบ", en="Responsible unit"),
    "equipment_category": Words(th="หมวดครุภัณฑ์", en="Equipment category"),
    "equipment_type": Words(th="ประเภทครุภัณฑ์", en="Equipment type"),
    "form": Words(th="แบบ", en="Form"),
    "target_list": Words(th="รายชื่อกลุ่มเป้าหมาย", en="Who it is for"),
    "problems": Words(th="จำนวนเรื่องจากประชาคมที่ตอบ", en="How many sentences of assemblies it answers"),
    "place": Words(th="สถานที่ดำเนินการ", en="Place of the work"),
}

# What a project sets out to do. A correction that touches one of these may be a change under another name.
SUBSTANCE = frozenset({"objective", "target_output", "money"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A project as an edition of the plan says it. Money by Buddhist year."""

    said: Mapping[str, str]
    money: Mapping[int, Money] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that says something else now; "" where it said nothing."""

    name: str
    before: str
    after: str

    @property
    def words(self) -> Words:
        """The field's name."""
        return FIELDS.get(self.name, Words.of(self.name))


@dataclass(frozen=True, slots=True)
class YearDifference:
    """One year's money before and after; None where no money stood."""

    year: int
    before: Money | None
    after: Money | None

    @property
    def more(self) -> Money:
        """By how much it grew; negative where it shrank."""
        return (self.after or Money(0)) - (self.before or Money(0))

    @property
    def same(self) -> bool:
        """Nothing changed in this year."""
        return not self.more.satang


@dataclass(frozen=True, slots=True)
class ProjectDifference:
    """What an edition does to one project; years are all years in which money stood or stands."""

    fields: tuple[FieldDifference, ...]
    years: tuple[YearDifference, ...]

    @property
    def money_differs(self) -> bool:
        """Some year's money is another."""
        return any(not year.same for year in self.years)

    @property
    def anything(self) -> bool:
        """There is a difference at all."""
        return bool(self.fields) or self.money_differs

    @property
    def touches_substance(self) -> bool:
        """Objective, target or money is another: more than a slip of the pen."""
        return self.money_differs or any(each.name in SUBSTANCE for each in self.fields)


def differences(before: Wording | None, after: Wording) -> ProjectDifference:
    """Compare two wordings; `before` is None for a project that the plan did not hold. Blanks at the ends don't count."""
    old = before or Wording({})
    names = [name for name in FIELDS if name in old.said or name in after.said]
    fields = (FieldDifference(name, old.said.get(name, "").strip(), after.said.get(name, "").strip()) for name in names)
    years = sorted({year for wording in (old, after) for year, baht in wording.money.items() if baht.satang})
    return ProjectDifference(
        tuple(each for each in fields if each.before != each.after),
        tuple(YearDifference(year, old.money.get(year), after.money.get(year)) for year in years),
    )
