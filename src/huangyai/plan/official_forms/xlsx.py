"""Official forms as XLSX: figures are numbers (Thai digits are only their format), subtotals are formulas."""

from __future__ import annotations

import io
import math
import unicodedata
from itertools import groupby

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from huangyai.design.documents import official_digits
from huangyai.kernel import Money
from huangyai.plan.official_forms.form import OfficialForm
from huangyai.plan.official_forms.laying_out import lay_out
from huangyai.plan.official_forms.paper import Cell, Kind, Mark, Paper, PaperBlock, PaperColumn, PaperRow
from huangyai.plan.official_forms.summary_form import SummaryForm
from huangyai.plan.official_forms.year_chart import YearChart

# The number shape 0D and the language 041E: Thai digits in Excel and LibreOffice; the value stays a number.
_BAHT = "[$-D00041E]#,##0;-#,##0;-"
_BAHT_AND_SATANG = "[$-D00041E]#,##0.00"
_COUNT = "[$-D00041E]#,##0"
_FONT = "TH SarabunPSK"
_TEXT_WIDTH = 15.0
# A column of marks, such as a month.
_NARROW_SHARE = 0.5
_NARROW_WIDTH = 5.5
# The form's name, such as “แบบ ผ.02/1”.
_STAMP_WIDTH = 12.0
# Points of the letters, of the smallest ones, of a line of text, and of the tallest row that a worksheet may have.
_POINTS = 14
_SMALLEST = 4
_LINE = 21.0
_TALLEST = 409.0


def render_xlsx(form: OfficialForm | SummaryForm | YearChart) -> bytes:
    """The form as a workbook of one sheet. Raises `Refusal` when it doesn't add up."""
    paper = lay_out(form)
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _Sheet(book, book.add_worksheet(paper.stamp.replace("/", "-")), paper).write()
    book.close()
    return held.getvalue()


class _Sheet:
    def __init__(self, book: Workbook, sheet: Worksheet, paper: Paper) -> None:
        self.book = book
        self.sheet = sheet
        self.paper = paper
        self.line = 0
        self.breaks: list[int] = []
        self.widths = [self._width(index, column) for index, column in enumerate(paper.columns)]
        # Where each row of the paper came to stand, for the totals' formulas.
        self.placed: list[int] = []
        self.formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def write(self) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.5)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&Cหน้า &P / &N")
        for index, width in enumerate(self.widths):
            self.sheet.set_column(index, index, width)
        self._titles()
        self._heading()
        for number, block in enumerate(self.paper.blocks):
            if number and self.paper.page_per_block:
                self.breaks.append(self.line)
            self._block(block)
        self.sheet.set_h_pagebreaks(self.breaks)

    def _titles(self) -> None:
        """The title's lines in the middle; the form's name at the right, over as many columns as it needs."""
        last = len(self.paper.columns) - 1
        first = next(at for at in range(last, 0, -1) if sum(self.widths[at:]) >= _STAMP_WIDTH or at == 1)
        stamp, shape = official_digits(self.paper.stamp), self._format(bold=True, align="right")
        if first == last:
            self.sheet.write_string(self.line, last, stamp, shape)
        else:
            self.sheet.merge_range(self.line, first, self.line, last, stamp, shape)
        for line in self.paper.title:
            centred = self._format(bold=True, align="center")
            self.sheet.merge_range(self.line, 0, self.line, first - 1, official_digits(line), centred)
            self.sheet.set_row(self.line, _LINE)
            self.line += 1

    def _block(self, block: PaperBlock) -> None:
        for heading in block.headings:
            self._text(self.line, 0, official_digits(heading), self._format(bold=True))
            self.sheet.set_row(self.line, _LINE)
            self.line += 1
        for row in block.rows:
            self.placed.append(self.line)
            self.sheet.set_row(self.line, self._height(row))
            if row.kind is Kind.HEADING:
                heading = official_digits(str(row.cells[0]))
                shape = self._format(bold=True, border=1, text_wrap=True, valign="vcenter")
                self.sheet.merge_range(self.line, 0, self.line, len(row.cells) - 1, heading, shape)
            elif row.kind is Kind.ENTRY:
                for index, cell in enumerate(row.cells):
                    self._cell(index, cell)
            else:
                self._total(row)
            self.line += 1

    def _heading(self) -> None:
        """The columns' headings, once: every printed page repeats them."""
        shape = self._format(bold=True, align="center", valign="vcenter", border=1, bg_color="#ECECEC", text_wrap=True)
        top = self.line
        index = 0
        for group, columns in groupby(self.paper.columns, key=lambda column: column.group):
            members = list(columns)
            if group and len(members) > 1:
                end = index + len(members) - 1
                self.sheet.merge_range(top, index, top, end, official_digits(group), shape)
            elif group:
                self.sheet.write_string(top, index, official_digits(group), shape)
            for column in members:
                heading = official_digits(column.heading)
                if group:
                    self.sheet.write_string(top + 1, index, heading, shape)
                else:
                    self.sheet.merge_range(top, index, top + 1, index, heading, shape)
                index += 1
        self.sheet.set_row(top, _LINE)
        self.sheet.set_row(top + 1, 2 * _LINE)
        self.sheet.repeat_rows(top, top + 1)
        self.line += 2

    def _height(self, row: PaperRow) -> float:
        """Points for the longest cell: not every program fits rows to their text by itself."""
        if row.kind is Kind.HEADING:
            return _LINE * math.ceil(_letters(str(row.cells[0])) / sum(self.widths))
        if row.kind is not Kind.ENTRY:
            return _LINE
        texts = [(index, cell) for index, cell in enumerate(row.cells) if isinstance(cell, str)]
        return min(_TALLEST, max((self._tall(index, text, _POINTS) for index, text in texts), default=_LINE))

    def _tall(self, index: int, text: str, points: float) -> float:
        """How tall a cell's text stands in letters of this size, in points."""
        wide = self.widths[index] * _POINTS / points
        lines = sum(max(1, math.ceil(_letters(line) / wide)) for line in text.split("\n"))
        return lines * _LINE * points / _POINTS

    def _fitting(self, index: int, text: str) -> float:
        """The size of letters at which the text fits the tallest row that there is: no word of it is hidden."""
        sizes = (size / 2 for size in range(2 * _POINTS, 2 * _SMALLEST, -1))
        return next((size for size in sizes if self._tall(index, text, size) <= _TALLEST), _SMALLEST)

    def _cell(self, index: int, cell: Cell) -> None:
        centred = self.paper.columns[index].centred
        if cell is None:
            self.sheet.write_blank(self.line, index, None, self._format(border=1))
        elif isinstance(cell, Mark):
            shape = self._format(border=1, align="center", valign="top", bg_color="#BFBFBF")
            self.sheet.write_string(self.line, index, cell.value, shape)
        elif isinstance(cell, str):
            align = "center" if centred else "left"
            points = self._fitting(index, cell)
            shape = self._format(border=1, text_wrap=True, valign="top", align=align, font_size=points)
            self._text(self.line, index, cell, shape)
        else:
            align = "center" if centred else "right"
            # A wider font than ours shrinks the figure instead of showing ####.
            shape = self._format(border=1, valign="top", align=align, shrink=True, num_format=_number_format(cell))
            self.sheet.write_number(self.line, index, _number(cell), shape)

    def _total(self, row: PaperRow) -> None:
        shade: dict[str, object] = {
            "bold": True,
            "border": 1,
            "bg_color": "#DEDEDE" if row.kind is Kind.TOTAL else "#F2F2F2",
        }
        label = self._format(**shade, align="right")
        span = self.paper.label_span
        if span > 1:
            self.sheet.merge_range(self.line, 0, self.line, span - 1, official_digits(str(row.cells[0])), label)
        else:
            self.sheet.write_string(self.line, 0, official_digits(str(row.cells[0])), label)
        for index in range(span, len(row.cells)):
            cell = row.cells[index]
            if not isinstance(cell, int | Money) and not (cell is None and self.paper.columns[index].figures):
                self.sheet.write_blank(self.line, index, None, self._format(**shade))
                continue
            value = cell if cell is not None else 0
            shape = self._format(**shade, shrink=True, num_format=_number_format(value))
            # The value goes in too, so that readers that don't compute formulas show it.
            self.sheet.write_formula(self.line, index, self._sum(row.adds, index), shape, _number(value))

    def _sum(self, adds: tuple[int, ...], index: int) -> str:
        parts = []
        lines = [self.placed[number] for number in adds]
        start = 0
        for at in range(1, len(lines) + 1):
            if at == len(lines) or lines[at] != lines[at - 1] + 1:
                first, last = xl_rowcol_to_cell(lines[start], index), xl_rowcol_to_cell(lines[at - 1], index)
                parts.append(first if first == last else f"{first}:{last}")
                start = at
        return f"=SUM({','.join(parts)})" if parts else "=0"

    def _text(self, line: int, index: int, text: str, shape: Format) -> None:
        if text.startswith(("=", "+", "-", "@", "\t", "\r")):
            # Text it stays: also when somebody edits the cell or copies it into another workbook.
            quoted = next((key for key, value in self.formats.items() if value is shape), ())
            shape = self._format(**{**dict(quoted), "quote_prefix": True})
        self.sheet.write_string(line, index, text, shape)

    def _format(self, **wanted: object) -> Format:
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"font_name": _FONT, "font_size": _POINTS, **wanted})
        return self.formats[key]

    def _width(self, index: int, column: PaperColumn) -> float:
        if not column.figures:
            if column.share < _NARROW_SHARE:
                return _NARROW_WIDTH
            narrow = any(not each.figures and each.share < _NARROW_SHARE for each in self.paper.columns)
            return _TEXT_WIDTH * column.share if narrow or len(self.paper.columns) < 13 else 34
        rows = [row for block in self.paper.blocks for row in block.rows if row.kind is Kind.ENTRY or index]
        longest = max((len(str(row.cells[index])) for row in rows if row.cells[index] is not None), default=0)
        return max(9.0 if column.group else 6.0, longest * 1.15 + 1.5)


def _letters(text: str) -> int:
    """Letters that take width: Thai marks above and below don't."""
    return sum(not unicodedata.combining(sign) and unicodedata.category(sign) != "Mn" for sign in text)


def _number(cell: int | Money) -> int | float:
    if isinstance(cell, Money):
        return cell.satang // 100 if cell.satang % 100 == 0 else cell.satang / 100
    return cell


def _number_format(cell: int | Money) -> str:
    if isinstance(cell, Money):
        return _BAHT if cell.satang % 100 == 0 else _BAHT_AND_SATANG
    return _COUNT
