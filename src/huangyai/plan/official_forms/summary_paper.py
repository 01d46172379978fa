"""แบบ ผ.01 on paper: every แผนงาน under its strategy and tactic, a count and an amount for each year and
for all."""

from __future__ import annotations

from huangyai.plan.official_forms.paper import Cell, Kind, Paper, PaperBlock, PaperColumn, PaperRow, place_of
from huangyai.plan.official_forms.summary_form import SummaryForm
from huangyai.plan.rules.summary import Level, SummaryLine


def lay_out_summary(form: SummaryForm) -> Paper:
    """One table for each block of the summary (ผ.02, ผ.02/2, ผ.03 …)."""
    summary = form.summary
    years = summary.years
    columns = [PaperColumn("ยุทธศาสตร์ / กลยุทธ์ / แผนงาน", share=1.0)]
    for group in (*(f"ปี {year}" for year in years), f"รวม {len(years)} ปี"):
        columns.append(PaperColumn("จำนวน\nโครงการ", group=group, figures=True, centred=True))
        columns.append(PaperColumn("งบประมาณ\n(บาท)", group=group, figures=True))
    blocks: list[PaperBlock] = []
    counted = 0
    for section in summary.sections:
        lines = [line for line in summary.lines if line.section == section]
        rows: list[PaperRow] = []
        loose: list[int] = []
        strategies: list[int] = []
        spoken = ("", "")
        for line in lines:
            if line.level is Level.LINE and (line.strategy, line.tactic) != spoken:
                for told, text in zip(spoken, (line.strategy, line.tactic), strict=True):
                    if text and (text != told or text == line.tactic):
                        rows.append(PaperRow(Kind.HEADING, (text, *([None] * (len(columns) - 1)))))
                spoken = (line.strategy, line.tactic)
            here = counted + len(rows)
            if line.level is Level.LINE:
                rows.append(PaperRow(Kind.ENTRY, ("   " + (line.line or "ไม่ระบุแผนงาน"), *_cells(line))))
                loose.append(here)
            elif line.level is Level.STRATEGY:
                rows.append(PaperRow(Kind.SUBTOTAL, (line.line, *_cells(line)), tuple(loose)))
                strategies.append(here)
                loose = []
            else:
                rows.append(PaperRow(Kind.TOTAL, (line.line, *_cells(line)), (*strategies, *loose)))
        blocks.append(PaperBlock((f"แบบ {section}",), tuple(rows)))
        counted += len(rows)
    return Paper(
        stamp="แบบ ผ.01",
        title=(
            "บัญชีสรุปโครงการพัฒนา",
            f"แผนพัฒนาท้องถิ่น (พ.ศ. {years[0]} - {years[-1]}) {form.edition}".strip(),
            place_of(form.municipality, form.province),
        ),
        columns=tuple(columns),
        blocks=tuple(blocks),
        label_span=1,
        page_per_block=True,
    )


def _cells(line: SummaryLine) -> list[Cell]:
    return [cell for amount in (*line.amounts, line.all_years) for cell in (amount.count or None, amount.money)]
