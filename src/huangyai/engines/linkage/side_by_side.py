"""Two rows side by side: what agrees, what differs and how much each says."""

from __future__ import annotations

import datetime as dt
import difflib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import polars as pl

from huangyai.engines.linkage._duckdb import levels_of_pairs
from huangyai.engines.linkage.addresses import read_places
from huangyai.engines.linkage.columns import further_name, recognise_columns
from huangyai.engines.linkage.comparisons import HOUSEHOLD, Comparison, comparisons_for
from huangyai.engines.linkage.model import Model, shipped_model
from huangyai.engines.linkage.normalise import read_registers, with_keys
from huangyai.engines.linkage.reasons import explain_levels
from huangyai.engines.linkage.register import Register
from huangyai.kernel import Words
from huangyai.kernel.calendar import BUDDHIST_OFFSET

# The cells out of which each comparison reads.
_CELLS = {
    "first_name": ("title", "first_name", "full_name"),
    "last_name": ("last_name", "full_name"),
    "birth_date": ("birth_date",),
    "national_id": ("national_id",),
    "home": ("house_no", "moo", "village", "address", "tambon_code", "village_code"),
    "phone": ("phone",),
    "sex": ("sex", "title", "full_name"),
    "nickname": ("nickname", "full_name"),
}
_ALIKE = frozenset(["same", "same_wrong", "new_year"])
_UNLIKE = frozenset(["else", "wife", "both_right"])


class Verdict(StrEnum):
    """How one thing of two rows agrees."""

    SAME = "same"
    NEAR = "near"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether the other row has something else there."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What one row says about one thing: as the office wrote it, and as it was understood, in pieces for marking."""

    written: str
    read: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FieldComparison:
    """One thing compared. `weight` is evidence in bits: above 0 for one person, below for two, 0 where unknown."""

    field: str
    heading: Words
    left: Reading
    right: Reading
    verdict: Verdict
    level: str
    words: Words
    weight: float


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two rows compared. `bits` is the evidence without the rarity of names and before any expectation.

    `levels` says for each comparison how well it agrees and holds nothing of the persons: it may be kept with a
    reviewer's decision so that a model learns from it.
    """

    fields: tuple[FieldComparison, ...]
    bits: float
    why: Words
    levels: Mapping[str, str] = field(default_factory=dict)


def compare_rows(
    left: Mapping[str, Any],
    right: Mapping[str, Any],
    *,
    mapping_left: Mapping[str, str] | None = None,
    mapping_right: Mapping[str, str] | None = None,
    also: Sequence[str] = (),
    model: Model | None = None,
    today: dt.date | None = None,
) -> SideBySide:
    """Compare two rows as their registers hold them, thing by thing, for the eyes of a person.

    Columns are recognised as `link_registers` does. The evidence is that of the same model, except that how rare
    a name is can't be known from two rows alone.

    Raises
    ------
    BadInput
        A row has no column by which people can be compared.
    """
    comparisons = comparisons_for(also)
    if model is None:
        model = shipped_model(comparisons)
    this_year = (today or dt.datetime.now(tz=dt.UTC).date()).year
    sides = [
        _only_row("l", left, mapping_left or {}, also),
        _only_row("r", right, mapping_right or {}, also),
    ]
    readable = read_registers(sides, this_year=this_year)
    pair = pl.DataFrame({"uid_l": [0], "uid_r": [1]})
    gammas = levels_of_pairs(with_keys(readable), pair, comparisons).row(0)[2:]
    cells = [_cells_of(register) for register in sides]
    rows = [row | _place_names(side) for row, side in zip(readable.to_dicts(), cells, strict=True)]
    fields, levels, bits = [], {}, 0.0
    for comparison, gamma in zip(comparisons, gammas, strict=True):
        code = comparison.levels[len(comparison.levels) - 1 - gamma].name if gamma >= 0 else ""
        weight = model.weight(comparison, code) if code else 0.0
        bits += weight
        if code:
            levels[comparison.name] = code
        if comparison is not HOUSEHOLD or (code and comparison.levels[-1 - gamma].words.th):
            fields.append(_field(comparison, gamma, weight, cells, rows))
    return SideBySide(tuple(fields), bits, explain_levels(gammas, comparisons, model), levels)


def _only_row(name: str, row: Mapping[str, Any], mapping: Mapping[str, str], also: Sequence[str]) -> Register:
    number = recognise_columns(row, mapping, also).get("id")
    kept = {column: value for column, value in row.items() if column != number}
    return Register(name, [kept], mapping, tuple(column for column in also if column in kept))


def _cells_of(register: Register) -> dict[str, str]:
    row = register.frame().row(0, named=True)
    found = recognise_columns(row, register.mapping, register.also)
    cells = {ours: str(row[theirs] or "").strip() for ours, theirs in found.items()}
    return cells | {further_name(column): str(row[column] or "").strip() for column in register.also}


def _place_names(cells: Mapping[str, str]) -> dict[str, Any]:
    """Tambon and village as they are written, not as they are heard."""
    columns = {name: pl.Series([cells[name]]) for name in _CELLS["home"] if cells.get(name)}
    return read_places(columns, 1).select("tam_k", "vil_k").row(0, named=True)


def _field(
    comparison: Comparison, gamma: int, weight: float, cells: Sequence[Mapping[str, str]], rows: Sequence[Any]
) -> FieldComparison:
    written = [_written(comparison.name, side) for side in cells]
    read = [_read(comparison.name, row) for row in rows]
    mark = _marked_parts if comparison.name == "birth_date" else _marked
    marked = mark(*read) if all(read) else [_unmarked(text) for text in read]
    level = comparison.levels[len(comparison.levels) - 1 - gamma] if gamma >= 0 else None
    return FieldComparison(
        comparison.name,
        comparison.heading,
        Reading(written[0], read[0], marked[0]),
        Reading(written[1], read[1], marked[1]),
        _verdict(level.name if level else ""),
        level.name if level else "",
        level.words if level else Words(th="ไม่มีข้อมูลให้เทียบ", en="nothing to compare"),
        weight,
    )


def _unmarked(text: str) -> tuple[Piece, ...]:
    return (Piece(text, differs=False),) if text else ()


def _verdict(level: str) -> Verdict:
    if not level:
        return Verdict.UNKNOWN
    if level in _ALIKE:
        return Verdict.SAME
    return Verdict.DIFFERENT if level in _UNLIKE else Verdict.NEAR


def _written(name: str, cells: Mapping[str, str]) -> str:
    return " · ".join(cells[column] for column in _CELLS.get(name, (name,)) if cells.get(column))


def _read(name: str, row: Mapping[str, Any]) -> str:
    """A row's value in one form, so that two values that mean the same look the same."""
    if name == "birth_date":
        return _read_date(row)
    if name == "home":
        return _read_home(row)
    if name == "sex":
        return {"m": "ชาย", "f": "หญิง"}.get(row["sex"] or "", "")
    if name == "phone":
        number = str(row["phone"] or "")
        return number if number.startswith("0") or not number else f"0{number}"
    column = {"first_name": "first", "last_name": "last", "national_id": "nid", "nickname": "nick"}.get(name, name)
    return str(row.get(column) or "")


def _read_date(row: Mapping[str, Any]) -> str:
    if row["y"] is None:
        return ""
    year = str(row["y"] + BUDDHIST_OFFSET)
    if row["mo"] is None:
        return year
    return f"{row['mo']:02d}/{year}" if row["da"] is None else f"{row['da']:02d}/{row['mo']:02d}/{year}"


def _read_home(row: Mapping[str, Any]) -> str:
    parts = [
        str(row["house"] or ""),
        f"ม.{row['moo']}" if row["moo"] else "",
        str(row["vil_k"] or ""),
        str(row["street"] or ""),
        f"ต.{row['tam_k'] or row['tam']}" if row["tam_k"] or row["tam"] else "",
    ]
    return " ".join(filter(None, parts))


def _marked(left: str, right: str) -> list[tuple[Piece, ...]]:
    """Both texts cut where they part; a vowel or tone mark stays on its consonant."""
    one, other = _letters(left), _letters(right)
    pieces: tuple[list[Piece], list[Piece]] = ([], [])
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for side, text in zip(pieces, ("".join(one[a:b]), "".join(other[c:d])), strict=True):
            if text:
                side.append(Piece(text, kind != "equal"))
    return [tuple(side) for side in pieces]


def _marked_parts(left: str, right: str) -> list[tuple[Piece, ...]]:
    """Two dates cut at their strokes: the day, the month, the year that differ, whole; years stand under years."""
    one, other = left.split("/"), right.split("/")
    alike = [a == b for a, b in zip(reversed(one), reversed(other), strict=False)]
    return [_date_pieces(parts, alike) for parts in (one, other)]


def _date_pieces(parts: Sequence[str], alike: Sequence[bool]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for at, part in enumerate(parts):
        from_the_end = len(parts) - 1 - at
        if at:
            pieces.append(Piece("/", differs=False))
        # What the other date leaves out is not otherwise, it is only not said.
        pieces.append(Piece(part, differs=from_the_end < len(alike) and not alike[from_the_end]))
    return tuple(pieces)


def _letters(text: str) -> list[str]:
    letters: list[str] = []
    for letter in text:
        if letters and (unicodedata.combining(letter) or unicodedata.category(letter) == "Mn" or letter in "ะาำๅ"):
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters
