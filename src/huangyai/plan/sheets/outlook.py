"""What a plan file holds before anybody says yes to it: its worksheets, its columns with a guess and some values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huangyai.kernel import Words
from huangyai.kernel.tables import Sheet
from huangyai.plan.sheets.columns import fold_heading
from huangyai.plan.sheets.grid import Source, letters, open_plan_file
from huangyai.plan.sheets.heading import Heading, likely_heading

_SAMPLES = 3
_SAMPLES_WITHIN = 200


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """A worksheet and the spreadsheet's row of its headings; 0 when it has none."""

    title: str
    header_row: int
    holds_projects: bool


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A heading of the file, the same on every worksheet: what it most likely is, where it stands, some values."""

    label: str
    field: str
    letters: str
    samples: tuple[str, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class FileOutlook:
    """A file's form, its worksheets, its columns."""

    form: Words
    sheets: tuple[SeenSheet, ...]
    columns: tuple[SeenColumn, ...]

    @property
    def titles(self) -> list[str]:
        """Names of its worksheets; a text file has one without a name."""
        return [sheet.title for sheet in self.sheets]


def look_at_file(source: Source, *, columns: Mapping[str, str] | None = None, header_row: int = 0) -> FileOutlook:
    """Say what a plan file holds, as far as one can tell.

    Parameters
    ----------
    columns : headings and their fields, as somebody said them before; they go before the guess.
    header_row : the spreadsheet's row of the headings; 0 looks for it.
    """
    opened = open_plan_file(source)
    mapping = {fold_heading(heading): field for heading, field in (columns or {}).items()}
    sheets: list[SeenSheet] = []
    found: dict[str, SeenColumn] = {}
    for sheet in opened.sheets:
        heading = likely_heading(sheet, mapping, at=header_row)
        row, holds = (heading.start + 1, heading.holds_projects) if heading else (0, False)
        sheets.append(SeenSheet(sheet.title, row, holds))
        for column in _columns(sheet, heading) if heading else ():
            known = found.get(fold_heading(column.label))
            if known is None or (not known.samples and column.samples):
                found[fold_heading(column.label)] = column
    return FileOutlook(opened.form, tuple(sheets), tuple(found.values()))


def _columns(sheet: Sheet, heading: Heading) -> list[SeenColumn]:
    return [
        SeenColumn(
            label,
            heading.fields.get(column, ""),
            letters(column),
            _samples(sheet, heading, column),
            column in sheet.hidden_columns,
        )
        for column, label in heading.labels.items()
        if column not in heading.spread
    ]


def _samples(sheet: Sheet, heading: Heading, column: int) -> tuple[str, ...]:
    samples: list[str] = []
    for line in sheet.lines[heading.end : heading.end + _SAMPLES_WITHIN]:
        value = line[column].strip()[:60] if column < len(line) else ""
        if value and value not in samples:
            samples.append(value)
        if len(samples) == _SAMPLES:
            break
    return tuple(samples)
