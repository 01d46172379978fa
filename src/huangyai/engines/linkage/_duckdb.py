"""DuckDB: candidate pairs and the evidence for each.

Splink's own prediction gives the same numbers (a test holds the two together) but materialises each step for
any backend; written for this one purpose the same arithmetic takes a third of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl

from huangyai.engines.linkage.blocking import FIRST_RULES, SETTLED, second_rules
from huangyai.engines.linkage.comparisons import Comparison
from huangyai.engines.linkage.evidence import bits_of, gamma_names, gamma_of, rarities_of, sides_of
from huangyai.engines.linkage.model import Model

_KEPT_IN_MEMORY = 2_000_000  # rows; more go to a file, compressed


def score_pairs(
    everyone: pl.DataFrame,
    comparisons: Sequence[Comparison],
    model: Model,
    *,
    least_bits: float,
    threads: int | None = None,
) -> pl.DataFrame:
    """Evidence for every candidate pair of rows of different registers, or of the one register there is.

    Columns ``uid_l`` ``uid_r`` ``source_l`` ``source_r`` (l in the earlier register), ``bits`` (log2 of how
    much more likely the agreement is for one person than for two) and ``gamma_<comparison>`` (-1 unknown, 0 the
    worst level). Pairs of less than `least_bits` are left out.
    """
    further = [name for name in everyone.columns if name.startswith("also_")]
    with ExitStack() as stack:
        place = ":memory:"
        if everyone.height > _KEPT_IN_MEMORY:
            place = f"{stack.enter_context(TemporaryDirectory(prefix='huangyai-link-'))}/rows.duckdb"
        connection = stack.enter_context(duckdb.connect(place, config={"threads": threads} if threads else {}))
        connection.register("given", everyone.drop("id").to_arrow())
        _run(connection, "create table everyone as from given")
        connection.unregister("given")
        # Where the caller has let go of the rows, their memory is free from here on.
        del everyone
        find_candidates(connection, further)
        scored: pl.DataFrame = connection.sql(_scoring(connection, comparisons, model, least_bits)).pl()
        return scored


def levels_of_pairs(everyone: pl.DataFrame, pairs: pl.DataFrame, comparisons: Sequence[Comparison]) -> pl.DataFrame:
    """The level of every comparison (``gamma_<comparison>``, -1 unknown, 0 the worst) for the given pairs.

    `pairs` has columns ``uid_l`` and ``uid_r``, which the result repeats in the same order.
    """
    with duckdb.connect() as connection:
        connection.register("everyone", everyone.drop("id").to_arrow())
        connection.register("pairs", pairs.select("uid_l", "uid_r").with_row_index("place").to_arrow())
        sides = sides_of([name for name in everyone.columns if name != "id"])
        levels = ", ".join(gamma_of(comparison) for comparison in comparisons)
        query = (
            "select uid_l, uid_r,", levels, "from (select p.place,", sides,
            "from pairs p join everyone l on l.uid = p.uid_l join everyone r on r.uid = p.uid_r) order by place",
        )  # fmt: skip
        found: pl.DataFrame = connection.sql(" ".join(query)).pl()
        return found


def find_candidates(connection: Any, also: Sequence[str]) -> None:
    """Fill the table ``candidates`` (uid_l, uid_r) from the table ``everyone``.

    Of several registers, pairs across them; of one, pairs within it.
    """
    _run(connection, "create table candidates (uid_l bigint, uid_r bigint)")
    _run(connection, "create table settled (uid_r bigint, source_l integer)")
    within = connection.execute("select count(distinct source) from everyone").fetchall()[0][0] < 2
    order = "and l.uid < r.uid" if within else "and l.source < r.source"
    for rule in FIRST_RULES:
        _run(connection, "insert into candidates select l.uid, r.uid from everyone l join everyone r on", rule, order)
    if not within:
        _run(
            connection,
            "insert into settled select distinct r.uid, l.source from candidates c join everyone l on l.uid = c.uid_l",
            "join everyone r on r.uid = c.uid_r where",
            SETTLED,
        )
    # A person may be three times in one list: within it every row is looked at again.
    _run(
        connection,
        "create table open as select r.*, s.source_l from everyone r"
        " join (select distinct source as source_l from everyone) s on",
        "true" if within else "s.source_l < r.source",
        "anti join settled d on d.uid_r = r.uid and d.source_l = s.source_l",
    )
    for rule in second_rules(also):
        _run(
            connection,
            "insert into candidates select l.uid, r.uid from everyone l join open r on",
            rule,
            "and l.source = r.source_l and",
            "l.uid < r.uid" if within else "true",
        )


def _run(connection: Any, *parts: str) -> None:
    # Fetched, because an open result blocks the connection's next statement.
    connection.execute(" ".join(parts)).fetchall()


def _scoring(connection: Any, comparisons: Sequence[Comparison], model: Model, least_bits: float) -> str:
    columns = [name for (name, *_) in connection.execute("describe everyone").fetchall()]
    rarities = rarities_of(comparisons, model)
    for rarity in rarities:
        _run(connection, "create table", rarity.table, "as", rarity.counted)
    return " ".join(
        (
            "with pairs as (select distinct uid_l, uid_r from candidates), compared as (select",
            ", ".join([sides_of(columns), *(gamma_of(comparison) for comparison in comparisons)]),
            "from pairs join everyone l on l.uid = pairs.uid_l join everyone r on r.uid = pairs.uid_r),",
            f"scored as (select uid_l, uid_r, source_l, source_r, {gamma_names(comparisons)}, (",
            bits_of(comparisons, model, rarities),
            ")::double as bits from compared",
            *(rarity.joined for rarity in rarities),
            ") select * from scored where bits >=",
            repr(least_bits),
            "order by uid_r, uid_l",
        )
    )
