"""`huangyai link --engine spark` against DuckDB: the same registers, the same people, on a small cluster of processes.

    python benchmarks/scale.py [--rows 5000] [--master local-cluster[2,1,2048]]

Needs the extra `scale` (pyspark) and Java 17 or 21; `make scale` installs the one and says where the other is missing.
Then households' answers are classified by the product's own set of wants (H, A, M0 and the part of every want, in all and
by village): by Spark, by DuckDB, and by the engine itself.
"""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl

from huangyai.engines.deprivation import IndicatorSet, Measurement, measure, measure_by_query, read_indicator_set
from huangyai.engines.deprivation.querying import Ask
from huangyai.engines.linkage import Register, link_registers
from huangyai.kernel import BadInput
from linkage_model import generator

HOUSEHOLD_SET = Path(__file__).parents[1] / "src/huangyai/targets/indicator_sets/household.toml"


def answers_of(homes: pl.DataFrame, indicators: IndicatorSet, seed: int) -> pl.DataFrame:
    """A household survey over these homes: wants come together where life is hard, and some answers are missing."""
    draw = np.random.default_rng(seed)
    hardship = draw.beta(2, 5, homes.height)
    wants = {}
    for indicator in indicators.indicators:
        lacks = (draw.random(homes.height) < hardship).astype(np.int8)
        wants[indicator.column] = pl.Series(lacks).set(pl.Series(draw.random(homes.height) < 0.02), None)
    return homes.with_columns(**wants)


def classified(
    session: Any, survey: pl.DataFrame, indicators: IndicatorSet
) -> dict[str, dict[str, dict[str, Measurement]]]:
    """What Spark, DuckDB and the engine say of a survey, for everybody and by village."""
    session.createDataFrame(survey.to_arrow()).createOrReplaceTempView("survey")
    by_engine = measure(survey, indicators, by=["village"])
    found = {"engine": {"": {"": by_engine.overall}, "village": by_engine.by["village"]}}
    with duckdb.connect() as connection:
        connection.register("survey", survey.to_arrow())
        engines: dict[str, tuple[Ask, str]] = {
            "spark": (lambda query: [row.asDict() for row in session.sql(query).collect()], "`"),
            "duckdb": (lambda query: connection.sql(query).pl().iter_rows(named=True), '"'),
        }
        for name, (ask, quote) in engines.items():
            started = time.perf_counter()
            found[name] = {
                by: measure_by_query(ask, "survey", indicators, by=by, quote=quote) for by in ("", "village")
            }
            took = time.perf_counter() - started
            told = found[name][""][""]
            print(
                f"{name:6s} {survey.height:,} households {took:7.1f} s, H {told.headcount_ratio:.4f}"
                f" A {told.intensity:.4f} M0 {told.adjusted_headcount:.4f}, {len(found[name]['village'])} villages",
                flush=True,
            )
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--master", default="local-cluster[2,1,2048]")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    os.environ["HUANGYAI_SPARK_MASTER"] = arguments.master
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    lists = generator().make_pair(arguments.rows, seed=arguments.seed, rate=1.5)
    registers = [Register("a", lists.a), Register("b", lists.b)]
    rows = lists.a.height + lists.b.height
    started = time.perf_counter()
    here = link_registers(registers)
    print(f"duckdb {rows:,} rows {time.perf_counter() - started:7.1f} s, {here.table.height:,} links", flush=True)
    started = time.perf_counter()
    try:
        there = link_registers(registers, engine="spark")
    except BadInput as bad:
        print(bad.faults[0].words.th, bad.faults[0].words.en, sep="\n", file=sys.stderr)
        raise SystemExit(1) from None
    print(f"spark  {rows:,} rows {time.perf_counter() - started:7.1f} s, {there.table.height:,} links", flush=True)
    same = here.people.equals(there.people) and here.table.equals(there.table)
    print(f"the same links and the same people: {'yes' if same else 'NO'}", flush=True)
    indicators = read_indicator_set(HOUSEHOLD_SET.read_text())
    homes = lists.a.select("house_no", village=pl.col("moo")).unique(maintain_order=True)
    spark = importlib.import_module("pyspark.sql").SparkSession
    session = spark.builder.master(arguments.master).config("spark.ui.enabled", "false").getOrCreate()
    found = classified(session, answers_of(homes, indicators, arguments.seed), indicators)
    session.stop()
    alike = found["spark"] == found["duckdb"] == found["engine"]
    print(f"the same classification by Spark, DuckDB and the engine: {'yes' if alike else 'NO'}", flush=True)
    if not (same and alike):
        raise SystemExit(3)


if __name__ == "__main__":
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        print(
            "ไม่พบ Java: ติดตั้ง Java 17 หรือ 21 (Debian: openjdk-17-jre-headless)\n"
            "No Java: install Java 17 or 21 (Debian: openjdk-17-jre-headless).",
            file=sys.stderr,
        )
        raise SystemExit(1)
    main()
