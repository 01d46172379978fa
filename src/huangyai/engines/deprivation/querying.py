"""The same measure as one query, for surveys that lie in a database or on a cluster and not in this machine's memory.

Points are whole numbers, so that any engine adds up to the very figures of `measure`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from huangyai.engines.deprivation.indicators import IndicatorSet, MissingRule
from huangyai.engines.deprivation.measurement import Measurement
from huangyai.engines.deprivation.measuring import measurement_of

Ask = Callable[[str], Iterable[Mapping[str, int | str]]]


def measure_by_query(
    ask: Ask, table: str, indicators: IndicatorSet, *, by: str = "", quote: str = '"'
) -> dict[str, Measurement]:
    """H, A, M0 and what makes them up, for each group of `by`; without it, for everybody under the empty name.

    :param ask: runs a query of DuckDB's and Spark's common SQL and gives its rows by column name
    :param table: one row a household or person; an indicator holds 1 (deprived), 0 or null (unknown)
    :param quote: what the engine writes around a column's name: " in DuckDB and PostgreSQL, ` in Spark
    """
    columns = [indicator.column for indicator in indicators.indicators]
    named = {name: quote + name.replace(quote, 2 * quote) + quote for name in [*columns, by]}
    answered = (
        [f"{named[name]} IS NOT NULL" for name in columns] if indicators.missing is MissingRule.DROP else ["1 = 1"]
    )
    answers = {name: f"CAST(COALESCE({named[name]}, 0) AS BIGINT)" for name in columns}
    points = " + ".join(f"{indicators.points[name]} * {answers[name]}" for name in columns)
    group = f"COALESCE(CAST({named[by]} AS VARCHAR(200)), '')" if by else "''"
    sums = ", ".join(f"SUM(poor * {answers[name]}) AS wp_{at}" for at, name in enumerate(columns))
    # Names come from the set of indicators, quoted; nothing else of the text is anybody's.
    asked = (
        f"SELECT grp, COUNT(*) AS n, SUM(poor) AS wp, SUM(poor * points) AS wpc, {sums} FROM (SELECT *, "  # noqa: S608
        f"CASE WHEN points >= {indicators.points_to_be_poor} THEN 1 ELSE 0 END AS poor FROM "
        f"(SELECT *, {points} AS points, {group} AS grp FROM {table} WHERE {' AND '.join(answered)}) scored) judged "
        "GROUP BY grp"
    )
    totals = {
        str(row["grp"]): {
            "rows": int(row["n"]),
            "w": int(row["n"]),
            "wp": int(row["wp"]),
            "wpc": int(row["wpc"]),
            **{f"wp:{name}": int(row[f"wp_{at}"]) for at, name in enumerate(columns)},
        }
        for row in ask(asked)
    }
    whole = {key: sum(total[key] for total in totals.values()) for key in next(iter(totals.values()), ())}
    groups = {"": whole} if not by and whole else totals
    return {group: measurement_of(groups[group], indicators=indicators, whole=whole) for group in sorted(groups)}
