"""A plan book comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from huangyai.kernel import Actor, Refusal, new_id
from huangyai.ledger.actions import record
from huangyai.plan.access import require_plan_work
from huangyai.plan.actions.plans import begin_plan
from huangyai.plan.models import Plan, PlanApproval, Project, Strategy, YearMoney
from huangyai.plan.rules import PlanRow, PlanSheet

_IMPORTED_FIELDS = [
    "strategy", "form", "tactic", "programme", "number", "name", "objective", "target_output", "indicator",
    "expected_result", "responsible_unit", "imported_row",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """What bringing a plan book in changed."""

    created: int
    changed: int
    unchanged: int
    total: int


def import_plan_sheet(
    *, actor: Actor, plan_years: tuple[int, int], sheet: PlanSheet, already_announced: bool = False
) -> ImportedPlan:
    """Bring a plan book's projects in; the same book a second time changes nothing.

    Into an announced plan only what was announced already may be brought, because everybody sees it at once: whoever
    brings it says so (`already_announced`), otherwise Refusal ``plan-announced`` and nothing is written.
    """
    require_plan_work(actor)
    first, last = plan_years
    with transaction.atomic():
        plan = Plan.objects.filter(first_year=first).first() or begin_plan(
            actor=actor, first_year=first, last_year=last
        )
        # Nobody announces the plan until its book is in.
        Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        strategies = _strategies_of_sheet(actor, plan, sheet)
        known = {
            project.imported_key: project for project in Project.objects.filter(plan=plan).exclude(imported_key="")
        }
        created, changed, rows_by_project = [], [], {}
        # Ids of one moment are in no order by themselves; the book's order is kept in them.
        ids = iter(sorted(new_id() for _ in sheet.rows))
        for row in sheet.rows:
            document = row.as_document()
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
            _take_row(project, row, document, strategies.get(row.strategy_no or row.strategy_name))
            rows_by_project[project] = row
        if rows_by_project and not already_announced:
            _require_unannounced(plan)
        Project.objects.bulk_create(created, batch_size=500)
        Project.objects.bulk_update(changed, _IMPORTED_FIELDS, batch_size=500)
        _plan_money(actor, rows_by_project)
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


def _require_unannounced(plan: Plan) -> None:
    if PlanApproval.objects.filter(plan=plan).exists():
        raise Refusal(
            "plan-announced",
            th=f"แผน {plan.first_year}–{plan.last_year} ประกาศใช้แล้ว ประชาชนจะเห็นทันที โปรดยืนยันว่าโครงการในเล่มนี้ประกาศแล้ว "
            "หรือเสนอเป็นฉบับเพิ่มเติม/เปลี่ยนแปลง",
            en=f"The plan {plan.first_year}–{plan.last_year} is announced, so everybody sees it at once: confirm that the "
            "projects of this book were announced too, or propose them as an amendment.",
        )


def _plan_money(actor: Actor, rows: Mapping[Project, PlanRow]) -> None:
    """Money by year as the book has it. A year that stays keeps its row, and with it what was found for it."""
    known = {(each.project_id, each.year): each for each in YearMoney.objects.filter(project__in=list(rows))}
    new, changed = [], []
    for project, row in rows.items():
        for part in row.budget:
            there = known.pop((project.pk, part.year), None)
            if there is None:
                new.append(
                    YearMoney(
                        municipality_id=actor.municipality_id,
                        project=project,
                        year=part.year,
                        baht=part.money.in_baht,
                    )
                )
            elif there.baht != part.money.in_baht:
                changed.append(_to_baht(there, row, part.money.in_baht))
    # A year that the book leaves out stays at nothing where something was found for it: other rows may stand on it.
    names = {project.pk: row for project, row in rows.items()}
    kept = [each for each in known.values() if each.allocated is not None or each.source_id]
    changed += [_to_baht(each, names[each.project_id], Decimal(0)) for each in kept]
    YearMoney.objects.filter(pk__in=[each.pk for each in known.values() if each not in kept]).delete()
    YearMoney.objects.bulk_update(changed, ["baht"], batch_size=500)
    YearMoney.objects.bulk_create(new, batch_size=2000)


def _to_baht(money: YearMoney, row: PlanRow, baht: Decimal) -> YearMoney:
    if baht < (money.allocated or 0):
        raise Refusal(
            "money-given-out",
            th=f"แถว {row.source_row} “{row.name}”: ปี {money.year} จัดสรรให้แล้ว {money.allocated:,.0f} บาท จึงลดเหลือ {baht:,.0f} "
            "บาทไม่ได้ โปรดปรับการจัดสรรก่อน",
            en=f"Row {row.source_row} “{row.name}”: {money.allocated:,.0f} baht of {money.year} are given to it already, so "
            f"{baht:,.0f} is too little; change what is given out first.",
        )
    money.baht = baht
    return money


def _strategies_of_sheet(actor: Actor, plan: Plan, sheet: PlanSheet) -> dict[str, Strategy]:
    """Strategies by the number that the book gives them, or by name where it gives none."""
    there = list(Strategy.objects.filter(plan=plan))
    numbers = {strategy.number for strategy in there}
    found = {strategy.name: strategy for strategy in there} | {strategy.number: strategy for strategy in there}
    for row in sheet.rows:
        key = row.strategy_no or row.strategy_name
        if key and key not in found:
            free = next(str(number) for number in range(1, len(numbers) + 2) if str(number) not in numbers)
            number = row.strategy_no[:20] or free
            numbers.add(number)
            # A printed book may bring strategies into an announced plan, where nobody writes new ones.
            found[key] = Strategy.objects.create(
                municipality_id=actor.municipality_id,
                plan=plan,
                number=number,
                name=(row.strategy_name or row.strategy_no)[:500],
            )
            record(actor=actor, verb="strategy.added", subject=found[key])
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
