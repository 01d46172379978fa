"""Telephone numbers, also out of a cell with two numbers or a note."""

from __future__ import annotations

import polars as pl

from huangyai.kernel.words import arabic_digits

_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"


def read_phones(column: pl.Series) -> pl.Series:
    """The first Thai number of a cell without its leading 0 (``812345678``); null where there is none."""
    digits = (
        pl.col("raw")
        .str.replace_many(list(_THAI_DIGITS), list(arabic_digits(_THAI_DIGITS)))
        .str.replace(r"\.0+$", "")
        .str.replace_all(r"[\s\-().]", "")
    )
    found = pl.coalesce(
        digits.str.extract(r"(?:^|[^0-9])(?:\+?66|0)0?([2-9][0-9]{7,8})(?:[^0-9]|$)"),
        digits.str.extract(r"^([689][0-9]{8})(?:[^0-9]|$)"),
        digits.str.extract(r"0([689][0-9]{8})"),
        digits.str.extract(r"^[^0-9]*([0-9]{7,12})[^0-9]*$"),
    )
    return column.alias("raw").to_frame().select(found.alias("phone")).to_series()
