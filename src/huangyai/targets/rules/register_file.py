"""An office's list, read: rows with meanings, and what could not be used by row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huangyai.kernel import Words
from huangyai.kernel.tables.opened_file import OpenedFile
from huangyai.kernel.tables.opening import open_file
from huangyai.targets.rules.cell_checks import split_name
from huangyai.targets.rules.findings import Findings
from huangyai.targets.rules.layout import Layout, guess_layout, headings_of
from huangyai.targets.rules.row_reading import ReadRows, Row, read_rows


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A list as it was brought: its rows by meaning, each with the row number that a spreadsheet shows."""

    form: Words
    layout: Layout
    # Heading → meaning, of the columns that are used.
    columns: Mapping[str, str]
    read: ReadRows

    @property
    def rows(self) -> list[Row]:
        """The rows that can be used."""
        return self.read.rows

    @property
    def findings(self) -> Findings:
        """What could not be used."""
        return self.read.findings

    @property
    def numbered(self) -> list[tuple[int, Row]]:
        """Rows with their numbers; empty lines have none, so that a fault is found where it stands."""
        return list(zip(self.read.numbers, self.read.rows, strict=True))


def read_register(
    content: bytes,
    columns: Mapping[str, str] | None = None,
    *,
    layout: Layout | None = None,
    remembered: Mapping[str, str] | None = None,
) -> RegisterFile:
    """Read a list in any form that offices send.

    Parameters
    ----------
    columns : heading → meaning, when somebody says it outright; columns that are not named are not used.
    layout : where the list stands, when somebody has looked; it goes before everything else.
    remembered : what this source's headings meant last time; the rest is guessed.

    Raises
    ------
    BadInput
        with a sentence, for a file that can't be opened or that holds no row that could be used.
    """
    return read_opened(open_file(content), columns, layout=layout, remembered=remembered)


def read_opened(
    opened: OpenedFile,
    columns: Mapping[str, str] | None = None,
    *,
    layout: Layout | None = None,
    remembered: Mapping[str, str] | None = None,
    newborns: bool = False,
) -> RegisterFile:
    """The same for a file that is open already; with `newborns` children without a name are read too."""
    where = layout or guess_layout(opened, columns or remembered)
    sheet = opened.sheets[where.sheet]
    headings, _ = headings_of(sheet, where.header_row)
    if columns and layout is None:
        said = {at: columns.get(heading, "") for at, heading in enumerate(headings)}
        where = Layout(where.sheet, where.header_row, where.header_rows, said)
    read = read_rows(sheet, where, newborns=newborns)
    used = {heading: meaning for meaning, heading in read.headings.items()}
    return RegisterFile(opened.form, where, used, read)


def person_name(row: Mapping[str, str]) -> str:
    """The name as the list writes it, in one piece or several."""
    parts = (row.get("title", "") + row.get("first_name", ""), row.get("last_name", ""))
    return row.get("full_name", "") or " ".join(part for part in parts if part)


__all__ = ["RegisterFile", "person_name", "read_opened", "read_register", "split_name"]
