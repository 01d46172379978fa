"""From evidence to decisions: each row is one person, so its candidates compete."""

from __future__ import annotations

import math
from collections.abc import Sequence

import polars as pl

from huangyai.engines.linkage.comparisons import BIRTH_DATE, FIRST_NAME, NATIONAL_ID, Comparison
from huangyai.engines.linkage.model import Model

_ROUNDS = 4
_LEAST_ALONE = 0.05
# Agreement that belongs to a person and not to a household: what a wife or a child of the house can't share.
_PERSONAL_NAME = ("same", "sound", "whole", "swapped", "half_swapped", "nickname", "called", "begins", "close")
_PERSONAL_ID = ("same", "same_wrong", "slip")


def resolve_pairs(pairs: pl.DataFrame, sizes: Sequence[int], model: Model) -> pl.DataFrame:
    """Turn evidence into probabilities and keep, for each row, its best counterpart in each earlier register.

    A row has at most one counterpart in another register, so p(i is j) = oᵢⱼ / (n + oᵢⱼ + Σ odds of all rivals),
    where n is the chance that the row has no counterpart at all: two candidates that look equally right get one half
    each, not one each, and where most people are known, a candidate without rivals is likelier than its agreement
    alone says. Rivals of the same earlier row count too, unless the agreement is personal (first name or id): a later
    register may hold one person twice, but a look-alike of the same household may not take the place of its
    neighbour. The expected share of known people is estimated for each pair of registers from the probabilities
    themselves.

    `pairs` as `score_pairs` gives them; `sizes` are the numbers of rows of the registers. Returns the same
    columns with ``probability``, one row for each row of a later register and each earlier register.
    """
    if pairs.is_empty():
        return pairs.with_columns(pl.lit(0.0).alias("probability"))
    size = pl.DataFrame({"source": range(len(sizes)), "size": sizes}, schema={"source": pl.Int32, "size": pl.Float64})
    couples = (
        pairs.select("source_l", "source_r").unique()
        .join(size.rename({"source": "source_l", "size": "size_l"}), on="source_l")
        .join(size.rename({"source": "source_r", "size": "size_r"}), on="source_r")
        .with_columns((model.share * pl.min_horizontal("size_l", "size_r")).alias("expected"))
    )  # fmt: skip
    work = pairs.with_columns(is_personal().alias("personal"), _is_sure().alias("sure"), pl.col("bits").clip(-60, 60))
    for _ in range(_ROUNDS):
        scored = _probabilities(work, couples)
        found = scored.group_by("source_l", "source_r").agg(pl.col("probability").sum().alias("found"))
        couples = (
            couples.drop("found", strict=False)
            .join(found, on=["source_l", "source_r"], how="left")
            .with_columns(
                # Never quite none and never quite all: a prior of one half match keeps small lists from
                # certainty.
                pl.min_horizontal(
                    pl.col("found").fill_null(0.0) + 0.5, 0.98 * pl.min_horizontal("size_l", "size_r")
                ).alias("expected")
            )
        )
    scored = _probabilities(work, couples).sort(
        ["uid_r", "source_l", "bits", "uid_l"], descending=[False, False, True, False]
    )
    best = scored.unique(["uid_r", "source_l"], keep="first", maintain_order=True)
    return _one_claim(best).drop("personal", "sure").sort("uid_l", "uid_r")


def resolve_within(pairs: pl.DataFrame, size: int, model: Model) -> pl.DataFrame:
    """Turn evidence about pairs of one register into probabilities; a person may be there any number of times.

    No rows compete. The number of pairs that are one person is estimated from the probabilities themselves.
    """
    pairs = pairs.with_columns(pl.col("bits").clip(-60, 60))
    expected, every = model.share * size / 4, size * (size - 1) / 2
    for _ in range(_ROUNDS):
        prior = math.log2(expected / max(every - expected, 0.5))
        odds = pl.lit(2.0).pow(pl.col("bits") + prior)
        scored = pairs.with_columns((odds / (1 + odds)).alias("probability"))
        expected = min(float(scored["probability"].sum()) + 0.5, every * 0.98)
    return scored.sort("uid_l", "uid_r")


def no_pairs(comparisons: Sequence[Comparison]) -> pl.DataFrame:
    """What `resolve_pairs` gives where there is nothing to compare."""
    return pl.DataFrame(
        schema={
            "uid_l": pl.Int64, "uid_r": pl.Int64, "source_l": pl.Int32, "source_r": pl.Int32, "bits": pl.Float64,
            **{f"gamma_{comparison.name}": pl.Int32 for comparison in comparisons}, "probability": pl.Float64,
        }
    )  # fmt: skip


def is_personal() -> pl.Expr:
    """Whether a scored pair agrees in what its person doesn't share with the household."""
    return _at_level(FIRST_NAME, _PERSONAL_NAME) | _at_level(NATIONAL_ID, _PERSONAL_ID)


def _is_sure() -> pl.Expr:
    proved = _at_level(BIRTH_DATE, ("same", "swapped")) | _at_level(NATIONAL_ID, ("same",))
    return _at_level(FIRST_NAME, _PERSONAL_NAME) & proved


def _at_level(comparison: Comparison, names: Sequence[str]) -> pl.Expr:
    top = len(comparison.levels) - 1
    values = [top - rung for rung, level in enumerate(comparison.levels) if level.name in names]
    return pl.col(f"gamma_{comparison.name}").is_in(values)


def _probabilities(pairs: pl.DataFrame, couples: pl.DataFrame) -> pl.DataFrame:
    prior = (pl.col("expected") / (pl.col("size_l") * pl.col("size_r") - pl.col("expected")).clip(lower_bound=0.5)).log(
        2
    )
    priors = couples.select(
        "source_l", "source_r", prior.alias("prior"), _alone("size_l").alias("none_l"), _alone("size_r").alias("none_r")
    )
    odds = pl.lit(2.0).pow(pl.col("bits") + pl.col("prior"))
    # Two rows of one register that agree so well are that person twice, not rivals.
    as_sure = pl.col("odds") * pl.col("sure").cast(pl.Float64)
    rivals_r = (
        pl.col("odds").sum().over("uid_r", "source_l")
        - pl.when("sure").then(as_sure.sum().over("uid_r", "source_l")).otherwise(pl.col("odds"))
    ).clip(lower_bound=0.0)
    rivals_l = pl.when("personal").then(0.0).otherwise(pl.col("odds").sum().over("uid_l", "source_r") - pl.col("odds"))
    none = pl.col("none_r") * pl.when("personal").then(1.0).otherwise("none_l")
    return (
        pairs.join(priors, on=["source_l", "source_r"], how="left")
        .with_columns(odds.alias("odds"))
        .with_columns((pl.col("odds") / (none + pl.col("odds") + rivals_r + rivals_l)).alias("probability"))
        .drop("odds", "prior", "none_l", "none_r")
    )


def _alone(size: str) -> pl.Expr:
    """The chance that a row has no counterpart, never taken for nearly none."""
    return (1 - (pl.col("expected") + 1) / (pl.col(size) + 2)).clip(lower_bound=_LEAST_ALONE)


def _one_claim(best: pl.DataFrame) -> pl.DataFrame:
    """Of several rows that claim one earlier row, the likeliest keeps it; others only on personal agreement."""
    first = (pl.col("bits") == pl.col("bits").max().over("uid_l", "source_r")) & (
        pl.col("uid_r")
        == pl.col("uid_r").filter(pl.col("bits") == pl.col("bits").max()).min().over("uid_l", "source_r")
    )
    return best.filter(first | pl.col("personal"))
