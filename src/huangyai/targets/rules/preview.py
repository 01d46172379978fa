"""What is shown of a list before it is brought in: its first lines, what the check found, what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from huangyai.kernel import Fault, Words
from huangyai.kernel.tables.opened_file import Area, OpenedFile, Sheet
from huangyai.targets.rules.columns import meaning_words
from huangyai.targets.rules.difference import Difference
from huangyai.targets.rules.findings import ToldFindings
from huangyai.targets.rules.register_file import RegisterFile, person_name

# Enough to find the headings and to show values below them.
_LINES = 120
_LONGEST_SHOWN = 80
MOST_SHOWN = 500

Rows = Mapping[int, Mapping[str, str]]


def head_as_dict(opened: OpenedFile) -> dict[str, Any]:
    """The beginning of each sheet, as JSON keeps it."""
    return {
        "form": opened.form.as_dict(),
        "sheets": [
            {
                "title": sheet.title,
                "lines": [[cell[:_LONGEST_SHOWN] for cell in line] for line in sheet.lines[:_LINES]],
                "merged": [
                    [area.top, area.left, area.bottom, area.right] for area in sheet.merged if area.top < _LINES
                ],
                "hidden": sorted(sheet.hidden_columns),
            }
            for sheet in opened.sheets
        ],
    }


def head_of(kept: Mapping[str, Any]) -> OpenedFile:
    """The beginnings back from JSON: enough to say where the list stands, not enough to read it."""
    sheets = tuple(
        Sheet(each["title"], each["lines"], tuple(Area(*area) for area in each["merged"]), frozenset(each["hidden"]))
        for each in kept["sheets"]
    )
    return OpenedFile(Words(**kept["form"]), sheets)


@dataclass(frozen=True, slots=True)
class ShownChange:
    """Somebody of whom the newer list says otherwise: the row, the name, and what: meaning, old, new."""

    row: int
    name: str
    values: Sequence[tuple[Words, str, str]]


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """How a list differs from the edition before; the first ones by name."""

    previous: str
    same: int
    new_count: int
    changed_count: int
    gone_count: int
    new: Sequence[ShownChange]
    changed: Sequence[ShownChange]
    gone: Sequence[ShownChange]

    @property
    def shrinks(self) -> bool:
        """More than half of the earlier list is missing: perhaps the file is only a part of it."""
        return self.gone_count > self.same + self.changed_count


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a list found; `refused` are the faults when nothing of it can be used."""

    rows: int
    findings: ToldFindings
    difference: ShownDifference | None
    refused: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Back from JSON."""
        if "refused" in kept:
            faults = tuple(Fault(row, column, Words(th=th, en=en)) for row, column, th, en in kept["refused"])
            return cls(0, ToldFindings(0, 0, (), (), ()), None, faults)
        told = kept["difference"]
        difference = None
        if told:
            shown = {kind: [_shown(each) for each in told[kind]] for kind in ("new", "changed", "gone")}
            difference = ShownDifference(
                told["previous"], told["same"], told["new_count"], told["changed_count"], told["gone_count"], **shown
            )
        return cls(kept["rows"], ToldFindings.of(kept["findings"]), difference)


def checked_as_dict(file: RegisterFile, previous: str, before: Rows, difference: Difference | None) -> dict[str, Any]:
    """What the check found, as JSON keeps it."""
    return {
        "rows": len(file.rows),
        "findings": file.findings.as_dict(),
        "difference": _difference(file, previous, before, difference) if difference else None,
    }


def refused_as_dict(faults: Sequence[Fault]) -> dict[str, Any]:
    """Why nothing of a list can be used, as JSON keeps it."""
    return {"refused": [[fault.row, fault.column, fault.words.th, fault.words.en] for fault in faults]}


def _difference(file: RegisterFile, previous: str, before: Rows, difference: Difference) -> dict[str, Any]:
    after = dict(file.numbered)
    return {
        "previous": previous,
        "same": len(difference.same),
        "new_count": len(difference.new),
        "changed_count": len(difference.changed),
        "gone_count": len(difference.gone),
        "new": [[number, person_name(after[number]), []] for number in difference.new[:MOST_SHOWN]],
        "gone": [[number, person_name(before[number]), []] for number in difference.gone[:MOST_SHOWN]],
        "changed": [
            [
                each.after,
                person_name(after[each.after]),
                [[meaning, old, new] for meaning, (old, new) in each.values.items()],
            ]
            for each in difference.changed[:MOST_SHOWN]
        ],
    }


def _shown(kept: Sequence[Any]) -> ShownChange:
    row, name, values = kept
    return ShownChange(row, name, [(meaning_words(meaning), old, new) for meaning, old, new in values])
