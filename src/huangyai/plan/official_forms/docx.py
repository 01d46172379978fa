"""Official forms as DOCX, for books that are edited and bound by hand. Figures and totals are printed, not
computed."""

from __future__ import annotations

import io
from itertools import groupby
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from huangyai.design.documents import official_digits
from huangyai.plan.official_forms.form import OfficialForm
from huangyai.plan.official_forms.laying_out import lay_out
from huangyai.plan.official_forms.paper import Kind, Paper, PaperBlock, PaperColumn, PaperRow, as_printed
from huangyai.plan.official_forms.summary_form import SummaryForm
from huangyai.plan.official_forms.year_chart import YearChart

_FONT = "TH SarabunPSK"
# Half points, as Word counts: 16 points for titles, 12 in tables.
_TITLE = 32
_HEADING = 28
_TABLE = 24
# A summary has two columns for every year and needs smaller letters.
_NARROW_TABLE = 18
_MANY_COLUMNS = 13
_MONEY_MM = 21.0
_COUNT_MM = 13.0
_SEQ_MM = 8.0
_TEXT_MM = 273.0
_TWENTIETHS = 56.7  # of a point, in a millimetre
_SHADES = {Kind.SUBTOTAL: "F2F2F2", Kind.TOTAL: "DEDEDE"}


def render_docx(form: OfficialForm | SummaryForm | YearChart) -> bytes:
    """The form as DOCX. Raises `Refusal` when it doesn't add up."""
    paper = lay_out(form)
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin, section.bottom_margin = Mm(14), Mm(12)
    body = document.element.body
    end = body[-1]
    for number, block in enumerate(paper.blocks):
        begins = number > 0 and paper.page_per_block
        parts: list[str] = []
        if number == 0 or paper.page_per_block:
            parts.append(_paragraph(official_digits(paper.stamp), "right", _HEADING, bold=True, new_page=begins))
            parts += [_paragraph(official_digits(line), "center", _TITLE, bold=True) for line in paper.title]
        parts += [_paragraph(official_digits(text), "left", _HEADING, bold=True) for text in block.headings]
        parts.append(_Table(paper, block).xml())
        for part in parts:
            end.addprevious(parse_xml(part.replace(">", f" {nsdecls('w')}>", 1)))
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


class _Table:
    """One block as a table in Word's own language."""

    def __init__(self, paper: Paper, block: PaperBlock) -> None:
        self.paper = paper
        self.block = block
        self.widths = _widths(paper)
        self.size = _NARROW_TABLE if len(paper.columns) >= _MANY_COLUMNS else _TABLE

    def xml(self) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:color="444444"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        rows = self._heading_rows() + "".join(self._row(row) for row in self.block.rows)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="50" w:type="dxa"/><w:right w:w="50" w:type="dxa"/></w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def _heading_rows(self) -> str:
        upper = lower = ""
        index = 0
        for group, columns in groupby(self.paper.columns, key=lambda column: column.group):
            members = list(columns)
            if group:
                upper += self._head(group, index, span=len(members))
            for column in members:
                if group:
                    lower += self._head(column.heading, index)
                else:
                    upper += self._head(column.heading, index, merge="restart")
                    lower += self._head("", index, merge="continue")
                index += 1
        repeated = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        return f"<w:tr>{repeated}{upper}</w:tr><w:tr>{repeated}{lower}</w:tr>"

    def _head(self, text: str, index: int, *, span: int = 1, merge: str = "") -> str:
        return self._cell(text, index, "center", bold=True, span=span, merge=merge, shade="ECECEC")

    def _row(self, row: PaperRow) -> str:
        shade = _SHADES.get(row.kind, "")
        cells = ""
        start = 0
        if row.kind is not Kind.ENTRY:
            start = len(self.widths) if row.kind is Kind.HEADING else self.paper.label_span
            align = "left" if row.kind is Kind.HEADING else "right"
            cells = self._cell(as_printed(row.cells[0]), 0, align, bold=True, span=start, shade=shade)
        for index in range(start, len(self.widths)):
            column = self.paper.columns[index]
            align = "center" if column.centred else "right" if column.figures else "left"
            cells += self._cell(as_printed(row.cells[index]), index, align, bold=start > 0, shade=shade)
        # Headings and totals stay whole; a long project may run over to the next page.
        whole = "<w:trPr><w:cantSplit/></w:trPr>" if row.kind is not Kind.ENTRY else ""
        return f"<w:tr>{whole}{cells}</w:tr>"

    def _cell(
        self,
        text: str,
        index: int,
        align: str,
        *,
        bold: bool = False,
        span: int = 1,
        merge: str = "",
        shade: str = "",
    ) -> str:
        shape = f'<w:tcW w:w="{sum(self.widths[index : index + span])}" w:type="dxa"/>'
        shape += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        shape += f'<w:vMerge w:val="{merge}"/>' if merge else ""
        shape += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
        paragraph = _paragraph(official_digits(text), align, self.size, bold=bold)
        return f"<w:tc><w:tcPr>{shape}</w:tcPr>{paragraph}</w:tc>"


def _fixed_width(column: PaperColumn) -> float:
    if not column.figures:
        return 0.0
    if not column.group:
        return _SEQ_MM
    return _COUNT_MM if column.centred else _MONEY_MM


def _widths(paper: Paper) -> list[int]:
    """Twentieths of a point: figures as wide as they need, the text columns share the rest."""
    fixed = [_fixed_width(column) for column in paper.columns]
    shares = sum(column.share for column in paper.columns if not column.figures)
    rest = _TEXT_MM - sum(fixed)
    return [
        round((width or rest * column.share / shares) * _TWENTIETHS)
        for width, column in zip(fixed, paper.columns, strict=True)
    ]


def _paragraph(text: str, align: str, size: int, *, bold: bool = False, new_page: bool = False) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    look = (
        f'<w:rPr><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/>{weight}'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:bidi="th-TH"/></w:rPr>'
    )
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    page = "<w:pageBreakBefore/>" if new_page else ""
    return (
        f'<w:p><w:pPr>{page}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:jc w:val="{align}"/></w:pPr><w:r>{look}{lines}</w:r></w:p>'
    )
