"""A plan's own rows on the official forms."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from huangyai.design.documents import find_fonts
from huangyai.kernel import Actor, Money, NotFound
from huangyai.places.models import Municipality
from huangyai.plan.access import require_printing
from huangyai.plan.models import Plan, Project
from huangyai.plan.official_forms import OfficialForm, form_of_rows, render_docx, render_pdf, render_xlsx
from huangyai.plan.queries import projects
from huangyai.plan.rules import PlanRow, YearMoney

FORMS = {"p02": Project.Form.P02, "p02-1": Project.Form.P02_1, "p02-2": Project.Form.P02_2, "p03": Project.Form.P03}
_RENDERERS: dict[str, tuple[str, Callable[[OfficialForm], bytes]]] = {
    "pdf": ("application/pdf", lambda form: render_pdf(form, fonts=find_fonts())),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", render_xlsx),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", render_docx),
}


def print_form(actor: Actor, plan: Plan, form: str, file_type: str) -> tuple[bytes, str]:
    """One official form of a plan as a file, with its content type. `form` is ``p02``, ``p02-1``, ``p02-2`` or ``p03``.

    Raises `NotFound` for a form or file type that there is not, `NotAllowed` for a draft outside the town hall, and
    `Refusal` when the plan's figures don't add up.
    """
    if form not in FORMS or file_type not in _RENDERERS:
        raise NotFound
    require_printing(actor, plan)
    return _rendered(official_form(actor, plan, FORMS[form]), file_type), _RENDERERS[file_type][0]


@functools.lru_cache(maxsize=8)
def _rendered(form: OfficialForm, file_type: str) -> bytes:
    # A book of five hundred projects takes seconds to lay out; the same figures give the same file.
    return _RENDERERS[file_type][1](form)


def official_form(actor: Actor, plan: Plan, form: str) -> OfficialForm:
    """What the form says: the plan's projects of this form, in the order in which they were written."""
    municipality = Municipality.objects.get(pk=plan.municipality_id)
    found = projects(actor, plan).filter(form=form).order_by("pk")
    return form_of_rows(
        [_row(project) for project in found],
        form=form,
        municipality=municipality.name_th,
        province=municipality.province_th,
        years=(plan.first_year, plan.last_year),
    )


def _row(project: Project) -> PlanRow:
    tactic = re.match(r"(\d+\.\d+)?\s*(.*)", project.tactic, re.DOTALL)
    code, name = (tactic[1] or "", tactic[2]) if tactic else ("", "")
    return PlanRow(
        natural_key=str(project.pk),
        source_row=0,
        form=project.form,
        sheet="",
        row=0,
        seq=project.number,
        strategy_no=project.strategy.number if project.strategy else "",
        strategy_name=project.strategy.name if project.strategy else "",
        tactic_code=code,
        tactic_name=name,
        plan_name=project.programme,
        name=project.name,
        objective=project.objective,
        target=project.target_output,
        budget=tuple(YearMoney(part.year, Money.baht(part.baht)) for part in project.money.all()),
        kpi=project.indicator,
        expected_result=project.expected_result,
        department=project.responsible_unit,
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
