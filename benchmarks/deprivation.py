"""Poverty of a million households: ours, one DuckDB query with grouping sets, and a query a breakdown.

    python benchmarks/deprivation.py [--rows 1000000]

All three read the same table in memory, answer the same question (38 indicators, 20 villages, 6 groups) and
must agree. The SQL reads DuckDB's own table, its best case; loading it is not counted.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Callable
from fractions import Fraction
from itertools import islice
from typing import Any

import duckdb
import numpy as np
import polars as pl

from huangyai.engines.deprivation import Dimension, Indicator, IndicatorSet, measure
from huangyai.kernel import Words

SIZES_OF_DIMENSIONS = (12, 9, 5, 4, 8)
COLUMNS = [f"i{number:02d}" for number in range(sum(SIZES_OF_DIMENSIONS))]
CUTOFF = Fraction(1, 4)


def indicator_set() -> IndicatorSet:
    columns = iter(COLUMNS)
    return IndicatorSet(
        name="benchmark",
        dimensions=tuple(
            Dimension(
                name=f"d{number}",
                words=Words(th=f"d{number}", en=f"d{number}"),
                indicators=tuple(Indicator(column, Words(th=column, en=column)) for column in islice(columns, size)),
            )
            for number, size in enumerate(SIZES_OF_DIMENSIONS)
        ),
        cutoff=CUTOFF,
    )


def survey_of(rows: int, *, empty: float = 0.0) -> pl.DataFrame:
    rng = np.random.default_rng(2569)
    frame = pl.DataFrame(
        {
            **{column: (rng.random(rows) < rng.uniform(0.05, 0.35)).astype(np.int8) for column in COLUMNS},
            "village": rng.integers(0, 20, rows).astype(str),
            "kind": rng.integers(0, 6, rows).astype(str),
            "w": rng.uniform(0.5, 3.0, rows),
        }
    )
    if empty:
        gap = pl.Series(rng.random(rows) < empty)
        frame = frame.with_columns(pl.when(gap).then(None).otherwise(pl.col("i00")).alias("i00"))
    return frame


def one_query(connection: duckdb.DuckDBPyConnection, points: dict[str, int], enough: int) -> list[Any]:
    """The fastest form found: indicators of equal weight added first, and only the poor summed up."""
    alike: dict[int, list[str]] = {}
    for column, weight in points.items():
        alike.setdefault(weight, []).append(column)
    score = " + ".join(f"({' + '.join(columns)})::INTEGER * {weight}" for weight, columns in alike.items())
    groups = "GROUPING SETS ((), (village), (kind))"
    sums = ", ".join(f"sum({column})" for column in COLUMNS)
    return connection.execute(
        f"""
        WITH everybody AS (SELECT village, kind, count(*) AS people FROM survey GROUP BY {groups}),
        poor AS (
            SELECT village, kind, count(*), sum(points), {sums}
            FROM (SELECT *, {score} AS points FROM survey) WHERE points >= {enough} GROUP BY {groups}
        )
        SELECT everybody.*, poor.* EXCLUDE (village, kind) FROM everybody LEFT JOIN poor
        ON everybody.village IS NOT DISTINCT FROM poor.village AND everybody.kind IS NOT DISTINCT FROM poor.kind
        """
    ).fetchall()


def query_for_each(connection: duckdb.DuckDBPyConnection, points: dict[str, int], enough: int) -> list[Any]:
    """What a page that asks for one figure after the other does."""
    score = " + ".join(f"{column} * {points[column]}::INTEGER" for column in COLUMNS)
    base = f"(SELECT *, ({score}) AS points FROM survey)"
    answers = []
    for group in ("'all'", "village", "kind"):
        answers += connection.execute(
            f"SELECT {group}, avg((points >= {enough})::INTEGER), sum(points) FILTER (points >= {enough}) "
            f"FROM {base} GROUP BY 1"
        ).fetchall()
        for column in COLUMNS:
            answers += connection.execute(
                f"SELECT {group}, sum({column}) FILTER (points >= {enough}) FROM {base} GROUP BY 1"
            ).fetchall()
    return answers


def best_of(times: int, run: Callable[[], Any]) -> tuple[float, Any]:
    best, answer = float("inf"), None
    for _ in range(times):
        begun = time.perf_counter()
        answer = run()
        best = min(best, time.perf_counter() - begun)
    return best, answer


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=1_000_000)
    rows = options.parse_args().rows
    indicators = indicator_set()
    points, enough = indicators.points, indicators.points_to_be_poor
    versions = f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, Polars {pl.__version__}"
    print(f"{versions}; {len(COLUMNS)} indicators, 26 groups; best of 3")
    print(f"{'rows':>10} {'method':<34} {'seconds':>8} {'ratio to SQL':>13}")
    for size in (rows // 100, rows // 10, rows):
        survey = survey_of(size)
        connection = duckdb.connect()
        connection.register("frame", survey)
        connection.execute("CREATE TABLE survey AS SELECT * FROM frame")
        floor, answer = best_of(3, lambda c=connection: one_query(c, points, enough))
        naive, _ = best_of(1, lambda c=connection: query_for_each(c, points, enough))
        ours, result = best_of(3, lambda s=survey: measure(s, indicators, by=["village", "kind"]))
        weighted, _ = best_of(3, lambda s=survey: measure(s, indicators, by=["village", "kind"], weight="w"))
        gaps = survey_of(size, empty=0.1)
        with_gaps, _ = best_of(3, lambda s=gaps: measure(s, indicators, by=["village", "kind"]))
        check(answer, result, points)
        for name, seconds in (
            ("one SQL with grouping sets", floor),
            ("a query a breakdown", naive),
            ("huangyai", ours),
            ("huangyai, a tenth of rows incomplete", with_gaps),
            ("huangyai, weights and their errors", weighted),
        ):
            print(f"{size:>10,} {name:<36} {seconds:>6.3f} {seconds / floor:>13.2f}")


def check(answer: list[Any], result: Any, points: dict[str, int]) -> None:
    """The same figures, to the last household."""
    for village, kind, count, poor, score, *censored in answer:
        found = (
            result.overall
            if village is None and kind is None
            else (result.by["village"][village] if kind is None else result.by["kind"][kind])
        )
        assert found.rows == count
        assert round(found.headcount_ratio * count) == poor
        assert abs(found.adjusted_headcount * count * sum(points.values()) - score) < 1e-3
        assert [round(value * count) for value in found.censored.values()] == censored


if __name__ == "__main__":
    main()
