"""Measures multidimensional poverty in a survey, for everybody and for every group asked for."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from huangyai.engines.deprivation.counting import add_up, score_rows
from huangyai.engines.deprivation.indicators import IndicatorSet
from huangyai.engines.deprivation.measurement import Deprivation, Measurement, StandardErrors
from huangyai.engines.deprivation.reasons import group_without_rows, nothing_to_measure, reasons_of
from huangyai.engines.deprivation.sampling import count_units, errors_of_rows, errors_of_units, unit_keys
from huangyai.engines.deprivation.survey import check_survey

_Errors = Callable[[pl.Expr, dict[str, float]], StandardErrors | None]


def measure(
    survey: pl.DataFrame,
    indicators: IndicatorSet,
    *,
    by: Sequence[str] = (),
    weight: str | None = None,
) -> Deprivation:
    """H, A, M0 and what makes them up (Alkire and Foster 2011), for all rows and for each group.

    :param survey: one row a household or person; an indicator holds 1 (deprived), 0 or null (unknown)
    :param by: columns to break down by, one after the other (not crossed)
    :param weight: column of sampling weights; with it every estimate carries a standard error
    :raises BadInput: a column is missing, an answer not 0, 1 or null, a weight not above 0, no row usable
    """
    columns = [indicator.column for indicator in indicators.indicators]
    by = list(dict.fromkeys(by))
    design = [name for name in (indicators.design.stratum, indicators.design.cluster) if name and weight]
    check_survey(survey, columns, [*by, *design], weight)
    missing = {name: survey[name].null_count() for name in columns}

    labels = {name: f"\0by:{name}" for name in by}
    labelled = survey.with_columns(
        pl.col(name).cast(pl.String).fill_null("").alias(label) for name, label in labels.items()
    )
    scored = score_rows(labelled, indicators, weight)
    cells = add_up(scored, columns, list(labels.values()), weighted=weight is not None)
    rows_used = int(cells["rows"].sum()) if cells.height else 0
    if not rows_used:
        raise nothing_to_measure(survey.height)

    totals = [name for name in cells.columns if name not in labels.values()]
    whole = dict(zip(totals, cells.select(pl.col(totals).sum()).row(0), strict=True))
    errors = _error_maker(scored, columns, indicators, rows_used, weight)
    build = functools.partial(measurement_of, indicators=indicators, whole=whole)
    breakdowns: dict[str, dict[str, Measurement]] = {}
    for name, label in labels.items():
        groups = cells.group_by(label).agg(pl.col(totals).sum()).sort(label)
        breakdowns[name] = {
            str(row[label]): build(row, errors(pl.col(label) == row[label], row))
            for row in groups.iter_rows(named=True)
        }
    overall = build(whole, errors(pl.lit(value=True), whole))
    return Deprivation(
        overall=overall,
        by=breakdowns,
        missing=missing,
        rows_read=survey.height,
        rows_used=rows_used,
        reasons=(
            *reasons_of(overall, indicators, survey.height, rows_used, missing),
            *(
                group_without_rows(name, group)
                for name, label in labels.items()
                if rows_used < survey.height
                for group in sorted(set(labelled[label].unique()) - breakdowns[name].keys())
            ),
        ),
    )


def measurement_of(
    total: Mapping[str, float],
    errors: StandardErrors | None = None,
    *,
    indicators: IndicatorSet,
    whole: Mapping[str, float],
) -> Measurement:
    """One population out of its totals (named as `add_up` names them), beside the totals of everybody."""
    population, poor, points = total["w"], total["wp"], total["wpc"]
    censored = {indicator.column: total[f"wp:{indicator.column}"] / population for indicator in indicators.indicators}
    return Measurement(
        rows=int(total["rows"]),
        population=population,
        headcount_ratio=poor / population,
        intensity=points / (poor * indicators.all_points) if poor else 0.0,
        adjusted_headcount=points / (population * indicators.all_points),
        censored=censored,
        contribution={
            name: total[f"wp:{name}"] * indicators.points[name] / points if points else 0.0 for name in censored
        },
        share=population / whole["w"],
        share_of_poverty=points / whole["wpc"] if whole["wpc"] else 0.0,
        standard_errors=errors,
    )


def _error_maker(
    scored: pl.LazyFrame,
    columns: Sequence[str],
    indicators: IndicatorSet,
    rows_used: int,
    weight: str | None,
) -> _Errors:
    """How to find the standard errors of a group, given which rows are in it and its totals."""
    if weight is None:
        return lambda _among, _total: None
    points, design = indicators.all_points, indicators.design
    if not (design.stratum or design.cluster):
        return lambda _among, total: errors_of_rows(total, columns, points, rows_used)
    with_units = scored.with_columns(unit_keys(design)).collect().lazy()
    units_in = count_units(with_units)

    def from_units(among: pl.Expr, _total: dict[str, float]) -> StandardErrors:
        units = add_up(with_units.filter(among), columns, ["stratum", "cluster"], weighted=True)
        return errors_of_units(units, columns, points, units_in)

    return from_units
