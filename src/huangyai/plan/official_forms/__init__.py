"""Official planning forms (แบบ ผ.01, ผ.02, ผ.02/1, ผ.02/2, ผ.03) as PDF, XLSX and DOCX, each proved to add
up first."""

from huangyai.plan.official_forms.docx import render_docx
from huangyai.plan.official_forms.form import FormProject, FormStrategy, OfficialForm, PlanLine, Tactic
from huangyai.plan.official_forms.gathering import form_of_rows, summary_of
from huangyai.plan.official_forms.layouts import LAYOUTS, Layout, layout_for
from huangyai.plan.official_forms.pdf import render_pdf
from huangyai.plan.official_forms.proof import prove
from huangyai.plan.official_forms.summary_form import SummaryForm
from huangyai.plan.official_forms.xlsx import render_xlsx
from huangyai.plan.official_forms.year_chart import ChartEntry, ChartGroup, YearChart

__all__ = [
    "LAYOUTS",
    "ChartEntry",
    "ChartGroup",
    "FormProject",
    "FormStrategy",
    "Layout",
    "OfficialForm",
    "PlanLine",
    "SummaryForm",
    "Tactic",
    "YearChart",
    "form_of_rows",
    "layout_for",
    "prove",
    "render_docx",
    "render_pdf",
    "render_xlsx",
    "summary_of",
]
