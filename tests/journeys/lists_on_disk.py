"""Six offices' lists as their offices would hand them over, and who really stands on each of their lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import openpyxl

from huangyai.demo.registers import REGISTER_KINDS, Person, SubDistrict


@dataclass(frozen=True)
class OfficeLists:
    """The folder that `huangyai demo-data` wrote, with the truth that no office knows."""

    folder: Path
    truth: SubDistrict

    def table(self, kind: str) -> list[list[str]]:
        """A list's heading and rows."""
        with (self.folder / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))

    def rows(self, kind: str) -> int:
        """How many rows stand under the heading."""
        return len(self.table(kind)) - 1

    @cached_property
    def who(self) -> dict[tuple[str, int], str]:
        """Who the n-th row of a list really is, counted from 0."""
        with (self.folder / "truth.csv").open(encoding="utf-8", newline="") as file:
            said = {(line["source"], line["id"]): line["person"] for line in csv.DictReader(file)}
        return {
            (kind, at): said[kind, row[0]] for kind in REGISTER_KINDS for at, row in enumerate(self.table(kind)[1:])
        }

    @cached_property
    def registered(self) -> set[str]:
        """Everybody whom the civil register knows."""
        return {person for (kind, _), person in self.who.items() if kind == "civil"}

    @cached_property
    def name(self) -> dict[str, str]:
        """Residents as the civil register writes them."""
        heading, *rows = self.table("civil")
        parts = [heading.index(REGISTER_KINDS["civil"].mapping[part]) for part in ("title", "first_name", "last_name")]
        return {self.who["civil", at]: _full_name(*(row[part] for part in parts)) for at, row in enumerate(rows)}

    def person(self, who: str) -> Person:
        """A resident as they really are."""
        return self.truth.person[who]

    def as_workbook(self, kind: str, title: str) -> Path:
        """The list as a workbook with a line of its own above the heading, as offices like to head their sheets."""
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.append([title])
        for row in self.table(kind):
            sheet.append(row)
        path = self.folder / f"{kind}.xlsx"
        book.save(path)
        return path

    def in_old_letters(self, kind: str) -> Path:
        """The list as an old program writes it: TIS-620 with Windows' additions, and without the signs that it does not know."""
        path = self.folder / f"{kind}.txt"
        path.write_bytes(_as_text(self.table(kind), ",").encode("cp874", "ignore"))
        return path

    def as_copied(self, kind: str) -> str:
        """The list as a spreadsheet puts it on the clipboard."""
        return _as_text(self.table(kind), "\t")


def _as_text(table: Sequence[Sequence[str]], between: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=between).writerows(table)
    return text.getvalue()


def _full_name(title: str, given: str, family: str) -> str:
    return f"{title}{given} {family}"
