"""A plan book comes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from huangyai.kernel import Actor, new_id
from huangyai.ledger.actions import record
from huangyai.plan.access import require_plan_work
from huangyai.plan.actions.plans import add_strategy, begin_plan
from huangyai.plan.models import Plan, Project, Strategy, YearMoney
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
