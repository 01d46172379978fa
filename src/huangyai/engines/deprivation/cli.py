"""`huangyai deprivation`: measure multidimensional poverty in a survey file."""

from __future__ import annotations

import click

from huangyai.cli.contract import Voice, opened_text, speaks
from huangyai.engines.deprivation.indicators import IndicatorSet
from huangyai.engines.deprivation.measurement import Deprivation, Measurement
from huangyai.engines.deprivation.measuring import measure
from huangyai.engines.deprivation.set_file import read_indicator_set
from huangyai.engines.deprivation.survey import read_survey


@click.command("deprivation")
@click.argument("survey", type=click.Path(allow_dash=True))
@click.option("--set", "set_file", required=True, type=click.Path(allow_dash=True), help="Indicators, as TOML.")
@click.option("--by", default="", help="Columns to break down by, with commas: village,group")
@click.option("--weight", default=None, help="Column of sampling weights; adds standard errors.")
@speaks
def deprivation(*, voice: Voice, survey: str, set_file: str, by: str, weight: str | None) -> None:
    """Multidimensional poverty (Alkire–Foster) of SURVEY, a CSV file with one row a household or person."""
    with opened_text(set_file) as file:
        indicators = read_indicator_set(file.read())
    groups = [name.strip() for name in by.split(",") if name.strip()]
    design = [name for name in (indicators.design.stratum, indicators.design.cluster) if name and weight]
    columns = [indicator.column for indicator in indicators.indicators]
    with opened_text(survey) as file:
        table = read_survey(file.read(), columns, [*groups, *design], weight)
    result = measure(table, indicators, by=groups, weight=weight)
    _print(voice, result, indicators)
    voice.result(result.as_dict())


def _print(voice: Voice, result: Deprivation, indicators: IndicatorSet) -> None:
    voice.data(_line("", result.overall))
    for column, groups in result.by.items():
        voice.data(f"\n{column}")
        for group, measurement in groups.items():
            voice.data(_line(group or "–", measurement))
    voice.data()
    for indicator in indicators.indicators:
        name = indicator.column
        censored, part = result.overall.censored[name], result.overall.contribution[name]
        voice.data(f"{censored:8.4f} {part:7.1%}  {indicator.words.say(voice.language)}")
    for words in result.reasons:
        voice.tell(th=words.th, en=words.en)


def _line(name: str, measurement: Measurement) -> str:
    figures = (
        ("H", measurement.headcount_ratio, "headcount_ratio"),
        ("A", measurement.intensity, "intensity"),
        ("M0", measurement.adjusted_headcount, "adjusted_headcount"),
    )
    text = f"{name:<12} n={measurement.rows:>8,}"
    for symbol, value, field in figures:
        text += f"  {symbol} {value:.4f}"
        if measurement.standard_errors is not None:
            text += f" ±{getattr(measurement.standard_errors, field):.4f}"
    return text
