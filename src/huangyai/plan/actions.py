from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from huangyai.assembly.actions import answer_problem
from huangyai.assembly.models import Answer, Problem
from huangyai.kernel import Actor, Refusal, Words, new_id
from huangyai.ledger.actions import record
from huangyai.plan.access import require_approval, require_plan_work
from huangyai.plan.bridge import allocate
from huangyai.plan.models import (
    FundingSource,
    Plan,
    PlanApproval,
    Project,
    ProjectProblem,
    Strategy,
    YearMoney,
)
from huangyai.plan.rules import PlanRow, PlanSheet
from huangyai.targets.models import TargetList

_ALLOCATION_SECONDS = 10.0


def begin_plan(*, actor: Actor, first_year: int, last_year: int, vision: str = "") -> Plan:
    """Begin a plan of five Buddhist years."""
    require_plan_work(actor)
    if last_year - first_year != 4:
        raise Refusal(
            "not-five-years",
            th="แผนพัฒนาท้องถิ่นมีห้าปี เช่น 2571–2575 โปรดตรวจปีแรกและปีสุดท้าย",
            en="A local development plan has five years, such as 2571–2575; check the first and the last.",
        )
    if Plan.objects.filter(first_year=first_year).exists():
        raise Refusal(
            "plan-exists",
            th=f"มีแผนที่เริ่มปี {first_year} แล้ว โปรดเปิดแผนเดิม",
            en=f"There is already a plan that begins in {first_year}; open that one.",
        )
    with transaction.atomic():
        plan = Plan.objects.create(
            municipality_id=actor.municipality_id, first_year=first_year, last_year=last_year, vision=vision
        )
        record(actor=actor, verb="plan.begun", subject=plan, first_year=first_year)
    return plan


def add_strategy(*, actor: Actor, plan: Plan, number: str, name: str) -> Strategy:
    """Add a strategy (ยุทธศาสตร์, ประเด็นการพัฒนา) to a plan."""
    require_plan_work(actor)
    if Strategy.objects.filter(plan=plan, number=number).exists():
        raise Refusal(
            "strategy-exists",
            th=f"แผนนี้มียุทธศาสตร์เลขที่ {number} แล้ว โปรดใช้เลขที่ถัดไป",
            en=f"This plan has a strategy number {number} already; take the next number.",
        )
    with transaction.atomic():
        strategy = Strategy.objects.create(municipality_id=actor.municipality_id, plan=plan, number=number, name=name)
        record(actor=actor, verb="strategy.added", subject=strategy)
    return strategy


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What a project says of itself in the plan. Money is by Buddhist year, in baht."""

    name: str
    objective: str
    target_output: str
    indicator: str
    expected_result: str
    responsible_unit: str
    programme: str
    money: Mapping[int, Decimal] = field(default_factory=dict)
    tactic: str = ""


def design_project(
    *,
    actor: Actor,
    plan: Plan,
    strategy: Strategy,
    facts: ProjectFacts,
    problems: Sequence[Problem] = (),
    target_list: TargetList | None = None,
) -> Project:
    """Write a project into the plan, with the sentences it answers and the people it is for.

    Those who said the sentences are told that they are in the plan.
    """
    require_plan_work(actor)
    if strategy.plan_id != plan.pk:
        raise Refusal(
            "strategy-of-another-plan",
            th="ยุทธศาสตร์ที่เลือกเป็นของแผนอื่น โปรดเลือกยุทธศาสตร์ของแผนนี้",
            en="The strategy belongs to another plan; choose one of this plan.",
        )
    outside = [year for year in facts.money if year not in plan.years]
    if outside:
        raise Refusal(
            "year-outside-plan",
            th=f"ปี {outside[0]} ไม่อยู่ในแผน {plan.first_year}–{plan.last_year} โปรดแก้ปีงบประมาณ",
            en=f"The year {outside[0]} is not in the plan {plan.first_year}–{plan.last_year}; correct it.",
        )
    with transaction.atomic():
        project = Project.objects.create(
            municipality_id=actor.municipality_id,
            plan=plan,
            strategy=strategy,
            tactic=facts.tactic,
            programme=facts.programme,
            number=str(Project.objects.filter(plan=plan, strategy=strategy).count() + 1),
            name=facts.name,
            objective=facts.objective,
            target_output=facts.target_output,
            indicator=facts.indicator,
            expected_result=facts.expected_result,
            responsible_unit=facts.responsible_unit,
            target_list=target_list,
        )
        YearMoney.objects.bulk_create(
            YearMoney(municipality_id=actor.municipality_id, project=project, year=year, baht=baht)
            for year, baht in sorted(facts.money.items())
        )
        for problem in problems:
            ProjectProblem.objects.create(municipality_id=actor.municipality_id, project=project, problem=problem)
            answer_problem(
                actor=actor,
                problem=problem,
                state=Answer.State.IN_PLAN,
                reason=Words(
                    th=f"อยู่ในแผนพัฒนา {plan.first_year}–{plan.last_year} โครงการ{facts.name}",
                    en=f"It is in the development plan {plan.first_year}–{plan.last_year}, project {facts.name}.",
                ),
            )
        record(
            actor=actor,
            verb="project.designed",
            subject=project,
            problems=[problem.pk for problem in problems],
            target_list=target_list.pk if target_list else None,
        )
    return project


def approve_plan(*, actor: Actor, plan: Plan, announced_on: dt.date) -> PlanApproval:
    """The head of the municipality approves and announces the plan; it is public from now on."""
    require_approval(actor)
    if PlanApproval.objects.filter(plan=plan).exists():
        raise Refusal(
            "plan-approved",
            th="แผนนี้ประกาศใช้แล้ว ไม่ต้องประกาศซ้ำ",
            en="This plan is already announced; nothing more is needed.",
        )
    if not Project.objects.filter(plan=plan).exists():
        raise Refusal(
            "plan-empty",
            th="แผนนี้ยังไม่มีโครงการ จึงประกาศใช้ไม่ได้ โปรดเพิ่มโครงการก่อน",
            en="This plan has no project yet; add one before announcing it.",
        )
    if announced_on > timezone.localdate():
        raise Refusal(
            "announced-tomorrow",
            th="วันที่ประกาศยังมาไม่ถึง โปรดบันทึกในวันที่ประกาศจริง เพราะประชาชนจะเห็นแผนทันที",
            en="That day is still to come. Write it down on the day itself: the public sees the plan at once.",
        )
    with transaction.atomic():
        approval = PlanApproval.objects.create(
            municipality_id=actor.municipality_id,
            plan=plan,
            approved_by_id=actor.user_id,
            announced_on=announced_on,
        )
        record(actor=actor, verb="plan.approved", subject=plan, announced_on=announced_on)
    return approval


def add_source(*, actor: Actor, code: str, name: str) -> FundingSource:
    """Add a source of money: the ordinance, a fund, a partner."""
    require_plan_work(actor)
    if FundingSource.objects.filter(code=code).exists():
        raise Refusal(
            "source-exists",
            th=f"มีแหล่งงบรหัส {code} แล้ว โปรดใช้แหล่งงบเดิม",
            en=f"There is a source with the code {code} already; use that one.",
        )
    with transaction.atomic():
        source = FundingSource.objects.create(municipality_id=actor.municipality_id, code=code, name=name)
        record(actor=actor, verb="source.added", subject=source, code=code)
    return source


def allocate_money(
    *, actor: Actor, plan: Plan, year: int, ceilings: Mapping[FundingSource, Decimal]
) -> list[YearMoney]:
    """Give a year's money out to the plan's own projects under each source's ceiling, most voices first, with the reason."""
    require_plan_work(actor)
    money = list(
        YearMoney.objects.filter(project__plan=plan, project__imported_key="", year=year, baht__gt=0)
        .select_related("project")
        .order_by("pk")
    )
    if not money or not ceilings:
        raise Refusal(
            "nothing-to-allocate",
            th=f"ปี {year} ยังไม่มีโครงการที่ตั้งงบไว้ หรือยังไม่มีวงเงินของแหล่งงบ โปรดใส่วงเงินอย่างน้อยหนึ่งแหล่ง",
            en=f"No project has money planned in {year}, or no source has a ceiling yet; give at least one a ceiling.",
        )
    voices = dict(
        ProjectProblem.objects.filter(project__plan=plan).values_list("project_id").annotate(n=Sum("problem__voices"))
    )
    allotted = {
        allotment.money_id: allotment for allotment in allocate(money, ceilings, voices, seconds=_ALLOCATION_SECONDS)
    }
    with transaction.atomic():
        for row in money:
            allotment = allotted[row.pk]
            row.source_id, row.allocated, row.reason = allotment.source_id, allotment.baht, allotment.reason
        YearMoney.objects.bulk_update(money, ["source", "allocated", "reason"])
        record(
            actor=actor,
            verb="money.allocated",
            subject=plan,
            year=year,
            projects=sum(1 for row in money if row.allocated),
            baht=str(sum((row.allocated or Decimal(0) for row in money), Decimal(0))),
        )
    return money


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """What bringing a plan book in changed."""

    created: int
    changed: int
    unchanged: int
    total: int


def import_plan_sheet(*, actor: Actor, plan_years: tuple[int, int], sheet: PlanSheet) -> ImportedPlan:
    """Bring a plan book's projects in; the same book a second time changes nothing."""
    require_plan_work(actor)
    first, last = plan_years
    with transaction.atomic():
        plan = Plan.objects.filter(first_year=first).first() or begin_plan(
            actor=actor, first_year=first, last_year=last
        )
        strategies = _strategies_of_sheet(actor, plan, sheet)
        known = {
            project.imported_key: project for project in Project.objects.filter(plan=plan).exclude(imported_key="")
        }
        created, changed, rows_by_project = [], [], {}
        # Ids of one moment are in no order by themselves; the book's order is kept in them.
        ids = iter(sorted(new_id() for _ in sheet.rows))
        for row in sheet.rows:
            document = _as_document(row)
            project = known.get(row.natural_key)
            if project is None:
                project = Project(
                    pk=next(ids), municipality_id=actor.municipality_id, plan=plan, imported_key=row.natural_key
                )
                created.append(project)
            elif project.imported_row != document:
                changed.append(project)
            else:
                continue
            _take_row(project, row, document, strategies.get(row.strategy_no))
            rows_by_project[project] = row
        Project.objects.bulk_create(created, batch_size=500)
        Project.objects.bulk_update(changed, _IMPORTED_FIELDS, batch_size=500)
        YearMoney.objects.filter(project__in=changed).delete()
        YearMoney.objects.bulk_create(
            (
                YearMoney(
                    municipality_id=actor.municipality_id,
                    project=project,
                    year=part.year,
                    baht=part.money.in_baht,
                )
                for project, row in rows_by_project.items()
                for part in row.budget
            ),
            batch_size=2000,
        )
        result = ImportedPlan(
            len(created), len(changed), len(sheet.rows) - len(created) - len(changed), len(sheet.rows)
        )
        record(
            actor=actor,
            verb="plan.imported",
            subject=plan,
            created=result.created,
            changed=result.changed,
            total=result.total,
        )
    return result


_IMPORTED_FIELDS = [
    "strategy", "form", "tactic", "programme", "number", "name", "objective", "target_output", "indicator",
    "expected_result", "responsible_unit", "imported_row",
]  # fmt: skip


def _strategies_of_sheet(actor: Actor, plan: Plan, sheet: PlanSheet) -> dict[str, Strategy]:
    found = {strategy.number: strategy for strategy in Strategy.objects.filter(plan=plan)}
    for row in sheet.rows:
        if row.strategy_no and row.strategy_no not in found:
            found[row.strategy_no] = add_strategy(
                actor=actor, plan=plan, number=row.strategy_no, name=row.strategy_name or row.strategy_no
            )
    return found


def _take_row(project: Project, row: PlanRow, document: dict[str, Any], strategy: Strategy | None) -> None:
    project.strategy = strategy
    project.form = row.form if row.form in Project.Form.values else Project.Form.P02
    project.tactic = f"{row.tactic_code} {row.tactic_name}".strip()[:500]
    project.programme = row.plan_name[:200]
    project.number = row.seq[:20]
    project.name = row.name
    project.objective = row.objective
    project.target_output = row.target
    project.indicator = row.kpi
    project.expected_result = row.expected_result
    project.responsible_unit = row.department[:300]
    project.imported_row = document


def _as_document(row: PlanRow) -> dict[str, Any]:
    """The whole row as it was read, so that nothing of the book is lost and a change is seen."""
    return {
        name: [[part.year, part.money.satang] for part in value]
        if name in {"budget", "ordinance"}
        else list(value)
        if isinstance(value, tuple)
        else value
        for name in row.__dataclass_fields__
        if name not in {"natural_key", "source_row"}
        for value in [getattr(row, name)]
    }
