"""A form laid out as a table, the same for PDF, XLSX and DOCX: headings, rows, and which rows each total
adds up."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from huangyai.kernel import Money


class Mark(enum.Enum):
    """A sign that stands for itself."""

    RUNS = "●"


Cell = str | int | Money | Mark | None


class Kind(enum.StrEnum):
    """What a row is."""

    HEADING = "heading"
    ENTRY = "entry"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A printed column. `group` is the heading that spans it and its neighbours; `share` its part of the
    text width.

    Columns of figures have no share: they are as wide as their longest figure.
    """

    heading: str
    group: str = ""
    share: float = 1.0
    figures: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One row. A total's `adds` are the numbers of the rows (counted over the whole paper) that it sums
    up."""

    kind: Kind
    cells: tuple[Cell, ...]
    adds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """A table under its headings; the last heading repeats on every page that the table runs over."""

    headings: tuple[str, ...]
    rows: tuple[PaperRow, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole form. `label_span` columns at the left belong to a total's label."""

    stamp: str
    title: tuple[str, ...]
    columns: tuple[PaperColumn, ...]
    blocks: tuple[PaperBlock, ...]
    label_span: int
    page_per_block: bool


def place_of(municipality: str, province: str) -> str:
    """The title's line of the place; a municipality whose province nobody filled in stands alone."""
    return f"{municipality} จังหวัด{province}" if province else municipality


def as_printed(cell: Cell) -> str:
    """A cell as paper shows it: thousands apart, a dash for no money, nothing for an empty cell."""
    if cell is None:
        return ""
    if isinstance(cell, Money):
        return str(cell) if cell.satang else "-"
    if isinstance(cell, Mark):
        return str(cell.value)
    return f"{cell:,}" if isinstance(cell, int) else cell
