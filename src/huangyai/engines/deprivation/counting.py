"""Adds the survey up once, by the finest groups asked for; every breakdown is a sum of those cells.

One pass over the rows costs the same whatever the number of breakdowns, which is why this is faster than
grouping sets. Method: S. Alkire and J. Foster, Counting and multidimensional poverty measurement, Journal of
Public Economics 95 (2011): identification by dual cutoff, aggregation by the adjusted headcount ratio.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from huangyai.engines.deprivation.indicators import IndicatorSet, MissingRule

POINTS, POOR, WEIGHT = "\0points", "\0poor", "\0weight"
"""Working columns; no survey has such names."""


def score_rows(survey: pl.DataFrame, indicators: IndicatorSet, weight: str | None) -> pl.LazyFrame:
    """The usable rows with points, whether poor, and the sampling weight (1 where there is none)."""
    columns = [indicator.column for indicator in indicators.indicators]
    kind = pl.Int32 if indicators.all_points < 2**31 else pl.Int64
    rows = survey.lazy().with_columns(pl.col(columns).cast(pl.Int8))
    if any(survey[name].null_count() for name in columns):
        if indicators.missing is MissingRule.DROP:
            rows = rows.drop_nulls(columns)
        else:
            rows = rows.with_columns(pl.col(columns).fill_null(0))
    points = pl.sum_horizontal(
        pl.col(name).cast(kind) * pl.lit(indicators.points[name], dtype=kind) for name in columns
    )
    sampling = pl.col(weight).cast(pl.Float64) if weight else pl.lit(1, dtype=pl.Int64)
    return rows.with_columns(points.alias(POINTS), sampling.alias(WEIGHT)).with_columns(
        (pl.col(POINTS) >= indicators.points_to_be_poor).alias(POOR)
    )


def add_up(scored: pl.LazyFrame, columns: Sequence[str], keys: Sequence[str], *, weighted: bool) -> pl.DataFrame:
    """Totals for each combination of `keys`: rows, weights, and among the poor the weights, points and wants.

    Columns ``w``, ``wp``, ``wpc`` and ``wp:<indicator>`` are totals of weight, of the poor's weight, of their
    weight times points, and of their weight where deprived. When weighted, ``w2…`` are the same with squared
    weights and ``w2pcc`` with squared points: what the variance needs.
    """
    weight, points = pl.col(WEIGHT), pl.col(POINTS).cast(pl.Float64 if weighted else pl.Int64)
    everyone = [pl.len().alias("rows"), weight.sum().alias("w")]
    if weighted:
        poor = [weight.sum().alias("wp"), (weight * points).sum().alias("wpc")]
        poor += [weight.filter(pl.col(name) == 1).sum().alias(f"wp:{name}") for name in columns]
        square = weight * weight
        everyone.append(square.sum().alias("w2"))
        poor += [
            square.sum().alias("w2p"),
            (square * points).sum().alias("w2pc"),
            (square * points * points).sum().alias("w2pcc"),
        ]
        poor += [square.filter(pl.col(name) == 1).sum().alias(f"w2p:{name}") for name in columns]
    else:
        poor = [pl.len().cast(pl.Int64).alias("wp"), points.sum().alias("wpc")]
        poor += [pl.col(name).cast(pl.Int64).sum().alias(f"wp:{name}") for name in columns]
    groups = [pl.col(key) for key in keys]
    among_poor = scored.filter(pl.col(POOR))
    if not groups:
        return pl.concat(
            [scored.select(everyone).collect(), among_poor.select(poor).collect()], how="horizontal"
        ).fill_null(0)
    return (
        scored.group_by(groups)
        .agg(everyone)
        .join(among_poor.group_by(groups).agg(poor), on=list(keys), how="left", nulls_equal=True)
        .collect()
        .fill_null(0)
    )
