"""What a check finds in a list: rows that can't be used, cells that can't be trusted, and what was read though written otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from huangyai.kernel import Fault, Words

# So many are named one by one; the rest are counted.
MOST_NAMED = 2000
_FIRST_ROWS = 5


@dataclass(slots=True)
class Note:
    """Something in a column that was understood though it was written otherwise, and in how many rows."""

    column: str
    words: Words
    count: int = 0
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Findings:
    """Faults by row and column, in the order of the rows, and notes by column."""

    bad_rows: set[int] = field(default_factory=set)
    row_faults: list[Fault] = field(default_factory=list)
    cell_faults: list[Fault] = field(default_factory=list)
    cells: int = 0
    notes: dict[tuple[str, str], Note] = field(default_factory=dict)

    def leave_out(self, row: int, column: str, words: Words) -> None:
        """This row can't be used."""
        self.bad_rows.add(row)
        if len(self.row_faults) < MOST_NAMED:
            self.row_faults.append(Fault(row, column, words))

    def distrust(self, row: int, column: str, words: Words) -> None:
        """This cell can't be used; the rest of its row can."""
        self.cells += 1
        if len(self.cell_faults) < MOST_NAMED:
            self.cell_faults.append(Fault(row, column, words))

    def note(self, code: str, row: int, column: str, words: Words) -> None:
        """Understood, though it was written otherwise."""
        found = self.notes.get((code, column))
        if found is None:
            found = self.notes[code, column] = Note(column, words)
        found.count += 1
        if len(found.rows) < _FIRST_ROWS:
            found.rows.append(row)

    @property
    def faults(self) -> list[Fault]:
        """Everything that is wrong, as one reads the file."""
        return sorted([*self.row_faults, *self.cell_faults], key=lambda fault: fault.row)

    @property
    def clean(self) -> bool:
        """Nothing is wrong; notes are no faults."""
        return not self.bad_rows and not self.cells

    def as_dict(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "bad_rows": len(self.bad_rows),
            "cells": self.cells,
            "row_faults": [_kept(fault) for fault in self.row_faults],
            "cell_faults": [_kept(fault) for fault in self.cell_faults],
            "notes": [
                {"column": note.column, "words": note.words.as_dict(), "count": note.count, "rows": note.rows}
                for note in self.notes.values()
            ],
        }


@dataclass(frozen=True, slots=True)
class ToldFindings:
    """Findings out of JSON, to be shown."""

    bad_rows: int
    cells: int
    row_faults: tuple[Fault, ...]
    cell_faults: tuple[Fault, ...]
    notes: tuple[Note, ...]

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Back from JSON."""
        return cls(
            kept["bad_rows"],
            kept["cells"],
            tuple(_told(fault) for fault in kept["row_faults"]),
            tuple(_told(fault) for fault in kept["cell_faults"]),
            tuple(Note(each["column"], _words(each["words"]), each["count"], each["rows"]) for each in kept["notes"]),
        )


def _kept(fault: Fault) -> list[Any]:
    return [fault.row, fault.column, fault.words.th, fault.words.en]


def _told(kept: list[Any]) -> Fault:
    row, column, th, en = kept
    return Fault(row, column, Words(th=th, en=en))


def _words(kept: Mapping[str, str]) -> Words:
    return Words(th=kept["th"], en=kept["en"])
