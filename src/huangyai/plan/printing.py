"""A plan's own rows on the official forms."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from huangyai.design.documents import find_fonts
from huangyai.kernel import Actor, Money, NotFound
from huangyai.places.models import Municipality
from huangyai.plan.access import require_printing
from huangyai.plan.models import Edition, ImplementationPlan, Plan, Project
from huangyai.plan.official_forms import (
    ChartEntry,
    ChartGroup,
    OfficialForm,
    SummaryForm,
    YearChart,
    form_of_rows,
    render_docx,
    render_pdf,
    render_xlsx,
    summary_of,
)
from huangyai.plan.queries import forms_in, projects
from huangyai.plan.queries.amending import items, name_of
from huangyai.plan.queries.implementation import total, undertakings
from huangyai.plan.rules import Amount, PlanRow, YearMoney
from huangyai.plan.rules.alignment import alignment_lines

SUMMARY = "p01"
FORMS = {
    SUMMARY: "ผ.01",
    "p02": Project.Form.P02,
    "p02-1": Project.Form.P02_1,
    "p02-2": Project.Form.P02_2,
    "p03": Project.Form.P03,
}
_RENDERERS: dict[str, tuple[str, Callable[[OfficialForm | SummaryForm | YearChart], bytes]]] = {
    "pdf": ("application/pdf", lambda form: render_pdf(form, fonts=find_fonts())),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", render_xlsx),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", render_docx),
}


def print_form(actor: Actor, plan: Plan, form: str, file_type: str) -> tuple[bytes, str]:
    """One official form of a plan as a file, with its content type. `form` is ``p01``, ``p02``, ``p02-1``, ``p02-2`` or ``p03``.

    Raises `NotFound` for a form or file type that there is not, `NotAllowed` for a draft outside the town hall, and
    `Refusal` when the plan's figures don't add up.
    """
    if form not in FORMS or file_type not in _RENDERERS:
        raise NotFound
    require_printing(actor, plan)
    said = summary_form(actor, plan) if form == SUMMARY else official_form(actor, plan, FORMS[form])
    return _rendered(said, file_type), _RENDERERS[file_type][0]


def print_edition(actor: Actor, edition: Edition, form: str, file_type: str) -> tuple[bytes, str]:
    """What an edition adds or alters, on one official form with its reasons. Raises as `print_form` does."""
    if form not in FORMS or form == SUMMARY or file_type not in _RENDERERS:
        raise NotFound
    require_printing(actor, edition.plan)
    return _rendered(edition_form(edition, FORMS[form]), file_type), _RENDERERS[file_type][0]


def print_year(actor: Actor, implementation: ImplementationPlan, file_type: str) -> tuple[bytes, str]:
    """The implementation plan of a year with its twelve months, as a file. Raises as `print_form` does."""
    if file_type not in _RENDERERS:
        raise NotFound
    require_printing(actor, implementation.plan)
    return _rendered(year_chart(implementation), file_type), _RENDERERS[file_type][0]


@functools.lru_cache(maxsize=8)
def _rendered(form: OfficialForm | SummaryForm | YearChart, file_type: str) -> bytes:
    # A book of five hundred projects takes seconds to lay out; the same figures give the same file.
    return _RENDERERS[file_type][1](form)


def official_form(actor: Actor, plan: Plan, form: str) -> OfficialForm:
    """What the form says: the plan's projects of this form, in the order in which they were written."""
    municipality = Municipality.objects.get(pk=plan.municipality_id)
    found = list(projects(actor, plan).filter(form=form).order_by("pk"))
    opening = form in (Project.Form.P02, Project.Form.P02_1, Project.Form.P02_2)
    return form_of_rows(
        [_row(project) for project in found],
        form=form,
        municipality=municipality.name_th,
        province=municipality.province_th,
        years=(plan.first_year, plan.last_year),
        details={
            str(project.pk): {"category": project.equipment_category, "equipment_type": project.equipment_type}
            for project in found
            if project.equipment_category or project.equipment_type
        },
        alignments={
            strategy.number: alignment_lines(strategy.alignment) for strategy in plan.strategies.all() if opening
        },
    )


def summary_form(actor: Actor, plan: Plan) -> SummaryForm:
    """The plan's summary (ผ.01) as its projects add up to it, form by form."""
    municipality = Municipality.objects.get(pk=plan.municipality_id)
    return SummaryForm(
        municipality=municipality.name_th,
        province=municipality.province_th,
        summary=summary_of(official_form(actor, plan, form) for form in forms_in(actor, plan)),
    )


def edition_form(edition: Edition, form: str) -> OfficialForm:
    """What an edition's form says: each project as it will stand, with the reason that it was taken up for."""
    plan = edition.plan
    municipality = Municipality.objects.get(pk=plan.municipality_id)
    kept = [item for item in items(edition) if item.after["said"]["form"] == form]
    return form_of_rows(
        [_kept_row(str(item.pk), item.after) for item in kept],
        form=form,
        municipality=municipality.name_th,
        province=municipality.province_th,
        years=(plan.first_year, plan.last_year),
        edition=name_of(edition).th,
        details={
            str(item.pk): {
                "reason": item.reason,
                "category": item.after["said"]["equipment_category"],
                "equipment_type": item.after["said"]["equipment_type"],
            }
            for item in kept
        },
    )


def year_chart(implementation: ImplementationPlan) -> YearChart:
    """What the year's form says, grouped by strategy and แผนงาน; its total is proved against the stored rows."""
    municipality = Municipality.objects.get(pk=implementation.municipality_id)
    groups: dict[tuple[str, str], list[ChartEntry]] = {}
    rows = list(undertakings(implementation))
    for row in rows:
        strategy = str(row.project.strategy) if row.project.strategy else ""
        groups.setdefault((strategy, row.project.programme), []).append(
            ChartEntry(
                name=row.project.name,
                activity=row.activity,
                money=Money.baht(row.baht),
                place=row.place,
                department=row.unit,
                months=frozenset(each.month for each in row.months.all()),
            )
        )
    return YearChart(
        municipality=municipality.name_th,
        province=municipality.province_th,
        year=implementation.year,
        number=implementation.number,
        groups=tuple(ChartGroup(strategy, line, tuple(found)) for (strategy, line), found in groups.items()),
        stated=Amount(len(rows), Money.baht(total(implementation))),
    )


def _row(project: Project) -> PlanRow:
    return _plan_row(
        str(project.pk),
        {name: getattr(project, name) for name in _TEXTS},
        number=project.number,
        strategy=(project.strategy.number, project.strategy.name) if project.strategy else ("", ""),
        money=[(part.year, Money.baht(part.baht)) for part in project.money.all()],
    )


def _kept_row(key: str, kept: Mapping[str, Any]) -> PlanRow:
    number, _, name = kept["strategy"][1].partition(". ")
    return _plan_row(
        key,
        kept["said"],
        number="",
        strategy=(number, name),
        money=[(int(year), Money(satang)) for year, satang in sorted(kept["money"].items())],
    )


_TEXTS = (
    "name", "objective", "target_output", "indicator", "expected_result", "responsible_unit", "programme", "tactic", "form",
)  # fmt: skip


def _plan_row(
    key: str,
    said: Mapping[str, str],
    *,
    number: str,
    strategy: tuple[str, str],
    money: Iterable[tuple[int, Money]],
) -> PlanRow:
    tactic = re.match(r"(\d+\.\d+)?\s*(.*)", said["tactic"], re.DOTALL)
    code, name = (tactic[1] or "", tactic[2]) if tactic else ("", "")
    return PlanRow(
        natural_key=key,
        source_row=0,
        form=said["form"],
        sheet="",
        row=0,
        seq=number,
        strategy_no=strategy[0],
        strategy_name=strategy[1],
        tactic_code=code,
        tactic_name=name,
        plan_name=said["programme"],
        name=said["name"],
        objective=said["objective"],
        target=said["target_output"],
        budget=tuple(YearMoney(year, baht) for year, baht in money),
        kpi=said["indicator"],
        expected_result=said["expected_result"],
        department=said["responsible_unit"],
        ordinance=(),
        amendment="",
        all_amendments=(),
        annotations="",
        funding_source="",
        duplicate_of="",
        transfer_target="",
        merge_target="",
        status="",
    )
