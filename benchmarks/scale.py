"""`huangyai link --engine spark` against DuckDB: the same registers, the same people, on a small cluster of processes.

    python benchmarks/scale.py [--rows 5000] [--master local-cluster[2,1,2048]]

Needs the extra `scale` (pyspark) and Java 17 or 21; `make scale` installs the one and says where the other is missing.
Then the multidimensional poverty of the same people is counted by Spark and by NumPy.
"""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import sys
import time

import numpy as np
import polars as pl

from huangyai.engines.linkage import Register, link_registers
from huangyai.kernel import BadInput
from linkage_model import generator

CUTOFF = 0.33
WEIGHTS = {"lives_alone": 0.3, "elderly": 0.2, "no_phone": 0.2, "no_id": 0.3}


def deprivation(people: pl.DataFrame) -> pl.DataFrame:
    """For each person found a few 0/1 indicators, as a target group's card would ask them."""
    return people.select(
        (pl.len().over("house_no", "moo", "tambon_code") == 1).cast(pl.Int8).alias("lives_alone"),
        (pl.col("birth_date").str.slice(6, 4).cast(pl.Int32, strict=False) < 2509).cast(pl.Int8).alias("elderly"),
        pl.col("phone").eq("").cast(pl.Int8).alias("no_phone"),
        pl.col("national_id").eq("").cast(pl.Int8).alias("no_id"),
    ).fill_null(0)


def classify_here(table: pl.DataFrame) -> tuple[float, float]:
    score = sum(weight * table[name].to_numpy().astype(float) for name, weight in WEIGHTS.items())
    poor = score >= CUTOFF
    return float(np.mean(poor)), float(np.mean(np.where(poor, score, 0.0)))


def classify_by_spark(session: object, table: pl.DataFrame) -> tuple[float, float]:
    score = " + ".join(f"{weight} * {name}" for name, weight in WEIGHTS.items())
    session.createDataFrame(table.to_arrow()).createOrReplaceTempView("people")
    found = session.sql(
        f"select avg(case when s >= {CUTOFF} then 1 else 0 end) as h, avg(case when s >= {CUTOFF} then s else 0 end) as m0"
        f" from (select {score} as s from people)"
    ).collect()[0]
    return float(found["h"]), float(found["m0"])


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
    table = deprivation(lists.a)
    spark = importlib.import_module("pyspark.sql").SparkSession
    session = spark.builder.master(arguments.master).config("spark.ui.enabled", "false").getOrCreate()
    by_spark = classify_by_spark(session, table)
    session.stop()
    by_numpy = classify_here(table)
    alike = bool(np.allclose(by_spark, by_numpy))
    print(
        f"H and M0 by NumPy {by_numpy[0]:.4f} {by_numpy[1]:.4f}, by Spark {by_spark[0]:.4f} {by_spark[1]:.4f}",
        flush=True,
    )
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
