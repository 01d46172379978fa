"""Brings a survey into the shape that is measured: indicator columns of 0, 1 and nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import polars as pl

from huangyai.kernel import BadInput, Fault, Words

MOST_FAULTS = 50
"""A file in the wrong form has as many faults as cells; nobody reads more than these."""


_WRITTEN = {"0": 0, "๐": 0, "1": 1, "๑": 1, "": None}


def read_survey(text: str, indicators: Sequence[str], others: Sequence[str], weight: str | None) -> pl.DataFrame:
    """The columns named, from CSV text: indicators as 0, 1 or null, weight a number, others text.

    :raises BadInput: a column is missing, a row too long, an answer not 0, 1 or empty, a weight wrong
    """
    wanted = list(dict.fromkeys([*indicators, *others, *([weight] if weight else [])]))
    _require_once(text, wanted)
    try:
        frame = pl.read_csv(io.BytesIO(text.encode()), infer_schema=False)
    except pl.exceptions.PolarsError:
        raise _broken_table(text) from None
    frame = frame.rename(str.strip).select(pl.all().fill_null("").str.strip_chars())
    require_columns(frame.columns, wanted)
    # Spreadsheets leave blank lines behind; they are nobody's answers, but they count in row numbers.
    filled = frame.select(pl.any_horizontal(pl.all() != "")).to_series()
    answers = frame.select(
        pl.col(name).replace_strict(_WRITTEN, default=2, return_dtype=pl.Int8) for name in indicators
    )
    columns = [*answers.get_columns(), *(frame[name] for name in others if name not in indicators)]
    faults = _answers_out_of_range(answers, frame)
    if weight:
        numbers = frame[weight].str.replace_all(",", "").cast(pl.Float64, strict=False)
        faults += weight_faults(numbers, filled)
        columns = [column for column in columns if column.name != weight] + [numbers]
    if faults:
        raise BadInput(faults)
    return pl.DataFrame(columns).filter(filled)


def check_survey(frame: pl.DataFrame, indicators: Sequence[str], others: Sequence[str], weight: str | None) -> None:
    """Refuse a table with a column missing, an answer other than 0, 1 and null, or a wrong weight."""
    require_columns(frame.columns, [*indicators, *others, *([weight] if weight else [])])
    answers = frame.select(indicators)
    wrong_type = [
        name for name, kind in answers.schema.items() if not (kind.is_numeric() or kind in (pl.Boolean, pl.Null))
    ]
    faults = [Fault(0, name, _ZERO_ONE) for name in wrong_type]
    faults += _answers_out_of_range(answers.drop(wrong_type), answers)
    if weight:
        faults += weight_faults(frame[weight].cast(pl.Float64, strict=False))
    if faults:
        raise BadInput(faults)


def require_columns(present: Sequence[str], wanted: Sequence[str]) -> None:
    """Refuse a survey without one of these columns."""
    lacking = [name for name in dict.fromkeys(wanted) if name not in present]
    if lacking:
        words = Words(th="ไม่มีคอลัมน์นี้ในไฟล์สำรวจ โปรดตรวจหัวตาราง", en="The survey has no such column; check its header.")
        raise BadInput([Fault(1, name, words) for name in lacking])


def weight_faults(numbers: pl.Series, filled: pl.Series | None = None) -> list[Fault]:
    """One fault for each weight that is not a number above 0, blank lines aside."""
    wrong = (numbers.is_null() | ~(numbers > 0) | ~numbers.is_finite()).fill_null(value=True)
    if filled is not None:
        wrong &= filled
    words = Words(th="ค่าถ่วงน้ำหนักต้องเป็นตัวเลขมากกว่า 0", en="A sampling weight must be a number above 0.")
    return [Fault(row + 2, numbers.name, words) for row in wrong.arg_true().head(MOST_FAULTS)]


_ZERO_ONE = Words(
    th="ต้องเป็น 1 (ขาดแคลน) 0 (ไม่ขาดแคลน) หรือเว้นว่างเมื่อไม่มีข้อมูล",
    en="Must be 1 (deprived), 0 (not deprived) or empty when unknown.",
)


def _answers_out_of_range(answers: pl.DataFrame, as_written: pl.DataFrame) -> list[Fault]:
    faults: list[Fault] = []
    for column in answers.get_columns():
        # Whole numbers are cleared by their extremes; only decimals have room between 0 and 1.
        if column.dtype in (pl.Boolean, pl.Null) or (
            column.dtype.is_integer() and {column.min(), column.max()} <= {0, 1, None}
        ):
            continue
        wrong = ~((column == 0) | (column == 1))
        for row in wrong.fill_null(value=False).arg_true().head(MOST_FAULTS - len(faults)):
            written = as_written[column.name][row]
            words = Words(th=f"“{written}” ใช้ไม่ได้ {_ZERO_ONE.th}", en=f"“{written}” can't be used. {_ZERO_ONE.en}")
            faults.append(Fault(row + 2, column.name, words))
        if len(faults) >= MOST_FAULTS:
            break
    return sorted(faults, key=lambda fault: fault.row)


def _require_once(text: str, wanted: Sequence[str]) -> None:
    header = [name.strip() for name in next(csv.reader(io.StringIO(text)), [])]
    twice = [name for name in wanted if header.count(name) > 1]
    if twice:
        words = Words(
            th="มีคอลัมน์ชื่อนี้มากกว่าหนึ่งคอลัมน์ โปรดเปลี่ยนชื่อหรือลบให้เหลือคอลัมน์เดียว",
            en="More than one column has this name; rename or remove the others.",
        )
        raise BadInput([Fault(1, name, words) for name in twice])


def _broken_table(text: str) -> BadInput:
    """The first row that doesn't fit the header, found the slow way."""
    rows = csv.reader(io.StringIO(text))
    header = next(rows, [])
    if not header:
        return BadInput.of(th="ไฟล์ว่างเปล่า ต้องมีหัวตาราง", en="The file is empty; it needs a header.", row=1)
    for number, row in enumerate(rows, start=2):
        if len(row) > len(header):
            return BadInput.of(
                th=f"แถวนี้มี {len(row)} ช่อง แต่หัวตารางมี {len(header)} ช่อง โปรดตรวจเครื่องหมายจุลภาค",
                en=f"This row has {len(row)} cells, the header {len(header)}; check the commas.",
                row=number,
            )
    return BadInput.of(
        th="อ่านตารางไม่ได้ โปรดตรวจว่าเครื่องหมายคำพูดปิดครบและหัวตารางไม่ซ้ำกัน",
        en="The table can't be read; check that quotes are closed and headers differ.",
    )
