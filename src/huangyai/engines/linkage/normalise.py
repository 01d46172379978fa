"""Registers as offices write them → one table in which the same thing is written the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import polars as pl

from huangyai.engines.linkage.addresses import read_addresses
from huangyai.engines.linkage.columns import COLUMNS, further_name, recognise_columns
from huangyai.engines.linkage.dates import read_birth_date, writes_month_first
from huangyai.engines.linkage.names import name_keys, read_names, unglue_names
from huangyai.engines.linkage.national_ids import read_ids
from huangyai.engines.linkage.phones import read_phones
from huangyai.engines.linkage.register import Register
from huangyai.engines.linkage.thai_text import clean_text, is_nothing, one_byte
from huangyai.kernel import BadInput, Fault, Words

_NOTHING_CELLS = ["", "-", "--", "ไม่มี", "ไม่ทราบ", "ไม่ระบุ", "null", "NULL", "None", "nan", "NaN", "N/A", "n/a"]

_PART = 1_000_000  # rows

Progress: TypeAlias = Callable[[str, float], None]


def normalise_registers(
    registers: Sequence[Register], *, this_year: int, progress: Progress | None = None
) -> pl.DataFrame:
    """All rows of all registers, one after the other, as values that can be compared.

    Columns: ``source`` (number of the register), ``uid`` (row over all), ``id`` (as given), ``first`` ``last``
    (one byte a letter), ``first_k`` ``last_k`` ``nick`` (as heard), ``first_s`` ``last_s`` (consonants),
    ``full_k``, ``sex``, ``y`` ``mo`` ``da`` ``md`` ``dm`` (year, month, day; month·100+day; day·100+month),
    ``nid`` ``nid_ok``, ``house`` ``moo`` ``tam`` ``tam_k`` ``vil_k`` ``street``, ``phone``, and
    ``also_<column>``.
    """
    everyone = with_keys(read_registers(registers, this_year=this_year, progress=progress))
    if progress is not None:
        progress("normalise", 1.0)
    return everyone


def read_registers(registers: Sequence[Register], *, this_year: int, progress: Progress | None = None) -> pl.DataFrame:
    """All rows of all registers as they were understood, names still in their own letters."""
    also = list(dict.fromkeys(name for register in registers for name in register.also))
    tables: list[pl.DataFrame] = []
    for number, register in enumerate(registers):
        tables.extend(_normalise_one(register, number, also, this_year=this_year))
        if progress is not None:
            progress("normalise", (number + 1) / (len(registers) + 1))
    return unglue_names(pl.concat(tables))


def with_keys(everyone: pl.DataFrame) -> pl.DataFrame:
    """Rows of `read_registers` with the keys by which names are found and compared."""
    first, last = name_keys(everyone["first"]), name_keys(everyone["last"])
    everyone = everyone.with_columns(
        first["exact"].alias("first"), first["fold"].alias("first_k"), first["skeleton"].alias("first_s"),
        last["exact"].alias("last"), last["fold"].alias("last_k"), last["skeleton"].alias("last_s"),
    )  # fmt: skip
    return everyone.with_columns(
        name_keys(everyone["nick"])["fold"].alias("nick"),
        pl.col("first_s").str.slice(0, 2).alias("first_2"),
        pl.col("last_s").str.slice(0, 2).alias("last_2"),
        _run_together("first_k", "last_k", 6).alias("full_k"),
        _run_together("first_s", "last_s", 5).alias("full_s"),
        pl.int_range(pl.len(), dtype=pl.Int64).alias("uid"),
    )


def _run_together(first: str, last: str, least: int) -> pl.Expr:
    whole = pl.concat_str(first, last, ignore_nulls=True)
    return pl.when(whole.str.len_bytes() >= least).then(whole)


def _normalise_one(register: Register, number: int, also: Sequence[str], *, this_year: int) -> Iterator[pl.DataFrame]:
    frame = register.frame()
    found = recognise_columns(frame.columns, register.mapping, register.also)
    if not (set(found) - {"id"}) and not any(name in frame.columns for name in register.also):
        raise BadInput.of(
            th=f"ไฟล์ {register.name} ไม่มีคอลัมน์ที่ใช้เทียบคนได้ ต้องมีอย่างน้อยหนึ่งใน {', '.join(COLUMNS[1:])} หรือบอกด้วย --map",
            en=f"{register.name} has no column to compare people by; it needs one of {', '.join(COLUMNS[1:])}, or say with --map.",
        )
    ids = _ids_of(register, frame[found["id"]] if "id" in found else None, frame.height)
    month_first = "birth_date" in found and writes_month_first(frame[found["birth_date"]].drop_nulls().unique())
    # What is made on the way of a part is gone before the next one.
    for start in range(0, max(frame.height, 1), _PART):
        part = frame.slice(start, _PART)
        columns = {
            ours: part.select(
                pl.when(~pl.col(theirs).str.strip_chars().is_in(_NOTHING_CELLS)).then(pl.col(theirs)).alias(ours)
            ).to_series()
            for ours, theirs in found.items()
            if ours != "id"
        }
        height = part.height
        empty = pl.Series(values=[None] * height, dtype=pl.String)
        names = read_names(columns, height)
        extra = {further_name(name): _plain_column(part[name]) if name in part.columns else empty for name in also}
        yield pl.DataFrame(
            {
                "source": pl.repeat(number, height, dtype=pl.Int32, eager=True),
                "id": ids.slice(start, _PART),
                "first": names["first"],
                "last": names["last"],
                "nick": names["nick"],
                "sex": names["sex"],
                **_dates(columns.get("birth_date", empty), this_year, month_first=month_first).to_dict(),
                **read_ids(columns.get("national_id", empty)).to_dict(),
                **read_addresses(columns, height).to_dict(),
                "phone": read_phones(columns.get("phone", empty)),
                **extra,
            }
        )


def _ids_of(register: Register, ids: pl.Series | None, height: int) -> pl.Series:
    if ids is None:
        return pl.int_range(1, height + 1, eager=True).cast(pl.String)
    ids = ids.str.strip_chars().alias("id")
    ids = pl.select(pl.when(~ids.is_in(_NOTHING_CELLS)).then(ids).alias("id")).to_series()
    where = pl.DataFrame({"id": ids}).with_row_index("row", offset=2)
    empty = where.filter(pl.col("id").is_null() | (pl.col("id") == ""))
    twice = where.filter(pl.col("id").is_not_null() & ~pl.col("id").is_first_distinct())
    faults = [
        Fault(
            row,
            f"{register.name}: id",
            Words(
                th="ไม่มีรหัสแถว โปรดใส่รหัสที่ไม่ซ้ำกัน หรือลบคอลัมน์ id ทั้งคอลัมน์",
                en="The id is empty; give each row its own id, or drop the id column.",
            ),
        )
        for row in empty["row"].head(20)
    ]
    faults += [
        Fault(
            row,
            f"{register.name}: id",
            Words(
                th=f"รหัส {value} ซ้ำกับแถวก่อนหน้า โปรดให้แต่ละแถวมีรหัสของตัวเอง",
                en=f"The id {value} was used by an earlier row; give each row its own id.",
            ),
        )
        for row, value in twice.head(20).iter_rows()
    ]
    if faults:
        raise BadInput(faults)
    return ids


def _dates(column: pl.Series, this_year: int, *, month_first: bool) -> pl.DataFrame:
    cells = column.drop_nulls().unique()
    read = [read_birth_date(cell, this_year=this_year, month_first=month_first) for cell in cells]
    table = pl.DataFrame(
        {
            "cell": cells,
            "y": pl.Series([date.year if date else None for date in read], dtype=pl.Int16),
            "m": pl.Series([date.month if date else None for date in read], dtype=pl.Int16),
            "d": pl.Series([date.day if date else None for date in read], dtype=pl.Int16),
        },
        schema_overrides={"cell": pl.String},
    )
    joined = column.alias("cell").to_frame().join(table, on="cell", how="left", maintain_order="left")
    return joined.select(
        "y",
        pl.col("m").alias("mo"),
        pl.col("d").alias("da"),
        (pl.col("m") * 100 + pl.col("d")).alias("md"),
        (pl.col("d") * 100 + pl.col("m")).alias("dm"),
    )


def _plain_column(column: pl.Series) -> pl.Series:
    cells = column.drop_nulls().unique()
    plain = [one_byte(text) if not is_nothing(text := clean_text(cell)) else None for cell in cells]
    return column.replace_strict(cells, pl.Series(plain, dtype=pl.String), default=None, return_dtype=pl.String)
