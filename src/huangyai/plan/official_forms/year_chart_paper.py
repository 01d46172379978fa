"""The year's chart on paper. The columns are those that municipalities print; a text that prescribes them was not found,
so the labels stand here as data."""

from __future__ import annotations

from itertools import groupby

from huangyai.kernel import FiscalYear
from huangyai.plan.official_forms.lists import listed
from huangyai.plan.official_forms.paper import Cell, Kind, Mark, Paper, PaperBlock, PaperColumn, PaperRow, place_of
from huangyai.plan.official_forms.year_chart import ChartEntry, YearChart, amount_of
from huangyai.plan.rules.months import FISCAL_MONTHS, months_of

STAMP = "แบบ ผด.02"
TITLE = ("บัญชีจำนวนโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ", "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. {year}{addition}", "{place}")
_MONTH_SHARE = 0.26


def lay_out_chart(chart: YearChart) -> Paper:
    """One table for each strategy, with a subtotal for each แผนงาน; the grand total ends the last."""
    blocks: list[PaperBlock] = []
    subtotals: list[int] = []
    counted = 0
    for strategy, groups in groupby(chart.groups, key=lambda group: group.strategy):
        rows: list[PaperRow] = []
        for group in groups:
            first = counted + len(rows) + 1
            rows.append(PaperRow(Kind.HEADING, (group.line or "ไม่ระบุแผนงาน", *_blank(chart))))
            rows += [PaperRow(Kind.ENTRY, _cells(number, entry)) for number, entry in enumerate(group.entries, start=1)]
            adds = tuple(range(first, first + len(group.entries)))
            subtotals.append(counted + len(rows))
            rows.append(_total("รวม", Kind.SUBTOTAL, group.entries, adds))
        counted += len(rows)
        blocks.append(PaperBlock((strategy or "ไม่ระบุยุทธศาสตร์",), tuple(rows)))
    last = blocks.pop()
    total = _total("รวมทั้งสิ้น", Kind.TOTAL, tuple(chart.entries), tuple(subtotals))
    blocks.append(PaperBlock(last.headings, (*last.rows, total)))
    words = {
        "year": str(chart.year),
        "addition": f" เพิ่มเติม ครั้งที่ {chart.number - 1}" if chart.number > 1 else "",
        "place": place_of(chart.municipality, chart.province),
    }
    return Paper(
        stamp=STAMP,
        title=tuple(line.format(**words) for line in TITLE),
        columns=_columns(chart),
        blocks=tuple(blocks),
        label_span=3,
        page_per_block=False,
    )


def _columns(chart: YearChart) -> tuple[PaperColumn, ...]:
    return (
        PaperColumn("ที่", figures=True, centred=True),
        PaperColumn("โครงการ", share=1.25),
        PaperColumn("รายละเอียดของกิจกรรม\nที่เกิดขึ้นจากโครงการ", share=1.6),
        PaperColumn("(บาท)", group="งบประมาณ", figures=True),
        PaperColumn("สถานที่\nดำเนินการ", share=0.95),
        PaperColumn("หน่วยงาน\nรับผิดชอบหลัก", share=0.95, centred=True),
        *(
            PaperColumn(month.th, group=f"พ.ศ. {month.year}", share=_MONTH_SHARE, centred=True)
            for month in months_of(FiscalYear(chart.year))
        ),
    )


def _cells(number: int, entry: ChartEntry) -> tuple[Cell, ...]:
    return (
        number,
        entry.name,
        listed(entry.activity),
        entry.money,
        entry.place,
        entry.department,
        *(Mark.RUNS if month in entry.months else None for month in FISCAL_MONTHS),
    )


def _total(label: str, kind: Kind, entries: tuple[ChartEntry, ...], adds: tuple[int, ...]) -> PaperRow:
    sums = amount_of(entries)
    return PaperRow(kind, (f"{label} {sums.count:,} โครงการ", None, None, sums.money, *([None] * 14)), adds)


def _blank(chart: YearChart) -> tuple[None, ...]:
    return (None,) * (len(_columns(chart)) - 1)
