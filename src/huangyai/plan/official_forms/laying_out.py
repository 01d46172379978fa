"""From a proved form to paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from huangyai.plan.official_forms.form import FormProject, FormStrategy, OfficialForm
from huangyai.plan.official_forms.gathering import heading_of, tactic_heading
from huangyai.plan.official_forms.layouts import BUDGET, Layout, LayoutColumn, layout_for, with_reasons
from huangyai.plan.official_forms.lists import listed
from huangyai.plan.official_forms.paper import Cell, Kind, Paper, PaperBlock, PaperColumn, PaperRow, place_of
from huangyai.plan.official_forms.proof import prove, yearly
from huangyai.plan.official_forms.summary_form import SummaryForm
from huangyai.plan.official_forms.summary_paper import lay_out_summary
from huangyai.plan.official_forms.year_chart import YearChart
from huangyai.plan.official_forms.year_chart_paper import lay_out_chart
from huangyai.plan.rules.summary import Amount


def lay_out(form: OfficialForm | SummaryForm | YearChart) -> Paper:
    """Prove the form, then lay it out as its plan period prints it."""
    prove(form)
    if isinstance(form, SummaryForm):
        return lay_out_summary(form)
    if isinstance(form, YearChart):
        return lay_out_chart(form)
    layout = layout_for(form.form, form.first_year)
    if any(project.reason for project in form.projects):
        layout = with_reasons(layout)
    return _FormPaper(form, layout).paper()


@dataclass(slots=True)
class _FormPaper:
    form: OfficialForm
    layout: Layout
    blocks: list[PaperBlock] = field(default_factory=list)
    counted: int = 0

    def paper(self) -> Paper:
        strategies = self.form.strategies
        if self.layout.grouped_by == "none":
            entries = [
                (line.name, project)
                for s in strategies
                for t in s.tactics
                for line in t.lines
                for project in line.projects
            ]
            rows = self._entries(entries)
            rows.append(self._total("รวมทั้งสิ้น", Kind.TOTAL, list(self.form.projects), self._numbers(rows)))
            self._close((), rows)
            return self._bound()
        strategy_totals = [
            self._issue_block(strategy) if self.layout.grouped_by == "issue" else self._line_blocks(strategy)
            for strategy in strategies
        ]
        if len(strategies) > 1:
            last = self.blocks.pop()
            total = self._total("รวมทั้งสิ้น", Kind.TOTAL, list(self.form.projects), strategy_totals)
            self.blocks.append(PaperBlock(last.headings, (*last.rows, total)))
        return self._bound()

    def _issue_block(self, strategy: FormStrategy) -> int:
        entries = [
            (line.name, project) for tactic in strategy.tactics for line in tactic.lines for project in line.projects
        ]
        rows = self._entries(entries)
        title = heading_of(strategy.number, strategy.name)
        rows.append(self._total("รวม", Kind.SUBTOTAL, list(strategy.projects), self._numbers(rows)))
        self._close((*strategy.preamble, title), rows)
        return self.counted - 1

    def _line_blocks(self, strategy: FormStrategy) -> int:
        title = heading_of(strategy.number, strategy.name)
        subtotals: list[int] = []
        opening = strategy.preamble
        for tactic in strategy.tactics:
            for number, line in enumerate(tactic.lines, start=1):
                rows = self._entries([(line.name, project) for project in line.projects])
                rows.append(self._total("รวม", Kind.SUBTOTAL, line.projects, self._numbers(rows)))
                subtotals.append(self.counted + len(rows) - 1)
                headings = [
                    *opening,
                    title,
                    tactic_heading(tactic.code, tactic.name),
                    f"({number}) {line.name}" if line.name else "",
                ]
                self._close(tuple(heading for heading in headings if heading), rows)
                opening = ()
        if len(subtotals) == 1:
            return subtotals[0]
        last = self.blocks.pop()
        name = f"รวมยุทธศาสตร์ที่ {strategy.number} จำนวน" if strategy.number else "รวมที่ไม่ระบุยุทธศาสตร์"
        total = self._total(name, Kind.TOTAL, list(strategy.projects), subtotals)
        self.blocks.append(PaperBlock(last.headings, (*last.rows, total)))
        self.counted += 1
        return self.counted - 1

    def _entries(self, entries: Sequence[tuple[str, FormProject]]) -> list[PaperRow]:
        return [
            PaperRow(Kind.ENTRY, self._cells(number, line, project))
            for number, (line, project) in enumerate(entries, start=1)
        ]

    def _cells(self, number: int, line: str, project: FormProject) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for column in self.layout.columns:
            if column.field == BUDGET:
                cells += [project.planned(year) for year in self.form.years]
            elif column.field == "seq":
                cells.append(number)
            elif column.field == "line":
                cells.append(line.removeprefix("แผนงาน"))
            else:
                cells.append(listed(getattr(project, column.field)))
        return tuple(cells)

    def _total(self, label: str, kind: Kind, projects: Sequence[FormProject], adds: list[int]) -> PaperRow:
        sums: list[Amount] = yearly(projects, self.form.years)
        cells: list[Cell] = [f"{label} {len(projects):,} {self.layout.unit}"]
        for column in self.layout.columns[1:]:
            cells += [each.money for each in sums] if column.field == BUDGET else [None]
        return PaperRow(kind, tuple(cells), tuple(adds))

    def _numbers(self, rows: list[PaperRow]) -> list[int]:
        return list(range(self.counted, self.counted + len(rows)))

    def _close(self, headings: tuple[str, ...], rows: list[PaperRow]) -> None:
        self.blocks.append(PaperBlock(headings, tuple(rows)))
        self.counted += len(rows)

    def _bound(self) -> Paper:
        names = {
            "first": str(self.form.first_year),
            "last": str(self.form.last_year),
            "place": place_of(self.form.municipality, self.form.province),
            "edition": self.form.edition,
        }
        budget_at = next(i for i, column in enumerate(self.layout.columns) if column.field == BUDGET)
        return Paper(
            stamp=self.layout.stamp,
            title=tuple(line.format(**names).strip() for line in self.layout.title),
            columns=tuple(printed for column in self.layout.columns for printed in self._spread(column)),
            blocks=tuple(self.blocks),
            label_span=budget_at,
            page_per_block=self.layout.grouped_by == "line",
        )

    def _spread(self, column: LayoutColumn) -> list[PaperColumn]:
        if column.field == BUDGET:
            return [PaperColumn(f"{year}\n(บาท)", group=column.heading, figures=True) for year in self.form.years]
        # The item number is as wide as a figure, not a share of the text.
        return [PaperColumn(column.heading, share=column.share, figures=column.field == "seq", centred=column.centred)]
