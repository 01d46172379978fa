"""First and last names out of whatever name columns a register has."""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl

from huangyai.engines.linkage.sound import fold_name, skeleton_of
from huangyai.engines.linkage.thai_text import clean_text, is_nothing, one_byte
from huangyai.engines.linkage.titles import TITLED, is_title, read_sex, sex_of_title, split_title

_BLANKS = r"[\s\x{00a0}]+"
_INVISIBLE = r"[\x{00ad}\x{200b}-\x{200f}\x{2060}\x{feff}]"
_KIN = r"^(?:ลุง|ป้า|ตา|ยาย|น้า|อา|พี่|น้อง|ปู่|ย่า|หมอ|ครู|เจ๊|เฮีย|แม่|พ่อ|ช่าง|กำนัน|ผู้ใหญ่)"
_IN_BRACKETS = re.compile(r"[(\[（]\s*([^)\]）]*)[)\]）]?")
_NICKNAME_MARK = re.compile(r"^(?:ชื่อเล่น|เล่น|น้อง|นาง|นาย|ป้า|ลุง|ตา|ยาย|พี่|น้า|อา|หมอ|ครู)[ .:]*(?=[ก-ฮเ-ไ].)")
_FORMER = re.compile(r"(?<=\S)[ ,/]+(?:(?:นาม)?สกุลเดิม|เดิม(?=[ :.]|$)).*$")
# What offices note in brackets beside a name, and nobody is called.
_NOTED = re.compile(
    r"^(?:เสียชีวิต|ถึงแก่กรรม|ตาย$|ย้าย|จำหน่าย|เจ้าบ้าน|หัวหน้า|ประธาน|พิการ|ผู้พิการ|ผู้ป่วย|ผู้สูงอายุ|อสม|(?:นาม)?สกุลเดิม|เดิม|ชื่อเดิม)"
)
_NOT_OF_A_NAME = re.compile(r"[^\w\u0e00-\u0e7f.' \-]|[0-9_]")
_NAME_COLUMNS = ("title", "first_name", "last_name", "full_name", "nickname", "sex")


@lru_cache(maxsize=200_000)
def _clean_name(raw: str) -> tuple[str | None, str]:
    """A cleaned name without title, and the title."""
    text = _NOT_OF_A_NAME.sub(" ", clean_text(_outside_brackets(raw))).strip(" .-'")
    if is_nothing(text):
        return None, ""
    title, name = split_title(text)
    name = re.sub(r"\s+", " ", name).strip(" .-'")
    return (None if is_nothing(name) else name), title


def _outside_brackets(raw: str) -> str:
    """The cell without what stands in brackets, unless nothing stands outside them."""
    if not ("(" in raw or "[" in raw or "（" in raw):
        return raw
    outside = _IN_BRACKETS.sub(" ", raw)
    return outside if outside.strip(" .-") else raw


def _map(column: pl.Series, values: dict[str, str | None], name: str) -> pl.Series:
    old = pl.Series(list(values), dtype=pl.String)
    new = pl.Series(list(values.values()), dtype=pl.String)
    return column.replace_strict(old, new, default=None, return_dtype=pl.String).alias(name)


def read_names(columns: dict[str, pl.Series], height: int) -> pl.DataFrame:
    """Columns ``first``, ``last``, ``nick`` (cleaned text) and ``sex`` (m, f or null); all else about a name comes
    of these.

    `columns` holds those of title, first_name, last_name, full_name, nickname, sex that the register has. A
    name in one piece without a blank stays whole in ``first``: `unglue_names` looks it up among the names of
    all registers.
    """
    nothing = pl.Series(values=[None] * height, dtype=pl.String)
    frame = pl.DataFrame({name: columns.get(name, nothing) for name in _NAME_COLUMNS})
    parts = _split_full_names(frame["full_name"]) if "full_name" in columns else None
    first, last = frame["first_name"], frame["last_name"]
    brackets, title = nothing, frame["title"]
    if parts is not None:
        both = frame.select("first_name", "last_name").with_columns(parts)
        use_parts = pl.col("first_name").is_null() & pl.col("last_name").is_null()
        chosen = both.select(
            pl.when(use_parts).then("part_first").otherwise("first_name").alias("first_name"),
            pl.when(use_parts).then("part_last").otherwise("last_name").alias("last_name"),
        )
        first, last, brackets = chosen["first_name"], chosen["last_name"], parts["part_nick"]
        title = pl.DataFrame({"a": title, "b": parts["part_title"]}).select(pl.coalesce("a", "b")).to_series()
    firsts = {raw: _clean_name(raw) for raw in first.drop_nulls().unique()}
    lasts = {raw: _clean_last(raw) for raw in last.drop_nulls().unique()}
    nicks = {raw: clean_nickname(raw) for raw in nickname_cells(frame["nickname"], brackets)}
    within = {
        raw: clean_nickname(found[1])
        for raw in firsts
        if (found := _IN_BRACKETS.search(raw)) and _outside_brackets(raw) != raw
    }
    titles = {raw: sex_of_title(clean_text(raw)) for raw in title.drop_nulls().unique()}
    by_first = {raw: sex_of_title(found[1]) for raw, found in firsts.items()}
    sexes = {raw: read_sex(clean_text(raw)) for raw in frame["sex"].drop_nulls().unique()}
    result = pl.DataFrame(
        {
            "first": _map(first, {raw: found[0] for raw, found in firsts.items()}, "first"),
            "last": _map(last, lasts, "last"),
            "nick": _map(frame["nickname"], nicks, "nick"),
            "nick_b": _map(brackets, nicks, "nick_b"),
            "sex": _map(frame["sex"], sexes, "sex"),
            "sex_t": _map(title, titles, "sex_t"),
            "sex_f": _map(first, by_first, "sex_f"),
            "nick_f": _map(first, {raw: nick for raw, nick in within.items() if nick}, "nick_f"),
        }
    )
    # A first-name cell that holds the whole name.
    whole = pl.col("last").is_null() & pl.col("first").str.contains(" ", literal=True)
    # … and of which the surname stands in its own column as well.
    twice = pl.col("first").str.ends_with(pl.concat_str(pl.lit(" "), pl.col("last")))
    alone = pl.col("first").str.slice(0, pl.col("first").str.len_chars() - pl.col("last").str.len_chars() - 1)
    return result.select(
        pl.when(whole)
        .then(pl.col("first").str.extract(r"^([^ ]+) "))
        .when(twice)
        .then(alone)
        .otherwise("first")
        .alias("first"),
        pl.when(whole).then(pl.col("first").str.extract(r"^[^ ]+ +(.+)$")).otherwise("last").alias("last"),
        pl.coalesce("nick", "nick_b", "nick_f").alias("nick"),
        pl.coalesce("sex", "sex_t", "sex_f").alias("sex"),
    )


def _split_full_names(column: pl.Series) -> pl.DataFrame:
    """Split ``น.ส. มาลี (ต้อย) ใจดี`` into title, first, nickname and last; also ``ใจดี, มาลี``."""
    text = pl.col("raw")
    frame = (
        column.alias("raw")
        .to_frame()
        .with_columns(text.str.replace_all(_INVISIBLE, "").str.replace_all(_BLANKS, " ").str.strip_chars())
    )
    inside = text.str.extract(r"[(\[]\s*([^)\]]+)").str.strip_chars()
    outside = text.str.replace_all(r"\s*[(\[][^)\]]*[)\]]?\s*", " ").str.strip_chars()
    # น้องต้น (กิตติ ใจดี): what people call them stands outside, the name in the register inside.
    turned = ~outside.str.contains(" ", literal=True) & (
        inside.str.contains(r"[^ .] +[^ ]") | (outside.str.contains(_KIN) & (inside.str.len_chars() >= 6))
    )
    frame = frame.with_columns(
        pl.when(turned).then(outside).otherwise(inside).alias("part_nick"),
        pl.when(turned).then(inside).otherwise(outside).alias("raw"),
    )
    frame = frame.with_columns(
        pl.when(text.str.contains(r"^[^,]+,\s*[^,]+$"))
        .then(text.str.replace(r"^([^,]+),\s*([^,]+)$", "$2 $1"))
        .otherwise(text)
        .alias("raw")
    )
    groups = [pl.col("groups").struct.field(str(group)) for group in range(1, 7)]
    frame = frame.with_columns(text.str.extract_groups(TITLED).alias("groups")).with_columns(
        pl.coalesce(groups[0], groups[2], groups[4]).alias("part_title"),
        pl.coalesce(groups[1], groups[3], groups[5], text).str.strip_chars().alias("rest"),
    )
    rest = pl.col("rest")
    return frame.select(
        pl.coalesce(rest.str.extract(r"^([^ ]+) "), rest).alias("part_first"),
        rest.str.extract(r"^[^ ]+ (.+)$").alias("part_last"),
        "part_nick",
        "part_title",
    )


def _clean_last(raw: str) -> str | None:
    # A surname is not titled: ศ. or พระ at its front belongs to it. A former one stands behind it.
    text = _FORMER.sub("", clean_text(_outside_brackets(raw)))
    text = _NOT_OF_A_NAME.sub(" ", text).strip(" .-'")
    return None if is_nothing(text) else re.sub(r"\s+", " ", text)


def nickname_cells(*columns: pl.Series) -> list[str]:
    """Every spelling in columns that hold nicknames, once."""
    return pl.concat([column.alias("nick") for column in columns]).drop_nulls().unique().to_list()


def clean_nickname(raw: str) -> str | None:
    """A nickname without what people say before it: น้องต้น → ต้น."""
    text = _NOT_OF_A_NAME.sub(" ", clean_text(_IN_BRACKETS.sub(r"\1", raw))).strip(" .-'")
    text = _NICKNAME_MARK.sub("", text)
    return None if is_nothing(text) or _NOTED.match(text) or is_title(text) else text


def name_keys(names: pl.Series) -> pl.DataFrame:
    """For each name: ``exact`` (one byte a letter), ``fold`` (as heard) and ``skeleton`` (consonants)."""
    unique = names.drop_nulls().unique()
    folded = [fold_name(name) for name in unique]
    keys = pl.DataFrame(
        {
            "name": unique,
            "exact": pl.Series([one_byte(name) for name in unique], dtype=pl.String),
            "fold": pl.Series([one_byte(fold) or None for fold in folded], dtype=pl.String),
            "skeleton": pl.Series([one_byte(skeleton_of(fold)) or None for fold in folded], dtype=pl.String),
        },
        schema_overrides={"name": pl.String},
    )
    return names.alias("name").to_frame().join(keys, on="name", how="left", maintain_order="left").drop("name")


def unglue_names(frame: pl.DataFrame) -> pl.DataFrame:
    """Split names written without a blank (สมชายใจดี) where both halves are names that some register has.

    `frame` has columns ``first`` and ``last`` of all registers together.
    """
    glued = frame.filter(pl.col("last").is_null() & (pl.col("first").str.len_chars() >= 6))["first"].unique()
    if glued.is_empty():
        return frame
    known = frame.filter(pl.col("last").is_not_null())
    firsts = dict(known["first"].drop_nulls().value_counts().iter_rows())
    lasts = dict(known["last"].str.replace_all(" ", "").value_counts().iter_rows())
    fold_lasts = {fold_name(name) for name in lasts}
    fold_firsts = {fold_name(name) for name in firsts}
    # A long first name is no glued pair.
    unknown = [name for name in glued if name not in firsts]
    splits = [
        (name, *found) for name in unknown if (found := _best_split(name, firsts, lasts, fold_firsts, fold_lasts))
    ]
    if not splits:
        return frame
    table = pl.DataFrame(
        splits,
        schema={"first": pl.String, "part_first": pl.String, "part_last": pl.String},
        orient="row",
    )
    joined = frame.select("first", "last").join(table, on="first", how="left", maintain_order="left")
    split = pl.col("last").is_null() & pl.col("part_first").is_not_null()
    parted = joined.select(
        pl.when(split).then("part_first").otherwise("first").alias("first"),
        pl.when(split).then("part_last").otherwise("last").alias("last"),
    )
    return frame.with_columns(parted["first"], parted["last"])


def _best_split(
    name: str, firsts: dict[str, int], lasts: dict[str, int], fold_firsts: set[str], fold_lasts: set[str]
) -> tuple[str, str] | None:
    best: tuple[str, str] | None = None
    best_score = 0
    for at in range(2, len(name) - 1):
        first, last = name[:at], name[at:]
        # A vowel or tone mark can't begin a surname.
        if "\u0e30" <= last[0] <= "\u0e3a" or "\u0e45" <= last[0] <= "\u0e4e":
            continue
        in_first, in_last = firsts.get(first, 0), lasts.get(last, 0)
        if in_first and in_last:
            score = 1_000_000 + in_first * in_last
        elif in_first and fold_name(last) in fold_lasts:
            score = 10_000 + min(in_first, 9_000)
        elif in_last and fold_name(first) in fold_firsts:
            score = 10_000 + min(in_last, 9_000)
        elif in_first and len(last) >= 4 and len(first) >= 3:
            score = len(first)
        elif in_last and len(last) >= 4 and len(first) >= 3:
            score = len(last)
        else:
            continue
        if score > best_score:
            best, best_score = (first, last), score
    return best
