"""Official forms as PDF: A4 on its side, Sarabun, Thai digits, the table's heading on every page."""

from __future__ import annotations

import re
from pathlib import Path

from huangyai.design.documents import render_document
from huangyai.plan.official_forms.form import OfficialForm
from huangyai.plan.official_forms.laying_out import lay_out
from huangyai.plan.official_forms.long_words import breakable, seamed
from huangyai.plan.official_forms.paper import Kind, Mark, Paper, PaperBlock, PaperColumn, PaperRow, as_printed
from huangyai.plan.official_forms.summary_form import SummaryForm
from huangyai.plan.official_forms.year_chart import YearChart

# Widths of Sarabun at the table's size (8.28 pt), in mm: Thai digits are wide, commas narrow, totals bold
# but smaller.
_DIGIT_MM = 2.04
_MARK_MM = 0.78
_BOLD_TOTAL = 0.93
_PADDING_MM = 2.6
_NARROWEST_MM = 7.5
_NARROWEST_MONEY_MM = 13.0
# Frequent words that the line-breaker was seen to cut in two.
_UNBROKEN = (
    "ร้อยละ", "ชุมชน", "อบรม", "สิ่งแวดล้อม", "งบประมาณ", "เยาวชน", "เทศบาลนคร", "เทศบาล", "เทศบัญญัติ", "โรงเรียน", "นักเรียน",
    "พนักงาน", "นันทนาการ", "ภายใน", "ปลอดภัย", "ถนน", "หมู่บ้าน", "พระ", "อดุลยเดช", "บพิตร",
)  # fmt: skip
# Any sign that is no Thai letter, no blank and no invisible place for or against a break.
_SIGN = r"[^\sก-๎\u200b\u2060]"
# A longer cell may run over to the next page; a shorter row stays whole.
_LONGEST_WHOLE_CELL = 300


def render_pdf(form: OfficialForm | SummaryForm | YearChart, *, fonts: Path) -> bytes:
    """The form as PDF. Raises `Refusal` when it doesn't add up or `fonts` (see `design.documents`) holds no
    Sarabun."""
    paper = lay_out(form)
    unbroken = tuple(word for word in (_bare_name(form.municipality), *_UNBROKEN) if word)
    data = {
        "stamp": paper.stamp,
        "title": list(paper.title),
        "unbroken": list(unbroken),
        "mark": Mark.RUNS.value,
        "label_span": paper.label_span,
        "page_per_block": paper.page_per_block,
        "columns": [
            {"heading": column.heading, "group": column.group, "share": column.share, "align": _align(column)}
            for column in paper.columns
        ],
        "blocks": [_block(paper, block, unbroken) for block in paper.blocks],
    }
    return render_document("plan/official_forms/typst/form", data, fonts=fonts)


def _with_signs(text: str, words: tuple[str, ...]) -> str:
    """The same text; a bracket or comma at one of these words stays on its line."""
    word = "|".join(re.escape(each) for each in words if each)
    after = re.sub(f"({word})(?={_SIGN})", "\\1\u2060", text)
    return re.sub(f"(?<={_SIGN})({word})", "\u2060\\1", after)


def _bare_name(municipality: str) -> str:
    """“นครสวรรค์” of “เทศบาลนครนครสวรรค์”."""
    return re.sub("^(เทศบาล(นคร|เมือง|ตำบล)|องค์การบริหารส่วน(ตำบล|จังหวัด))", "", municipality)


def _block(paper: Paper, block: PaperBlock, unbroken: tuple[str, ...]) -> dict[str, object]:
    return {
        "headings": list(block.headings),
        "widths": _widths(paper, block),
        "groups": [[_row(paper, row, unbroken) for row in group] for group in _kept_together(block.rows)],
    }


def _row(paper: Paper, row: PaperRow, unbroken: tuple[str, ...]) -> dict[str, object]:
    cells = [
        breakable(as_printed(cell))
        if column.centred and not column.figures
        else _with_signs(seamed(as_printed(cell)), unbroken)
        for cell, column in zip(row.cells, paper.columns, strict=True)
    ]
    return {"kind": row.kind.value, "cells": cells, "whole": _whole(row)}


def _whole(row: PaperRow) -> bool:
    return max(len(as_printed(cell)) for cell in row.cells) < _LONGEST_WHOLE_CELL


def _kept_together(rows: tuple[PaperRow, ...]) -> list[list[PaperRow]]:
    """Rows that share a page: a heading with the entry below it, a total with the entry above it."""
    groups: list[list[PaperRow]] = []
    for row in rows:
        last = groups[-1] if groups else []
        joins = last and (
            last[-1].kind is Kind.HEADING or (row.kind in (Kind.SUBTOTAL, Kind.TOTAL) and _whole(last[-1]))
        )
        if joins and _whole(row):
            last.append(row)
        else:
            groups.append([row])
    return groups


def _align(column: PaperColumn) -> str:
    return "center" if column.centred else "right" if column.figures else "left"


def _widths(paper: Paper, block: PaperBlock) -> list[float]:
    """Millimetres for columns of figures (all of one kind alike), 0 for columns of text.

    Tables that stand under each other on a page have the same widths.
    """
    blocks = (block,) if paper.page_per_block else paper.blocks
    widths = [
        max(_figure_width(paper, each, index) for each in blocks) if column.figures else 0.0
        for index, column in enumerate(paper.columns)
    ]
    kinds = [(column.heading.split("\n")[-1], bool(column.group)) for column in paper.columns]
    return [
        max(other for other, kind in zip(widths, kinds, strict=True) if kind == own) if column.figures else 0.0
        for own, column in zip(kinds, paper.columns, strict=True)
    ]


def _figure_width(paper: Paper, block: PaperBlock, index: int) -> float:
    if not paper.columns[index].figures:
        return 0.0
    group = paper.columns[index].group
    widest = _NARROWEST_MONEY_MM if group else _NARROWEST_MM
    if group and sum(column.group == group for column in paper.columns) == 1:
        # A heading over one column alone stays in one piece.
        widest = max(widest, len(group) * _DIGIT_MM + _PADDING_MM)
    for row in block.rows:
        if row.kind is Kind.HEADING or (index < paper.label_span and row.kind is not Kind.ENTRY):
            continue
        text = as_printed(row.cells[index])
        digits = sum(sign.isdigit() for sign in text)
        width = digits * _DIGIT_MM + (len(text) - digits) * _MARK_MM
        widest = max(widest, width * (1 if row.kind is Kind.ENTRY else _BOLD_TOTAL) + _PADDING_MM)
    return round(widest, 2)
