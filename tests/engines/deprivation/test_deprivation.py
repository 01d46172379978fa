"""Measured against published examples and a plain reading of the definitions."""

import math
from collections import defaultdict
from fractions import Fraction

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huangyai.engines.deprivation import (
    Design,
    Dimension,
    Indicator,
    IndicatorSet,
    MissingRule,
    measure,
    measure_by_query,
    score_household,
)
from huangyai.kernel import BadInput, Words


def indicator_set(dimensions, cutoff, missing=MissingRule.DROP, design=None) -> IndicatorSet:
    """`dimensions` = [(weight, {column: weight})]."""
    return IndicatorSet(
        name="test",
        dimensions=tuple(
            Dimension(
                name=f"d{number}",
                words=Words(th=f"ด้าน {number}", en=f"Side {number}"),
                indicators=tuple(
                    Indicator(column, Words(th=column, en=column), Fraction(inner)) for column, inner in columns.items()
                ),
                weight=Fraction(weight),
            )
            for number, (weight, columns) in enumerate(dimensions)
        ),
        cutoff=Fraction(cutoff),
        missing=missing,
        design=design or Design(),
    )


def flat(columns, cutoff, **more) -> IndicatorSet:
    return indicator_set([(1, {column: 1}) for column in columns], cutoff, **more)


def test_the_example_of_alkire_and_foster_2011():
    # Four people, four dimensions; deprivation counts 0, 2, 4, 1; k = 2 of 4: H = 1/2, A = 3/4, M0 = 3/8.
    survey = pl.DataFrame({"a": [0, 0, 1, 0], "b": [0, 1, 1, 1], "c": [0, 0, 1, 0], "d": [0, 1, 1, 0]})
    result = measure(survey, flat("abcd", Fraction(2, 4))).overall
    assert result.headcount_ratio == pytest.approx(1 / 2)
    assert result.intensity == pytest.approx(3 / 4)
    assert result.adjusted_headcount == pytest.approx(3 / 8)
    assert result.censored == pytest.approx({"a": 1 / 4, "b": 2 / 4, "c": 1 / 4, "d": 2 / 4})


def test_the_example_of_the_human_development_report():
    # Technical note on the Multidimensional Poverty Index: four households of 4, 7, 5 and 4 people, ten
    # indicators, cutoff 1/3: H = 80.0 %, A = 56.3 %, MPI = 0.450; contributions of education 33.3 %, health
    # 29.6 %, living 37.0 %.
    survey = pl.DataFrame(
        {
            "schooling": [0, 1, 0, 1],
            "enrolment": [0, 1, 0, 0],
            "nutrition": [0, 0, 1, 0],
            "mortality": [1, 1, 0, 1],
            "electricity": [0, 1, 1, 1],
            "water": [0, 0, 1, 0],
            "sanitation": [0, 1, 1, 0],
            "floor": [0, 0, 0, 0],
            "fuel": [1, 1, 1, 1],
            "assets": [0, 1, 0, 1],
            "size": [4, 7, 5, 4],
        }
    )
    living = dict.fromkeys(("electricity", "water", "sanitation", "floor", "fuel", "assets"), 1)
    indicators = indicator_set(
        [(1, {"schooling": 1, "enrolment": 1}), (1, {"nutrition": 1, "mortality": 1}), (1, living)],
        Fraction(1, 3),
    )
    result = measure(survey, indicators, weight="size").overall
    assert result.headcount_ratio == pytest.approx(0.8)
    assert result.intensity == pytest.approx(0.563, abs=5e-4)
    assert result.adjusted_headcount == pytest.approx(0.45)
    part = result.contribution
    assert part["schooling"] + part["enrolment"] == pytest.approx(0.333, abs=5e-4)
    assert part["nutrition"] + part["mortality"] == pytest.approx(0.296, abs=5e-4)
    assert sum(part[name] for name in living) == pytest.approx(0.370, abs=5e-4)


def test_a_score_equal_to_the_cutoff_is_poor_whatever_the_fractions():
    # Three ninths and a third are the same number, though not as binary decimals.
    columns = [f"i{n}" for n in range(9)]
    survey = pl.DataFrame({name: [1 if n < 3 else 0] for n, name in enumerate(columns)})
    assert measure(survey, flat(columns, Fraction(1, 3))).overall.headcount_ratio == 1.0
    assert measure(survey, flat(columns, Fraction(1, 3) + Fraction(1, 10**9))).overall.headcount_ratio == 0.0


def test_simple_random_sample_has_the_textbook_standard_error():
    survey = pl.DataFrame({"a": [1, 1, 1, 0, 0, 0, 0, 0, 0, 0], "w": [2.5] * 10})
    errors = measure(survey, flat("a", 1), weight="w").overall.standard_errors
    assert errors is not None
    assert errors.headcount_ratio == pytest.approx(math.sqrt(0.3 * 0.7 / 9))
    assert errors.intensity == pytest.approx(0)
    assert errors.censored["a"] == pytest.approx(errors.headcount_ratio)


def test_without_weights_there_are_no_standard_errors():
    survey = pl.DataFrame({"a": [1, 0]})
    assert measure(survey, flat("a", 1)).overall.standard_errors is None


def test_households_of_a_village_are_alike_so_clusters_widen_the_error():
    survey = pl.DataFrame({"a": [1, 1, 1, 1, 0, 0, 0, 0], "v": list("xxxxyyyy"), "w": [1.0] * 8})
    alone = measure(survey, flat("a", 1), weight="w").overall.standard_errors
    grouped = measure(survey, flat("a", 1, design=Design(cluster="v")), weight="w").overall.standard_errors
    assert alone is not None
    assert grouped is not None
    assert grouped.headcount_ratio == pytest.approx(0.5)
    assert grouped.headcount_ratio > 2 * alone.headcount_ratio


def test_a_stratum_with_one_unit_is_refused_by_name():
    survey = pl.DataFrame({"a": [1, 0, 1], "s": ["x", "x", "y"], "w": [1.0, 1.0, 1.0]})
    with pytest.raises(BadInput) as caught:
        measure(survey, flat("a", 1, design=Design(stratum="s")), weight="w")
    assert "“y”" in caught.value.faults[0].words.en


def test_nobody_poor_is_zeros_and_no_division():
    survey = pl.DataFrame({"a": [0, 0], "b": [0, 1], "w": [1.0, 2.0]})
    result = measure(survey, flat("ab", 1), weight="w").overall
    assert (result.headcount_ratio, result.intensity, result.adjusted_headcount) == (0, 0, 0)
    assert set(result.contribution.values()) == {0.0}


def test_a_group_whose_rows_all_lack_an_answer_is_named():
    survey = pl.DataFrame({"a": [0, 1, None], "v": ["x", "x", "y"]})
    result = measure(survey, flat("a", 1), by=["v"])
    assert list(result.by["v"]) == ["x"]
    assert result.missing == {"a": 1}
    assert any("“y”" in words.en for words in result.reasons)


def test_no_usable_row_says_what_to_do():
    with pytest.raises(BadInput, match="not-deprived"):
        measure(pl.DataFrame({"a": [None, None]}), flat("a", 1))


@pytest.mark.parametrize(
    ("survey", "column"),
    [
        ({"a": [0, 2]}, "a"),
        ({"a": [0, -1]}, "a"),
        ({"a": [0.0, 0.5]}, "a"),
        ({"a": ["yes", "no"]}, "a"),
        ({"b": [0, 1]}, "a"),
    ],
)
def test_answers_that_are_not_zero_or_one_are_refused_with_their_column(survey, column):
    with pytest.raises(BadInput) as caught:
        measure(pl.DataFrame(survey), flat("a", 1))
    assert caught.value.faults[0].column == column


@pytest.mark.parametrize("weight", [0.0, -1.0, None, float("nan"), float("inf")])
def test_weights_must_be_above_zero(weight):
    with pytest.raises(BadInput) as caught:
        measure(pl.DataFrame({"a": [0, 1], "w": [1.0, weight]}), flat("a", 1), weight="w")
    assert (caught.value.faults[0].row, caught.value.faults[0].column) == (3, "w")


def test_true_and_false_are_answers_too():
    survey = pl.DataFrame({"a": [True, False, None]})
    assert measure(survey, flat("a", 1)).overall.headcount_ratio == 0.5


def test_why_one_household_is_counted():
    indicators = flat("abc", Fraction(2, 3))
    poor = score_household({"a": 1, "b": 1, "c": 0}, indicators)
    assert poor.poor
    assert poor.score == Fraction(2, 3)
    assert poor.deprived_in == ("a", "b")
    assert "a, b" in poor.words.en
    unknown = score_household({"a": 1, "b": None, "c": 1}, indicators)
    assert unknown.poor is None
    assert unknown.missing == ("b",)


COLUMNS = ("a", "b", "c", "d", "e")


@st.composite
def problems(draw):
    size = draw(st.integers(2, 12))
    answer = st.sampled_from([0, 1, 0, 1, 0, 1, None] if draw(st.booleans()) else [0, 1])
    rows = [
        {
            **{column: draw(answer) for column in COLUMNS},
            "v": draw(st.sampled_from(["x", "y", None])),
            "s": draw(st.sampled_from(["n", "m"])),
            "u": draw(st.sampled_from("123")),
            "w": draw(st.floats(0.1, 50)),
        }
        for _ in range(size)
    ]
    split = draw(st.integers(1, 4))
    weight = st.sampled_from([1, 2, "1/3", "0.25"])
    dimensions = [
        (draw(weight), {column: draw(weight) for column in group}) for group in (COLUMNS[:split], COLUMNS[split:])
    ]
    cutoff = draw(st.sampled_from(["1/3", "0.2", "1/2", "0.999", "1"]))
    return rows, dimensions, cutoff, draw(st.sampled_from(list(MissingRule)))


def plainly(rows, indicators, weight):
    """H, A, M0, censored, contribution as the definitions read, one row after the other."""
    total = sum(row[weight] if weight else 1 for row in rows)
    scores = []
    for row in rows:
        score = sum(indicators.weights[column] for column in COLUMNS if row[column] == 1)
        scores.append(score if score >= indicators.cutoff else None)
    heaviness = [row[weight] if weight else 1 for row in rows]
    poor = sum(h for h, score in zip(heaviness, scores, strict=True) if score is not None)
    m0 = sum(h * float(score) for h, score in zip(heaviness, scores, strict=True) if score is not None) / total
    censored = {
        column: sum(h for h, s, row in zip(heaviness, scores, rows, strict=True) if s is not None and row[column] == 1)
        / total
        for column in COLUMNS
    }
    contribution = {
        column: float(indicators.weights[column]) * censored[column] / m0 if m0 else 0.0 for column in COLUMNS
    }
    return poor / total, m0 * total / poor if poor else 0.0, m0, censored, contribution


def plain_error(rows, every, indicators, measure_of, base_of, keys):
    """Linearised standard error of Σ w·measure / Σ w·base over `rows`, a domain of the sample `every`."""
    inside = {id(row) for row in rows}
    bottom = sum(row["w"] * base_of(row) for row in rows)
    if not bottom:
        return 0.0
    ratio = sum(row["w"] * measure_of(row) for row in rows) / bottom
    units = defaultdict(float)
    for number, row in enumerate(every):
        stratum, cluster = keys(number, row)
        z = row["w"] * (measure_of(row) - ratio * base_of(row)) / bottom if id(row) in inside else 0.0
        units[stratum, cluster] += z
    variance = 0.0
    for stratum in {stratum for stratum, _ in units}:
        values = [z for (owner, _), z in units.items() if owner == stratum]
        mean = sum(values) / len(values)
        variance += len(values) / (len(values) - 1) * sum((z - mean) ** 2 for z in values)
    return math.sqrt(variance)


def usable(rows, rule):
    if rule is MissingRule.DROP:
        return [row for row in rows if all(row[column] is not None for column in COLUMNS)]
    return rows


SCHEMA = {**dict.fromkeys(COLUMNS, pl.Int8), "v": pl.String, "s": pl.String, "u": pl.String, "w": pl.Float64}


@settings(max_examples=150, deadline=None)
@given(problems(), st.booleans())
def test_as_the_definitions_read_for_everybody_and_every_group(problem, weighted):
    rows, dimensions, cutoff, rule = problem
    indicators = indicator_set(dimensions, cutoff, rule)
    weight = "w" if weighted else None
    survey = pl.DataFrame(rows, schema=SCHEMA)
    used = usable(rows, rule)
    if not used:
        with pytest.raises(BadInput):
            measure(survey, indicators, weight=weight)
        return
    result = measure(survey, indicators, by=["v", "s"], weight=weight)
    assert result.rows_used == len(used)
    groups = [(used, result.overall)]
    for column in ("v", "s"):
        assert set(result.by[column]) == {row[column] or "" for row in used}
        groups += [
            ([row for row in used if (row[column] or "") == name], found) for name, found in result.by[column].items()
        ]
    for members, found in groups:
        h, a, m0, censored, contribution = plainly(members, indicators, weight)
        assert found.headcount_ratio == pytest.approx(h)
        assert found.intensity == pytest.approx(a)
        assert found.adjusted_headcount == pytest.approx(m0)
        assert found.adjusted_headcount == pytest.approx(found.headcount_ratio * found.intensity)
        assert found.censored == pytest.approx(censored)
        assert found.contribution == pytest.approx(contribution)
    for column in ("v", "s"):
        parts = result.by[column].values()
        assert sum(p.share * p.adjusted_headcount for p in parts) == pytest.approx(result.overall.adjusted_headcount)
        assert sum(p.share for p in parts) == pytest.approx(1)


@settings(max_examples=30, deadline=None)
@given(problems())
def test_a_database_measures_the_same(problem):
    rows, dimensions, cutoff, rule = problem
    indicators = indicator_set(dimensions, cutoff, rule)
    survey = pl.DataFrame(rows, schema=SCHEMA)
    with duckdb.connect() as connection:
        connection.register("survey", survey.to_arrow())

        def ask(query):
            return connection.sql(query).pl().iter_rows(named=True)

        everybody, groups = (measure_by_query(ask, "survey", indicators, by=by) for by in ("", "v"))
    if not usable(rows, rule):
        assert (everybody, groups) == ({}, {})
        return
    result = measure(survey, indicators, by=["v"])
    assert everybody == {"": result.overall}
    assert groups == result.by["v"]


@settings(max_examples=120, deadline=None)
@given(problems(), st.sampled_from([Design(), Design(cluster="u"), Design(stratum="s"), Design("s", "u")]))
def test_standard_errors_as_the_formula_reads(problem, design):
    rows, dimensions, cutoff, rule = problem
    indicators = indicator_set(dimensions, cutoff, rule, design)
    survey = pl.DataFrame(rows, schema=SCHEMA)
    used = usable(rows, rule)

    def keys(number, row):
        return (row["s"] if design.stratum else ""), (row["u"] if design.cluster else number)

    units = defaultdict(set)
    for number, row in enumerate(used):
        stratum, cluster = keys(number, row)
        units[stratum].add(cluster)
    if not used or (design != Design() and min(map(len, units.values())) < 2) or len(used) < 2:
        return
    result = measure(survey, indicators, by=["v"], weight="w")

    def score(row):
        total = sum(indicators.weights[column] for column in COLUMNS if row[column] == 1)
        return float(total) if total >= indicators.cutoff else 0.0

    def poor(row):
        return 1.0 if score(row) else 0.0

    def everybody(_):
        return 1.0

    members_of = {name: [row for row in used if (row["v"] or "") == name] for name in result.by["v"]}
    for members, found in [(used, result.overall), *((members_of[n], f) for n, f in result.by["v"].items())]:
        errors = found.standard_errors
        assert errors is not None
        for estimate, top, base in (
            (errors.headcount_ratio, poor, everybody),
            (errors.adjusted_headcount, score, everybody),
            (errors.intensity, score, poor),
            (errors.censored["a"], lambda row: poor(row) * (row["a"] or 0), everybody),
        ):
            assert estimate == pytest.approx(plain_error(members, used, indicators, top, base, keys), abs=1e-6)
