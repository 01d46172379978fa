"""Spark: the same candidates and the same evidence, for registers that outgrow one machine.

Candidates and counts are Spark's own joins; how well two rows agree is worked out by DuckDB within each batch of
pairs, so that every level is the one that DuckDB alone would give.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from huangyai.engines.linkage.blocking import FIRST_RULES, SETTLED, second_rules
from huangyai.engines.linkage.comparisons import Comparison
from huangyai.engines.linkage.evidence import bits_of, gamma_names, gamma_of, rarities_of, sides_of
from huangyai.engines.linkage.model import Model
from huangyai.kernel import BadInput

MASTER = "HUANGYAI_SPARK_MASTER"


def score_pairs(
    everyone: pl.DataFrame,
    comparisons: Sequence[Comparison],
    model: Model,
    *,
    least_bits: float,
    threads: int | None = None,
) -> pl.DataFrame:
    """What `_duckdb.score_pairs` gives, worked out by Spark.

    The session that is already open is used, else one is opened at the master that ``HUANGYAI_SPARK_MASTER`` names,
    else on this machine with `threads` cores. Its workers need Python with duckdb, pyarrow and pandas.

    Raises
    ------
    BadInput
        Java or pyspark is missing.
    """
    refuse_without_spark()
    session, ours = _session(threads)
    try:
        return _scored(session, everyone, comparisons, model, least_bits)
    finally:
        if ours:
            session.stop()


def refuse_without_spark() -> None:
    """Say plainly what is missing for `--engine spark`."""
    if importlib.util.find_spec("pyspark") is None:
        raise BadInput.of(
            th="ยังไม่มีส่วนเสริม Spark (pyspark) จึงใช้ --engine spark ไม่ได้ โปรดติดตั้งด้วย pip install 'huangyai[scale]'"
            " หรือใช้ --engine duckdb ซึ่งรับได้หลายล้านแถวในเครื่องเดียว",
            en="Spark (pyspark) is not installed, so --engine spark can't run; install it with pip install 'huangyai[scale]',"
            " or use --engine duckdb, which takes millions of rows on one machine.",
        )
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java") is None and not (home and (Path(home) / "bin" / "java").exists()):
        raise BadInput.of(
            th="ไม่พบ Java จึงใช้ --engine spark ไม่ได้ โปรดติดตั้ง Java 17 หรือ 21 (Debian: openjdk-17-jre-headless) หรือใช้ --engine duckdb",
            en="Java was not found, so --engine spark can't run; install Java 17 or 21 (Debian: openjdk-17-jre-headless), or use"
            " --engine duckdb.",
        )


def _session(threads: int | None) -> tuple[Any, bool]:
    # Spark is an extra: its name is looked up only where it is asked for.
    spark = importlib.import_module("pyspark.sql").SparkSession
    running = spark.getActiveSession()
    if running is not None:
        return running, False
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    master = os.environ.get(MASTER) or f"local[{threads or '*'}]"
    builder = spark.builder.master(master).appName("huangyai link")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.driver.maxResultSize": "0",
        "spark.log.level": "ERROR",
    }.items():
        builder = builder.config(name, value)
    return builder.getOrCreate(), True


def _scored(
    session: Any, everyone: pl.DataFrame, comparisons: Sequence[Comparison], model: Model, least_bits: float
) -> pl.DataFrame:
    def query(*parts: str) -> Any:
        # Spark quotes names otherwise.
        return session.sql(" ".join(parts).replace('"', "`"))

    parts = max(2, 2 * session.sparkContext.defaultParallelism)
    session.conf.set("spark.sql.shuffle.partitions", str(parts))
    columns = [name for name in everyone.columns if name != "id"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        rows = session.createDataFrame(_for_spark(everyone))
        rows.cache().createOrReplaceTempView("everyone")
        _find_candidates(query, columns, parts, within=everyone["source"].n_unique() < 2)
        pairs = query(
            "select", sides_of(columns), "from (select distinct uid_l, uid_r from candidates) pairs"
            " join everyone l on l.uid = pairs.uid_l join everyone r on r.uid = pairs.uid_r",
        )  # fmt: skip
        rarities = rarities_of(comparisons, model)
        kept = sorted({f"{rarity.column}_l" for rarity in rarities} | {"uid_l", "uid_r", "source_l", "source_r"})
        kinds = dict(pairs.dtypes)
        schema = ", ".join(
            [
                *(f"`{name}` {kinds[name]}" for name in kept),
                *(f"`gamma_{comparison.name}` int" for comparison in comparisons),
            ]
        )
        pairs.mapInArrow(_levels(comparisons, kept), schema).createOrReplaceTempView("compared")
        for rarity in rarities:
            query(rarity.counted).createOrReplaceTempView(rarity.table)
        found = query(
            "select * from (select uid_l, uid_r, source_l, source_r,", gamma_names(comparisons), ", cast(", bits_of(comparisons, model, rarities),
            "as double) as bits from compared", *(rarity.joined for rarity in rarities), ") where bits >=", repr(least_bits),
        ).toArrow()  # fmt: skip
        rows.unpersist()
    scored = pl.from_arrow(found)
    return scored.to_frame().clear() if isinstance(scored, pl.Series) else scored.sort("uid_r", "uid_l")


def _for_spark(everyone: pl.DataFrame) -> pa.Table:
    """Strings of the length that Spark reads."""
    table = everyone.drop("id").to_arrow()
    fields = [
        pa.field(
            field.name,
            pa.string() if pa.types.is_large_string(field.type) or field.type == pa.string_view() else field.type,
        )
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))


def _find_candidates(query: Callable[..., Any], columns: Sequence[str], parts: int, *, within: bool) -> None:
    order = "and l.uid < r.uid" if within else "and l.source < r.source"
    pair = "select l.uid as uid_l, r.uid as uid_r from everyone l join"
    first = " union all ".join(f"{pair} everyone r on {rule} {order}" for rule in FIRST_RULES)
    query(first).coalesce(parts).cache().createOrReplaceTempView("first_look")
    query(
        "select distinct r.uid as uid_r, l.source as source_l from first_look c join everyone l on l.uid = c.uid_l"
        " join everyone r on r.uid = c.uid_r where",
        "false" if within else SETTLED,
    ).createOrReplaceTempView("settled")
    query(
        "select r.*, s.source_l from everyone r join (select distinct source as source_l from everyone) s on",
        "true" if within else "s.source_l < r.source",
        "left anti join settled d on d.uid_r = r.uid and d.source_l = s.source_l",
    ).cache().createOrReplaceTempView("open")
    further = [name for name in columns if name.startswith("also_")]
    second = " union all ".join(
        f"{pair} open r on {rule} and l.source = r.source_l {order if within else ''}" for rule in second_rules(further)
    )
    query("select * from first_look union all", second).coalesce(parts).createOrReplaceTempView("candidates")


def _levels(
    comparisons: Sequence[Comparison], kept: Sequence[str]
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    names = ", ".join(f'"{name}"' for name in kept)
    levels = ", ".join(gamma_of(comparison) for comparison in comparisons)
    query = " ".join(("select", names, ",", levels, "from pairs"))

    def of_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        # Imported here: this function travels to the workers, which need nothing else of ours.
        import duckdb
        import pyarrow

        with duckdb.connect(config={"threads": 1}) as connection:
            for batch in batches:
                connection.register("pairs", pyarrow.Table.from_batches([batch]))
                found = connection.sql(query).to_arrow_table()
                yield from found.combine_chunks().to_batches()
                connection.unregister("pairs")

    return of_batches
