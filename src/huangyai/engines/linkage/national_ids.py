"""National ids as evidence: scored, never trusted."""

from __future__ import annotations

import polars as pl

from huangyai.kernel.words import arabic_digits

_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"


def read_ids(column: pl.Series) -> pl.DataFrame:
    """Columns ``nid`` (letters and digits only) and ``nid_ok`` (thirteen digits whose check digit fits).

    Dashes, blanks and Thai digits are taken away; ``1100…0.0`` of a spreadsheet is repaired; ``1.1E+12`` has
    lost its digits and counts as empty, as do 0000000000000 and the like. Other kinds of id (passport, social
    security) are kept.
    """
    text = pl.col("raw")
    tidy = (
        text.str.replace_many(list(_THAI_DIGITS), list(arabic_digits(_THAI_DIGITS)))
        .str.strip_chars()
        .str.replace(r"\.0+$", "")
    )
    letters = tidy.str.replace_all(r"[^0-9A-Za-z]", "").str.to_lowercase()
    lost = tidy.str.contains(r"(?i)^[0-9.]+e\+?[0-9]+$") | letters.str.contains(r"^(0*|9+|1+|x+)$")
    lost |= letters.str.len_bytes() < 4
    frame = column.alias("raw").to_frame().select(pl.when(~lost).then(letters).alias("nid"))
    number = pl.when(pl.col("nid").str.contains(r"^[1-9][0-9]{12}$")).then(pl.col("nid").cast(pl.Int64, strict=False))
    frame = frame.with_columns(number.alias("number"))
    total = pl.lit(0, dtype=pl.Int64)
    for place in range(12):
        total = total + (13 - place) * (pl.col("number") // 10 ** (12 - place) % 10)
    fits = (11 - total % 11) % 10 == pl.col("number") % 10
    return frame.select("nid", fits.fill_null(value=False).alias("nid_ok"))
