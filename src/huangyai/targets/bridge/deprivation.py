"""A household survey's answers become what each household lacks, and why it counts as poor."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from huangyai.engines.deprivation import IndicatorSet, read_indicator_set, read_survey, score_household
from huangyai.kernel import Words


@dataclass(frozen=True, slots=True)
class HouseholdScore:
    """One line of the survey: where the household is, what it lacks, in how many sides of life, and whether it is poor.

    `dimensions` counts the sides of life in which at least one want is known; it is None where nothing was answered.
    """

    row: int
    village_code: str
    house_no: str
    deprived: list[str]
    dimensions: int | None
    poor: bool | None
    why: Words


@dataclass(frozen=True, slots=True)
class ScoredSurvey:
    """A survey, scored: the words of its wants, and every household's line."""

    wants: dict[str, Words]
    households: list[HouseholdScore]


def wants_of(indicators: str) -> dict[str, Words]:
    """The wants that a set asks about, by column. Raises `BadInput` for a set that can't be read."""
    return {indicator.column: indicator.words for indicator in read_indicator_set(indicators).indicators}


def score_survey(indicators: str, answers: str) -> ScoredSurvey:
    """Score a survey of households: `indicators` is the set as TOML, `answers` CSV with village_code, house_no and a column a want.

    Raises `BadInput` with every fault by row and column.
    """
    chosen = read_indicator_set(indicators)
    columns = [indicator.column for indicator in chosen.indicators]
    frame = read_survey(answers, columns, ["village_code", "house_no"], None)
    # Blank lines are left out of the frame; a fault found later must still name the spreadsheet's row.
    rows = [at for at, line in enumerate(csv.reader(io.StringIO(answers)), start=1) if any(map(str.strip, line))][1:]
    return ScoredSurvey(
        {indicator.column: indicator.words for indicator in chosen.indicators},
        [
            _score(row, line, chosen, columns)
            for row, line in zip(
                rows, frame.select([*columns, "village_code", "house_no"]).rows(named=True), strict=True
            )
        ],
    )


def _score(row: int, line: dict[str, object], chosen: IndicatorSet, columns: list[str]) -> HouseholdScore:
    answers = {column: None if line[column] is None else int(str(line[column])) for column in columns}
    score = score_household(answers, chosen)
    lacking = set(score.deprived_in)
    dimensions = sum(
        any(indicator.column in lacking for indicator in dimension.indicators) for dimension in chosen.dimensions
    )
    return HouseholdScore(
        row,
        str(line["village_code"] or ""),
        str(line["house_no"] or ""),
        list(score.deprived_in),
        None if all(answer is None for answer in answers.values()) else dimensions,
        score.poor,
        score.words,
    )
