"""Splink over DuckDB: training without labels, and the same prediction as ours for comparison."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from typing import Any

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.blocking_rule_library import CustomRule
from splink.internals.exceptions import SplinkException

from huangyai.engines.linkage.blocking import FIRST_RULES, second_rules
from huangyai.engines.linkage.comparisons import HOUSEHOLD, Comparison
from huangyai.engines.linkage.model import Model

_MOST_PAIRS = 300_000
_PAIRS_A_ROW = 60
_MOST_CHANGE = 16.0
_NO_PRIOR = 0.5  # odds of one: what Splink calls match weight is then the evidence alone


def score_pairs(
    everyone: pl.DataFrame,
    comparisons: Sequence[Comparison],
    model: Model,
    *,
    least_bits: float,
    threads: int | None = None,
) -> pl.DataFrame:
    """Evidence for every candidate pair of rows of different registers.

    Columns ``uid_l`` ``uid_r`` ``source_l`` ``source_r`` (l in the earlier register), ``bits`` (log2 of how
    much more likely the agreement is for one person than for two) and ``gamma_<comparison>`` (-1 unknown, 0
    worst level, …).
    """
    with duckdb.connect(config=_config(threads)) as connection:
        linker = _linker(connection, everyone, comparisons, model, training=False)
        predicted = linker.inference.predict(threshold_match_weight=least_bits, warning_mode="never")
        gammas = ", ".join(f'"gamma_{comparison.name}"' for comparison in comparisons)
        query = (
            "select uid_l, uid_r, source_dataset_l[2:]::int as source_l, source_dataset_r[2:]::int as source_r,",
            f"match_weight as bits, {gammas} from",
            predicted.physical_name,
            "order by uid_r, uid_l",
        )
        scored: pl.DataFrame = connection.sql(" ".join(query)).pl()
        return scored


def train_model(
    everyone: pl.DataFrame,
    comparisons: Sequence[Comparison],
    start: Model,
    *,
    seed: int,
) -> Model:
    """Learn m and u from the rows themselves, without labels, beginning with what `start` knows.

    u from random pairs; m by expectation-maximisation within pairs that agree on a birth date and tambon or on
    both names (Fellegi and Sunter 1969; Winkler 1988). A comparison that has nothing to learn from keeps what
    it had.
    """
    # On one core: sums of several are added in the order in which they end, and the same seed must learn the same.
    with duckdb.connect(config=_config(1)) as connection:
        # The household is made of the other comparisons: on its own it would be counted as evidence of its own.
        learning = [comparison for comparison in comparisons if comparison is not HOUSEHOLD]
        linker = _linker(connection, everyone, learning, start, training=True)
        most = min(_MOST_PAIRS, _PAIRS_A_ROW * everyone.height)
        linker.training.estimate_u_using_random_sampling(max_pairs=most, seed=seed)
        for rule in (block_on("y", "md"), block_on("first_k", "last_k")):
            try:
                linker.training.estimate_parameters_using_expectation_maximisation(
                    rule, estimate_without_term_frequencies=True, max_pairs=most
                )
            except (SplinkException, ValueError, ZeroDivisionError) as problem:  # where a block is empty
                logging.getLogger(__name__).info("no training within %s: %s", rule, problem)
        return _learnt(linker.misc.save_model_to_json(), learning, start)


def _config(threads: int | None) -> dict[str, Any]:
    return {"threads": threads} if threads else {}


def _linker(
    connection: Any, everyone: pl.DataFrame, comparisons: Sequence[Comparison], model: Model, *, training: bool
) -> Any:
    connection.execute(f"set temp_directory = '{tempfile.gettempdir()}'").fetchall()
    api = DuckDBAPI(connection)
    needed = everyone.drop("id")
    within = needed["source"].n_unique() < 2
    tables = [
        api.register(part.drop("source").to_arrow(), dataset_display_name=f"s{number:05d}")
        for (number,), part in sorted(needed.partition_by("source", as_dict=True).items())
    ]
    further = [name for name in everyone.columns if name.startswith("also_")]
    settings = SettingsCreator(
        link_type="dedupe_only" if within else "link_only",
        unique_id_column_name="uid",
        probability_two_random_records_match=_NO_PRIOR,
        comparisons=[_as_splink(comparison, model, training=training) for comparison in comparisons],
        blocking_rules_to_generate_predictions=[
            CustomRule(rule, sql_dialect="duckdb") for rule in (*FIRST_RULES, *second_rules(further))
        ],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=False,
    )
    return Linker(tables, settings, log_level=logging.ERROR)


def _as_splink(comparison: Comparison, model: Model, *, training: bool) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": comparison.absent, "label_for_charts": "unknown", "is_null_level": True}
    ]
    u_above = 0.0
    for level in comparison.levels:
        m, u = model.m_u(comparison, level.name)
        entry: dict[str, Any] = {"sql_condition": level.condition, "label_for_charts": level.name}
        if level.rare:
            entry |= {
                "tf_adjustment_column": level.rare,
                "tf_adjustment_weight": 1.0,
                "disable_tf_exact_match_detection": True,
            }
        u_above += u
        if not training:
            # Splink divides u by the value's frequency: u must be that of equality in this column, which holds
            # for the better levels too. The weight of an average value stays what it is; only m / u counts.
            u = u_above if level.rare else u
            ratio = 2.0 ** model.weight(comparison, level.name)
            m, u = (u * ratio, u) if u * ratio < 1 else (0.9999, u if level.rare else 0.9999 / ratio)
        levels.append(entry | {"m_probability": m, "u_probability": u})
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def _learnt(saved: dict[str, Any], comparisons: Sequence[Comparison], start: Model) -> Model:
    ladders = {name: dict(ladder) for name, ladder in start.levels.items()}
    by_name = {entry["output_column_name"]: entry["comparison_levels"] for entry in saved["comparisons"]}
    for comparison in comparisons:
        rungs = [rung for rung in by_name[comparison.name] if not rung.get("is_null_level")]
        ladders[comparison.name] = {}
        for level, rung in zip(comparison.levels, rungs, strict=True):
            before = start.m_u(comparison, level.name)
            m = _learnt_or(rung.get("m_probability"), before[0])
            u = _learnt_or(rung.get("u_probability"), before[1])
            if comparison.name in start.levels:
                # A few rows may not overturn what many taught.
                usual = before[0] / before[1]
                m = min(max(m, u * usual / _MOST_CHANGE), u * usual * _MOST_CHANGE, 1 - 1e-7)
            ladders[comparison.name][level.name] = (m, u)
    return Model(ladders, start.overlap, start.share)


def _learnt_or(value: object, before: float) -> float:
    if not isinstance(value, int | float):
        return before
    return min(max(float(value), 1e-7), 1 - 1e-7)
