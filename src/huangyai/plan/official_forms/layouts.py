"""How each form looks in each plan period. Labels drift between circulars, so they are data, not code."""

from __future__ import annotations

from dataclasses import dataclass, replace

from huangyai.kernel import Refusal

BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column: the project's field that it prints (`BUDGET` stands for one column a year), heading and
    share of the width."""

    field: str
    heading: str
    share: float = 1.0
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A form of one plan period.

    `title` may use {first}, {last}, {place} and {edition}. `grouped_by` is ``line``
    (strategy, tactic
    and แผนงาน above each table), ``issue`` (ประเด็นการพัฒนา above each table) or ``none`` (one list).
    """

    form: str
    first_year: int
    last_year: int
    stamp: str
    title: tuple[str, ...]
    columns: tuple[LayoutColumn, ...]
    grouped_by: str
    unit: str = "โครงการ"


_SEQ = LayoutColumn("seq", "ที่", centred=True)
_NAME = LayoutColumn("name", "โครงการ", 1.25)
_OBJECTIVE = LayoutColumn("objective", "วัตถุประสงค์", 1.4)
_TARGET = LayoutColumn("target", "เป้าหมาย\n(ผลผลิตของโครงการ)", 1.35)
_BUDGET = LayoutColumn(BUDGET, "งบประมาณ")
_KPI = LayoutColumn("kpi", "ตัวชี้วัด\n(KPI)", 1.05)
_RESULT = LayoutColumn("expected_result", "ผลที่คาดว่า\nจะได้รับ", 1.2)
_REASON = LayoutColumn("reason", "เหตุผล\nความจำเป็น", 1.0)
_DEPARTMENT = LayoutColumn("department", "หน่วยงานที่\nรับผิดชอบหลัก", 0.95, centred=True)

_WITH_KPI = (_SEQ, _NAME, _OBJECTIVE, _TARGET, _BUDGET, _KPI, _RESULT, _DEPARTMENT)
_PLAN_LINE = "แผนพัฒนาท้องถิ่น (พ.ศ. {first} - {last}) {edition}"

_WITHOUT_KPI = (
    _SEQ,
    _NAME,
    _OBJECTIVE,
    _TARGET,
    _BUDGET,
    _RESULT,
    LayoutColumn("department", "หน่วยงาน\nรับผิดชอบหลัก", 0.95, centred=True),
)
_NEW_TITLE = ("บัญชีรายละเอียดโครงการพัฒนาท้องถิ่น", _PLAN_LINE, "{place}")

LAYOUTS: tuple[Layout, ...] = (
    Layout(
        form="ผ.02",
        first_year=2566,
        last_year=2570,
        stamp="แบบ ผ.02",
        title=("รายละเอียดโครงการพัฒนา", _PLAN_LINE, "{place}"),
        columns=_WITH_KPI,
        grouped_by="line",
    ),
    Layout(
        form="ผ.02/1",
        first_year=2566,
        last_year=2570,
        stamp="แบบ ผ.02/1",
        title=(
            "รายละเอียดโครงการพัฒนา",
            "ที่นำมาจากแผนพัฒนาหมู่บ้านและแผนชุมชน (พ.ศ. {first} - {last}) {edition}",
            "{place}",
        ),
        columns=_WITH_KPI,
        grouped_by="line",
    ),
    Layout(
        form="ผ.02/2",
        first_year=2566,
        last_year=2570,
        stamp="แบบ ผ.02/2",
        title=(
            "รายละเอียดโครงการพัฒนา",
            _PLAN_LINE,
            "สำหรับโครงการที่เกินศักยภาพขององค์กรปกครองส่วนท้องถิ่น",
            "{place}",
        ),
        columns=_WITH_KPI,
        grouped_by="line",
    ),
    Layout(
        form="ผ.03",
        first_year=2566,
        last_year=2570,
        stamp="แบบ ผ.03",
        title=("บัญชีครุภัณฑ์", _PLAN_LINE, "{place}"),
        columns=(
            _SEQ,
            LayoutColumn("line", "แผนงาน", 1.1),
            LayoutColumn("category", "หมวด", 0.9),
            LayoutColumn("equipment_type", "ประเภท", 1.1),
            LayoutColumn("target", "เป้าหมาย\n(ผลผลิตของครุภัณฑ์)", 1.8),
            _BUDGET,
            LayoutColumn("department", "หน่วยงาน\nรับผิดชอบหลัก", 0.9, centred=True),
        ),
        grouped_by="none",
        unit="รายการ",
    ),
    Layout(
        form="ผ.02",
        first_year=2571,
        last_year=2575,
        stamp="แบบ ผ.02",
        title=_NEW_TITLE,
        columns=_WITHOUT_KPI,
        grouped_by="issue",
    ),
    Layout(
        form="ผ.02/1",
        first_year=2571,
        last_year=2575,
        stamp="แบบ ผ.02/1",
        title=(_NEW_TITLE[0], "ที่นำมาจากแผนพัฒนาหมู่บ้านและแผนชุมชน", *_NEW_TITLE[1:]),
        columns=_WITHOUT_KPI,
        grouped_by="issue",
    ),
    Layout(
        form="ผ.02/2",
        first_year=2571,
        last_year=2575,
        stamp="แบบ ผ.02/2",
        title=(_NEW_TITLE[0], "สำหรับโครงการที่เกินศักยภาพขององค์กรปกครองส่วนท้องถิ่น", *_NEW_TITLE[1:]),
        columns=_WITHOUT_KPI,
        grouped_by="issue",
    ),
    Layout(
        form="ผ.03",
        first_year=2571,
        last_year=2575,
        stamp="แบบ ผ.03",
        title=("บัญชีครุภัณฑ์", _PLAN_LINE, "{place}"),
        columns=(
            _SEQ,
            LayoutColumn("name", "ครุภัณฑ์", 1.5),
            LayoutColumn("target", "เป้าหมาย", 1.5),
            _BUDGET,
            _RESULT,
            LayoutColumn("department", "หน่วยงาน\nรับผิดชอบ", 0.9, centred=True),
        ),
        grouped_by="none",
        unit="รายการ",
    ),
)


def layout_for(form: str, first_year: int) -> Layout:
    """The layout of a form in the period that a plan begins in; the newest one for periods that have none
    yet."""
    known = sorted((layout for layout in LAYOUTS if layout.form == form), key=lambda layout: layout.first_year)
    begun = [layout for layout in known if layout.first_year <= first_year]
    if not begun:
        raise Refusal(
            "form-unknown",
            th=f"ไม่มีรูปแบบของแบบ {form} สำหรับแผนที่เริ่มปี {first_year}",
            en=f"There is no layout of form {form} for a plan that begins in {first_year}.",
        )
    return begun[-1]


def with_reasons(layout: Layout) -> Layout:
    """The layout of an added, changed or corrected edition: the reason stands before the responsible unit."""
    return replace(layout, columns=(*layout.columns[:-1], _REASON, layout.columns[-1]))
