"""How a plan in force is amended, and in how many days what must be done: numbers of the regulation, each with its clause.

What is told here was read on pages of local governments, not in the regulation's own text (ระเบียบ มท. ว่าด้วยการจัดทำแผนพัฒนาของ
อปท. 2548, as amended in 2559 and 2561). A municipality compares it with the text and sets what it finds; until then every
page says that nobody did. A number that nobody found is not assumed: it is None and enforces nothing.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace

from huangyai.kernel import Words
from huangyai.kernel.calendar import MONTHS_EN_SHORT, MONTHS_TH


class EditionKind(enum.StrEnum):
    """How an edition came about after the first."""

    ADDED = "added"
    CHANGED = "changed"
    CORRECTED = "corrected"
    SPECIAL = "special"


KIND_NAMES: Mapping[EditionKind, Words] = {
    EditionKind.ADDED: Words(th="เพิ่มเติม", en="addition"),
    EditionKind.CHANGED: Words(th="เปลี่ยนแปลง", en="change"),
    EditionKind.CORRECTED: Words(th="แก้ไข", en="correction"),
    EditionKind.SPECIAL: Words(th="เปลี่ยนแปลง (กรณีพิเศษ)", en="change of a special kind"),
}


def edition_name(kind: EditionKind, number: int, year: int) -> Words:
    """เพิ่มเติม ครั้งที่ 1/2570, as plan books print it."""
    name = KIND_NAMES[kind]
    return Words(th=f"{name.th} ครั้งที่ {number}/{year}", en=f"{name.en} no. {number}/{year}".capitalize())


class Unit(enum.StrEnum):
    """What a rule's number counts."""

    DAYS = "days"
    MONTH = "month"
    YES_NO = "yes-no"


class RuleKey(enum.StrEnum):
    """What can be set."""

    ADDED_JOINT = "added-joint-meeting"
    CHANGED_JOINT = "changed-joint-meeting"
    CORRECTED_JOINT = "corrected-joint-meeting"
    SPECIAL_JOINT = "special-joint-meeting"
    ANNOUNCEMENT_DAYS = "announcement-days"
    POSTING_DAYS = "posting-days"
    IMPLEMENTATION_DAYS = "implementation-days"
    EVALUATION_DAYS = "evaluation-days"
    EVALUATION_POSTING_DAYS = "evaluation-posting-days"
    EVALUATION_MONTH = "evaluation-month"


@dataclass(frozen=True, slots=True)
class PlanningRule:
    """One number of the regulation. `value` None: not known, so not enforced; `verified_on` None: nobody compared it."""

    key: RuleKey
    words: Words
    unit: Unit
    value: int | None
    clause: str
    verified_on: dt.date | None = None
    verified_by: str = ""
    announced: bool = False
    """The municipality set it itself."""

    @property
    def verified(self) -> bool:
        """Somebody compared it with the regulation's own text."""
        return self.verified_on is not None

    def set(
        self, *, value: int | None, clause: str, verified_on: dt.date | None = None, verified_by: str = ""
    ) -> PlanningRule:
        """The same rule as a municipality announced it."""
        return replace(
            self, value=value, clause=clause, verified_on=verified_on, verified_by=verified_by, announced=True
        )

    @property
    def shown(self) -> Words:
        """The number as a page says it."""
        if self.value is None:
            return Words(th="ยังไม่ทราบ จึงไม่บังคับ", en="not known, so not enforced")
        if self.unit is Unit.DAYS:
            return Words(th=f"{self.value} วัน", en=f"{self.value} days")
        if self.unit is Unit.MONTH:
            return Words(th=f"เดือน{MONTHS_TH[self.value - 1]}", en=MONTHS_EN_SHORT[self.value - 1])
        return Words(th="ต้องประชุมร่วม", en="needed") if self.value else Words(th="ไม่ต้อง", en="not needed")


def _joint(key: RuleKey, th: str, en: str, value: int, clause: str) -> PlanningRule:
    words = Words(th=f"{th}: คณะกรรมการพัฒนาท้องถิ่นประชุมร่วมกับประชาคม", en=f"{en}: committee and assembly meet together")
    return PlanningRule(key, words, Unit.YES_NO, value, clause)


DEFAULTS: Mapping[RuleKey, PlanningRule] = {
    rule.key: rule
    for rule in (
        _joint(RuleKey.ADDED_JOINT, "เพิ่มเติมแผน", "Addition", 1, "ข้อ 22"),
        _joint(RuleKey.CHANGED_JOINT, "เปลี่ยนแปลงแผน", "Change", 1, "ข้อ 22/1"),
        _joint(RuleKey.CORRECTED_JOINT, "แก้ไขแผน", "Correction", 0, "ข้อ 21"),
        _joint(RuleKey.SPECIAL_JOINT, "เปลี่ยนแปลงกรณีพิเศษ", "Change of a special kind", 0, "ข้อ 22/2"),
        PlanningRule(
            RuleKey.ANNOUNCEMENT_DAYS,
            Words(th="ประกาศแผนให้ประชาชนทราบ ภายในกี่วันนับแต่ประกาศใช้", en="The plan is made known within so many days"),
            Unit.DAYS,
            None,
            "ข้อ 24",
        ),
        PlanningRule(
            RuleKey.POSTING_DAYS,
            Words(th="ปิดประกาศแผนไว้อย่างน้อยกี่วัน", en="The plan stays posted for at least so many days"),
            Unit.DAYS,
            None,
            "ข้อ 24",
        ),
        PlanningRule(
            RuleKey.IMPLEMENTATION_DAYS,
            Words(
                th="แผนการดำเนินงานแล้วเสร็จ นับแต่ประกาศใช้งบประมาณ จ่ายเงินสะสม หรือได้รับแจ้งโครงการ",
                en="The implementation plan is done, counted from the budget's announcement",
            ),
            Unit.DAYS,
            30,
            "ข้อ 27",
        ),
        PlanningRule(
            RuleKey.EVALUATION_DAYS,
            Words(
                th="ประกาศผลการติดตามและประเมินผล นับแต่รายงานต่อสภาและคณะกรรมการพัฒนาท้องถิ่น",
                en="The evaluation is announced, counted from the report to council and committee",
            ),
            Unit.DAYS,
            15,
            "ข้อ 30 (5)",
        ),
        PlanningRule(
            RuleKey.EVALUATION_POSTING_DAYS,
            Words(th="ปิดประกาศผลการประเมินไว้อย่างน้อย", en="The evaluation stays posted for at least"),
            Unit.DAYS,
            30,
            "ข้อ 30 (5)",
        ),
        PlanningRule(
            RuleKey.EVALUATION_MONTH,
            Words(
                th="ประกาศผลการประเมินปีละครั้ง ภายในสิ้นเดือน", en="The evaluation is announced once a year, by the end of"
            ),
            Unit.MONTH,
            12,
            "ข้อ 30 (5)",
        ),
    )
}
_JOINT = {
    EditionKind.ADDED: RuleKey.ADDED_JOINT,
    EditionKind.CHANGED: RuleKey.CHANGED_JOINT,
    EditionKind.CORRECTED: RuleKey.CORRECTED_JOINT,
    EditionKind.SPECIAL: RuleKey.SPECIAL_JOINT,
}


def meeting_rule(kind: EditionKind, rules: Mapping[RuleKey, PlanningRule]) -> PlanningRule:
    """Whether an edition of this kind needs the joint meeting with the assembly, and by which clause."""
    return rules[_JOINT[kind]]


def may_touch(kind: EditionKind, *, new_project: bool) -> Words | None:
    """None when an edition of this kind may take up such a project; otherwise why not and what to do."""
    if new_project and kind is EditionKind.CORRECTED:
        return Words(
            th="โครงการใหม่เข้าแผนด้วยการเพิ่มเติม ไม่ใช่การแก้ไข โปรดเริ่มฉบับเพิ่มเติม",
            en="A new project enters by an addition, not by a correction; begin an addition.",
        )
    if not new_project and kind is EditionKind.ADDED:
        return Words(
            th="ฉบับเพิ่มเติมรับเฉพาะโครงการใหม่ หากจะปรับโครงการเดิม โปรดเริ่มฉบับเปลี่ยนแปลงหรือแก้ไข",
            en="An addition takes new projects only; to alter one, begin a change or a correction.",
        )
    return None
