"""Where a person lives: house number, moo and tambon out of one address cell or out of parts."""

from __future__ import annotations

import polars as pl

from huangyai.engines.linkage.sound import fold_name
from huangyai.engines.linkage.thai_text import clean_text, is_nothing, is_thai
from huangyai.kernel.words import arabic_digits

_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_HOUSE = r"^[^0-9]*?([0-9]+(?: *[/\-] *[0-9]+)*)"
_HOUSE_NAMED = r"(?:บ้านเลขที่|เลขที่|บ้านเลข|เลขบ้าน) *:? *([0-9]+(?: *[/\-] *[0-9]+)*)"
_HOUSE_AFTER_MOO = r"^(?:หมู่ที่|หมู่|ม\.?) *[0-9]{1,2}[ ,]+(?:บ้านเลขที่|เลขที่)? *([0-9]+(?: *[/\-] *[0-9]+)*)"
_MOO = r"(?:หมู่ที่|หมู่บ้านที่|หมู่|(?:^|[ 0-9,])ม\.?|(?:^|[ 0-9,])(?i:moo|m)\.?) *([0-9]{1,2})(?:[^0-9/]|$)"
_TAMBON = r"(?:ตำบล|แขวง|(?:^|[ 0-9])ต\.) *([^ 0-9,]{2,})"
_MONTHS = {
    name: str(number)
    for number, names in enumerate(
        (
            "มค Jan", "กพ Feb", "มีค Mar", "เมย Apr", "พค May", "มิย Jun",
            "กค Jul", "สค Aug", "กย Sep", "ตค Oct", "พย Nov", "ธค Dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?i:" + "|".join(_MONTHS) + ")"
_AS_DAY = rf"^(?:[0-9]{{1,2}} *- *{_MONTH}|{_MONTH} *- *[0-9]{{1,3}})$"
_AS_WHOLE_DAY = r"^(?:19|20|25)[0-9]{2}-([0-9]{2})-([0-9]{2})(?: 00:00:00)?$"
_VILLAGE = r"(?:หมู่บ้าน|ชุมชน|บ้าน) *([ก-ฮเ-ไ][^ 0-9,]+)"


def _tidy(text: pl.Expr) -> pl.Expr:
    return (
        text.str.replace_many(list(_THAI_DIGITS), list(arabic_digits(_THAI_DIGITS)))
        .str.replace_all(r"[\s\x{00a0}\x{200b}\x{feff}]+", " ")
        .str.strip_chars(" .,")
    )


def _undated(house: pl.Expr) -> pl.Expr:
    """House 12/3 again, where a spreadsheet made a day of it: 12-มี.ค., 12-Mar, 2026-03-12."""
    plain = house.str.replace_all(".", "", literal=True)
    day = plain.str.replace_many(list(_MONTHS), list(_MONTHS.values()), ascii_case_insensitive=True)
    whole = house.str.replace(_AS_WHOLE_DAY, "$2/$1").str.replace_all(" *ทับ *", "/")
    return pl.when(plain.str.contains(_AS_DAY)).then(day).otherwise(whole).alias("house_no")


def _house_of(text: pl.Expr, pattern: str = _HOUSE) -> pl.Expr:
    return (
        text.str.extract(pattern)
        .str.replace_all(" ", "")
        .str.replace_all("-", "/")
        .str.replace_all(r"(^|/)0+([0-9])", "$1$2")
    )


def read_addresses(columns: dict[str, pl.Series], height: int) -> pl.DataFrame:
    """Columns ``house`` (``12/3``), ``moo`` (number), ``tam`` (code), ``tam_k`` and ``vil_k`` (names as heard) and
    ``street``.

    `columns` holds those of house_no, moo, village, address, tambon_code, village_code that the register has.
    """
    result = read_places(columns, height)
    return result.with_columns(fold_column(result["tam_k"]), fold_column(result["vil_k"]))


def read_places(columns: dict[str, pl.Series], height: int) -> pl.DataFrame:
    """The same columns as `read_addresses` with the names of places as they are written."""
    nothing = pl.Series(values=[None] * height, dtype=pl.String)
    frame = pl.DataFrame(
        {
            name: columns.get(name, nothing)
            for name in ("house_no", "moo", "village", "address", "tambon_code", "village_code")
        }
    ).with_columns(_tidy(pl.all()))
    frame = frame.with_columns(_undated(pl.col("house_no")))
    part, whole = pl.col("house_no"), pl.col("address")
    # หมู่ 5 without a house number before it is not house 5.
    starts_with_moo = whole.str.contains(r"^(?:หมู่ที่|หมู่|ม\.?) *[0-9]")
    village_code = pl.col("village_code").str.extract(r"^([0-9]{8})$")
    village_name = whole.str.extract(_VILLAGE)
    parsed = frame.lazy().select(
        pl.coalesce(
            _house_of(part),
            _house_of(whole, _HOUSE_NAMED),
            pl.when(starts_with_moo).then(_house_of(whole, _HOUSE_AFTER_MOO)).otherwise(_house_of(whole)),
        ).alias("house"),
        pl.coalesce(
            pl.col("moo").str.extract(r"([0-9]{1,2})"),
            part.str.extract(_MOO),
            whole.str.extract(_MOO),
            pl.col("village").str.extract(r"(?:^|หมู่ที่|หมู่|ม\.) *([0-9]{1,2})(?: |$)"),
            village_code.str.slice(6, 2),
        )
        .cast(pl.Int16, strict=False)
        .alias("moo"),
        pl.coalesce(pl.col("tambon_code").str.extract(r"^([0-9]{6})"), village_code.str.slice(0, 6)).alias("tam"),
        pl.coalesce(whole.str.extract(_TAMBON), pl.lit(None, dtype=pl.String)).alias("tam_k"),
        pl.coalesce(pl.col("village"), pl.when(~village_name.str.starts_with("เลขที่")).then(village_name)).alias(
            "vil_k"
        ),
    )
    street = frame.select(whole.str.replace_all(r"[0-9]+", " ").alias("street")).to_series()
    result = parsed.collect().with_columns(pl.when(pl.col("moo") > 0).then(pl.col("moo")).alias("moo"))
    return result.with_columns(_latin_street(street))


def fold_column(column: pl.Series) -> pl.Series:
    """Each name of a place as it is heard, computed once for each spelling."""
    spellings = column.drop_nulls().unique()
    heard = [_heard(spelling) for spelling in spellings]
    return column.replace_strict(spellings, pl.Series(heard, dtype=pl.String), default=None, return_dtype=pl.String)


def _heard(spelling: str) -> str | None:
    text = clean_text(spelling)
    if is_nothing(text):
        return None
    for word in ("หมู่บ้าน", "ชุมชน", "บ้าน", "ตำบล", "ต."):
        if text.startswith(word) and len(text) > len(word) + 1:
            text = text.removeprefix(word)
            break
    return fold_name(text.strip()) or None


def _latin_street(street: pl.Series) -> pl.Series:
    """A street of an address in Latin letters; Thai addresses are read by their parts."""
    if street.null_count() == len(street) or any(is_thai(text) for text in street.drop_nulls().head(50)):
        return pl.Series("street", [None] * len(street), dtype=pl.String)
    tidy = pl.col("street").str.replace_all(r"[^A-Za-z]+", " ").str.strip_chars().str.to_lowercase()
    return street.to_frame("street").select(pl.when(tidy.str.len_bytes() > 1).then(tidy)).to_series().alias("street")
