"""Applications as DOCX, to be finished by hand where the project has no answer."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from huangyai.design.documents import official_digits
from huangyai.plan.applications.paper import ApplicationPaper, Grid, Question, Ticks

_FONT = "TH SarabunPSK"
_TEXT_MM = 165.0
# For a signature and its day.
_DOTS = "." * 44


def application_docx(paper: ApplicationPaper) -> bytes:
    """The form as DOCX."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    _write(document, paper.stamp, bold=True, align=WD_ALIGN_PARAGRAPH.RIGHT)
    for at, line in enumerate(paper.title):
        _write(document, line, bold=True, points=18 if at == 0 else 16, align=WD_ALIGN_PARAGRAPH.CENTER)
    if paper.opening:
        _write(document, paper.opening, indent=15)
    for part in paper.parts:
        if part.heading:
            _write(document, part.heading, bold=True, points=17, above=8, stays=True)
        for item in part.items:
            _item(document, item)
    for who in paper.signatures:
        for line in ("", f"(ลงชื่อ) {_DOTS[:40]}", f"({_DOTS})", who, f"วันที่ {_DOTS[:34]}"):
            _write(document, line, align=WD_ALIGN_PARAGRAPH.CENTER, left=70)
    if paper.footnote:
        _write(document, paper.footnote, points=12, above=8)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _item(document: Any, item: Question | Ticks | Grid) -> None:
    if isinstance(item, Question):
        _question(document, item)
    elif isinstance(item, Ticks):
        _write(document, item.label, bold=True, above=4, stays=True)
        for words, on in item.options:
            _write(document, f"{'☑' if on else '☐'}  {words}", left=10)
    else:
        _grid(document, item)


def _question(document: Any, item: Question) -> None:
    if item.blank:
        _write(document, item.label, bold=True, above=4, dots=True)
        for _ in range(item.lines - 1):
            _write(document, "", dots=True)
    elif "\n" in item.answer or len(item.answer) > 90:
        _write(document, item.label, bold=True, above=4, stays=True)
        for line in item.answer.split("\n"):
            _write(document, line, left=10)
    else:
        _write(document, item.label, bold=True, above=4, then=f"  {item.answer}")


def _grid(document: Any, item: Grid) -> None:
    _write(document, item.label, bold=True, above=4, stays=True)
    table = document.add_table(rows=1, cols=len(item.columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    points = 12 if len(item.columns) > 3 else 15
    whole = sum(share for _, share in item.columns)
    for cell, (heading, _) in zip(table.rows[0].cells, item.columns, strict=True):
        _fill(cell, heading, points, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    first_money = len(item.columns) - item.money
    for row in item.rows:
        for at, (cell, words) in enumerate(zip(table.add_row().cells, row, strict=True)):
            _fill(cell, words, points, align=WD_ALIGN_PARAGRAPH.RIGHT if at >= first_money else WD_ALIGN_PARAGRAPH.LEFT)
    for row in table.rows:
        for cell, (_, share) in zip(row.cells, item.columns, strict=True):
            cell.width = Mm(_TEXT_MM * share / whole)


def _fill(cell: Any, words: str, points: int, *, align: Any, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    _run(paragraph, words, points, bold=bold)


def _write(
    document: Any,
    words: str,
    *,
    then: str = "",
    dots: bool = False,
    stays: bool = False,
    bold: bool = False,
    points: int = 16,
    align: Any = None,
    above: int = 0,
    left: int = 0,
    indent: int = 0,
) -> None:
    paragraph = document.add_paragraph()
    if align is not None:
        paragraph.alignment = align
    shape = paragraph.paragraph_format
    # A label stays on the page of what follows it.
    shape.keep_with_next = stays
    shape.space_before, shape.space_after = Pt(above), Pt(0)
    shape.left_indent, shape.first_line_indent = Mm(left), Mm(indent)
    _run(paragraph, words, points, bold=bold)
    if dots:
        # Word draws the dots up to the margin, however wide the letters before them are.
        shape.tab_stops.add_tab_stop(Mm(_TEXT_MM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        _run(paragraph, " \t", points, bold=False)
    if then:
        _run(paragraph, then, points, bold=False)


def _run(paragraph: Any, words: str, points: int, *, bold: bool) -> None:
    run = paragraph.add_run(official_digits(words))
    run.bold = bold
    run.font.name = _FONT
    run.font.size = Pt(points)
    shape = run._element.get_or_add_rPr()
    fonts = shape.find(qn("w:rFonts"))
    fonts.set(qn("w:cs"), _FONT)
    for tag, value in (("w:szCs", str(2 * points)), ("w:bCs", "1" if bold else "0")):
        mark = shape.makeelement(qn(tag), {qn("w:val"): value})
        shape.append(mark)
