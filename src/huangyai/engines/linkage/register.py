"""A register: a list of people that one office keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import polars as pl
import pyarrow as pa

Rows: TypeAlias = pl.DataFrame | pl.LazyFrame | pa.Table | Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """One office's list: a name that no other register of the same linkage has, and its rows as they came.

    Rows are mappings, a polars frame or an Arrow table; a lazy frame is read each time it is needed, so that a register
    of millions doesn't stay in memory. Columns are those of `COLUMNS` (Thai headings are
    recognised too) or reach them through `mapping` (ours → theirs); `also` names further columns to compare as
    they are. Without an ``id`` column a row's id is its number, from 1.
    """

    name: str
    rows: Rows
    mapping: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()

    def columns(self) -> list[str]:
        """The headings, without reading the rows where that can be."""
        if isinstance(self.rows, pl.LazyFrame):
            return self.rows.collect_schema().names()
        return self.frame().columns

    def frame(self) -> pl.DataFrame:
        """The rows as text: every cell a string or null, nothing else changed."""
        rows = self.rows
        if isinstance(rows, pl.LazyFrame):
            frame = rows.collect()
        elif isinstance(rows, pl.DataFrame):
            frame = rows
        elif isinstance(rows, pa.Table):
            converted = pl.from_arrow(rows)
            frame = converted if isinstance(converted, pl.DataFrame) else converted.to_frame()
        else:
            return _frame_of_mappings(rows)
        return frame.select(_as_text(frame[name]) for name in frame.columns)


def _frame_of_mappings(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    listed = list(rows)
    names = list(dict.fromkeys(name for row in listed for name in row))
    return pl.DataFrame(
        {name: [_cell(row.get(name)) for row in listed] for name in names},
        schema=dict.fromkeys(names, pl.String),
    )


def _cell(value: object) -> str | None:
    return None if value is None else str(value)


def _as_text(column: pl.Series) -> pl.Series:
    if column.dtype == pl.String:
        return column
    if column.dtype.is_float():
        # A number that a spreadsheet made of an id: 1100000000012.0.
        whole = column.is_not_null() & column.is_finite() & (column == column.round(0)) & (column.abs() < 1e15)
        return (
            pl.select(
                pl.when(whole)
                .then(column.cast(pl.Int64, strict=False).cast(pl.String))
                .otherwise(column.cast(pl.String))
            )
            .to_series()
            .alias(column.name)
        )
    try:
        return column.cast(pl.String)
    except pl.exceptions.PolarsError:
        return pl.Series(column.name, [_cell(value) for value in column.to_list()], dtype=pl.String)
