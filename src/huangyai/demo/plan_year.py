"""The example plan lives on: a correction is announced, an addition is being written, the year's months are ticked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from huangyai.kernel import Actor, FiscalYear
from huangyai.plan.actions.editions import approve_edition, begin_edition, note_meeting, take_up_project
from huangyai.plan.actions.entering import WORDED, ProjectFacts, WorkPlace
from huangyai.plan.actions.implementation import announce_implementation, begin_implementation, tick_months
from huangyai.plan.models import Plan, Project, ProjectProblem, Strategy, Undertaking, YearMoney
from huangyai.plan.queries.implementation import undertakings


def live_with_the_plan(
    *,
    planner: Actor,
    leader: Actor,
    plan: Plan,
    strategy: Strategy,
    projects: Sequence[Project],
    year: int,
    day_ago: Callable[[int], dt.date],
) -> None:
    """One edition that everybody can read, one that waits, and the implementation plan of the year with its months."""
    _correct(planner, leader, plan, strategy, projects[0], day_ago)
    _add(planner, plan, strategy, year, day_ago)
    # The year that runs now, where the plan reaches so far, and the one before it.
    now = min(FiscalYear.of(day_ago(0)).be, plan.last_year)
    if year < now:
        before = begin_implementation(actor=planner, plan=plan, year=year, cause="budget", counted_from=day_ago(395))
        tick_months(actor=planner, implementation=before, months=_months(list(undertakings(before))))
        announce_implementation(actor=leader, implementation=before, announced_on=day_ago(372))
    begun = begin_implementation(actor=planner, plan=plan, year=now, cause="budget", counted_from=day_ago(18))
    # The first one of the list has no month yet.
    tick_months(actor=planner, implementation=begun, months=_months(list(undertakings(begun))[1:]))


def _months(rows: Sequence[Undertaking]) -> list[tuple[Undertaking, tuple[int, ...]]]:
    # Work rests in the rice harvest and at the new year.
    months = ((11, 12, 1, 2, 3), (1, 2, 3, 4), (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9))
    return [(row, months[at % len(months)]) for at, row in enumerate(rows)]


def _correct(
    planner: Actor, leader: Actor, plan: Plan, strategy: Strategy, project: Project, day_ago: Callable[[int], dt.date]
) -> None:
    corrected = begin_edition(
        actor=planner, plan=plan, kind="corrected", reason="ผลที่คาดว่าจะได้รับพิมพ์ตกข้อความ ทำให้อ่านไม่ครบถ้วน"
    )
    said = _facts(project)
    take_up_project(
        actor=planner,
        edition=corrected,
        project=project,
        strategy=strategy,
        facts=replace(said, expected_result=f"{said.expected_result} และครอบครัวมีเวลาทำงาน"),
        reason="เติมข้อความที่ตกไป โดยไม่เปลี่ยนวัตถุประสงค์ เป้าหมาย และงบประมาณ",
        problems=[link.problem for link in ProjectProblem.objects.filter(project=project).select_related("problem")],
        target_list=project.target_list,
    )
    approve_edition(actor=leader, edition=corrected, announced_on=day_ago(60))


def _add(planner: Actor, plan: Plan, strategy: Strategy, year: int, day_ago: Callable[[int], dt.date]) -> None:
    added = begin_edition(actor=planner, plan=plan, kind="added", reason="ประชาคมขอให้ซ่อมบ้านผู้สูงอายุที่เสี่ยงหกล้มก่อนฤดูฝน")
    take_up_project(
        actor=planner,
        edition=added,
        strategy=strategy,
        facts=ProjectFacts(
            name="ซ่อมบ้านผู้สูงอายุที่เสี่ยงหกล้ม",
            objective="เพื่อให้ผู้สูงอายุอยู่บ้านได้อย่างปลอดภัย",
            target_output="ติดราวจับ ปรับพื้นและห้องน้ำ 12 หลังคาเรือน",
            indicator=f"บ้าน 12 หลังผ่านแบบตรวจบ้านปลอดภัย ภายใน 30 กันยายน {year} และไม่มีผู้หกล้มในบ้านที่ซ่อมแล้ว วัดจากสมุดเยี่ยมบ้าน",
            expected_result="ผู้สูงอายุไม่หกล้มในบ้าน ครอบครัวคลายกังวล",
            responsible_unit="กองช่าง",
            programme="แผนงานเคหะและชุมชน",
            money={year: Decimal(120_000)},
        ),
        reason="สำรวจพบบ้านเสี่ยง 12 หลัง มีผู้หกล้มแล้ว 3 คนในปีนี้",
        place=WorkPlace(name="บ้านผู้สูงอายุ 12 หลังทุกหมู่บ้าน"),
    )
    note_meeting(
        actor=planner,
        edition=added,
        held_on=day_ago(6),
        name="คณะกรรมการพัฒนาท้องถิ่นร่วมกับประชาคมท้องถิ่น",
        joint=True,
    )


def _facts(project: Project) -> ProjectFacts:
    money = dict(YearMoney.objects.filter(project=project, baht__gt=0).values_list("year", "baht"))
    return ProjectFacts(**{name: getattr(project, name) for name in WORDED}, money=money)
