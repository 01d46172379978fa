"""How far an estimate from a sample may be off: standard errors by Taylor linearisation.

Every estimate is a ratio of weighted totals, R = Σwy / Σwx; its linearised value for a row is
z = w(y − Rx) / Σwx. With first-stage units u inside strata h, drawn as if with replacement, the variance is
Σ_h n_h/(n_h − 1) · Σ_u (z_hu − mean z_h)²; a group is a domain, so units outside it count with z = 0
(K. Wolter, Introduction to Variance Estimation, 2nd edition, chapter 6). No finite-population correction.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import polars as pl

from huangyai.engines.deprivation.indicators import Design
from huangyai.engines.deprivation.measurement import StandardErrors
from huangyai.kernel import BadInput, Fault, Words

Totals = dict[str, float]


def errors_of_rows(total: Totals, columns: Sequence[str], all_points: int, sample_rows: int) -> StandardErrors:
    """When every row was drawn by itself: totals suffice. `sample_rows` counts the whole sample."""
    if sample_rows < 2:
        return _no_errors(columns)
    correction = sample_rows / (sample_rows - 1)
    weights, poor = total["w"], total["wp"]

    def error(squares: float, cross: float, base: float, ratio: float, divisor: float) -> float:
        spread = squares - 2 * ratio * cross + ratio * ratio * base
        return math.sqrt(max(0.0, correction * spread)) / divisor if divisor else 0.0

    intensity = total["wpc"] / poor if poor else 0.0
    return StandardErrors(
        headcount_ratio=error(total["w2p"], total["w2p"], total["w2"], poor / weights, weights),
        intensity=error(total["w2pcc"], total["w2pc"], total["w2p"], intensity, poor) / all_points,
        adjusted_headcount=error(total["w2pcc"], total["w2pc"], total["w2"], total["wpc"] / weights, weights)
        / all_points,
        censored={
            name: error(
                total[f"w2p:{name}"],
                total[f"w2p:{name}"],
                total["w2"],
                total[f"wp:{name}"] / weights,
                weights,
            )
            for name in columns
        },
    )


def errors_of_units(
    units: pl.DataFrame, columns: Sequence[str], all_points: int, units_in: dict[str, int]
) -> StandardErrors:
    """With strata or clusters: from one row of totals for each first-stage unit that the group has rows in.

    :param units: column ``stratum`` and the totals that `counting.add_up` makes
    :param units_in: how many units each stratum has in the whole sample
    """
    strata, codes = np.unique(units["stratum"].to_numpy().astype(str), return_inverse=True)
    drawn = np.array([units_in[str(stratum)] for stratum in strata], dtype=float)

    def error(over: str, under: str) -> float:
        top, bottom = units[over].to_numpy().astype(float), units[under].to_numpy().astype(float)
        if not bottom.sum():
            return 0.0
        z = (top - top.sum() / bottom.sum() * bottom) / bottom.sum()
        sums = np.bincount(codes, z, len(strata))
        squares = np.bincount(codes, z * z, len(strata))
        return float(math.sqrt(max(0.0, float(np.sum(drawn / (drawn - 1) * (squares - sums * sums / drawn))))))

    return StandardErrors(
        headcount_ratio=error("wp", "w"),
        intensity=error("wpc", "wp") / all_points,
        adjusted_headcount=error("wpc", "w") / all_points,
        censored={name: error(f"wp:{name}", "w") for name in columns},
    )


def count_units(rows: pl.LazyFrame) -> dict[str, int]:
    """First-stage units in each stratum; refuse a stratum with only one, whose spread can't be known.

    `rows` have the columns ``stratum`` and ``cluster`` of `unit_keys`.
    """
    counted = rows.select("stratum", "cluster").unique().group_by("stratum").len().collect()
    units = {str(name): int(count) for name, count in counted.iter_rows()}
    lonely = sorted(name for name, count in units.items() if count < 2)
    if lonely:
        raise BadInput(
            [
                Fault(
                    0,
                    name,
                    Words(
                        th=f"ชั้นภูมิ “{name}” มีหน่วยตัวอย่างเดียว คำนวณความคลาดเคลื่อนไม่ได้ โปรดรวมกับชั้นภูมิอื่น",
                        en=f"Stratum “{name}” has a single sampling unit: no error can be known; merge it.",
                    ),
                )
                for name in lonely
            ]
        )
    return units


def unit_keys(design: Design) -> tuple[pl.Expr, pl.Expr]:
    """Stratum and cluster of a row; without strata all rows are one, without clusters each is its own."""
    stratum = pl.col(design.stratum).cast(pl.String).fill_null("") if design.stratum else pl.lit("")
    cluster = pl.col(design.cluster) if design.cluster else pl.int_range(pl.len())
    return stratum.alias("stratum"), cluster.cast(pl.String).fill_null("").alias("cluster")


def _no_errors(columns: Sequence[str]) -> StandardErrors:
    return StandardErrors(0.0, 0.0, 0.0, dict.fromkeys(columns, 0.0))
