"""The evidence for a pair as pieces of a query, the same for every database that runs it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from huangyai.engines.linkage.comparisons import Comparison
from huangyai.engines.linkage.model import Model

_ENOUGH_ROWS = 1000


def sides_of(columns: Sequence[str]) -> str:
    """The columns of two rows side by side: ``first_l``, ``first_r``, …"""
    return ", ".join(f'l."{name}" as "{name}_l", r."{name}" as "{name}_r"' for name in columns)


def gamma_of(comparison: Comparison) -> str:
    """The level of one comparison as a column of a query over the two rows' values (DuckDB alone runs this)."""
    top = len(comparison.levels) - 1
    rungs = " ".join(
        f"else {top - rung}" if level.condition == "ELSE" else f"when {level.condition} then {top - rung}"
        for rung, level in enumerate(comparison.levels)
    )
    return f'(case when {comparison.absent} then -1 {rungs} end)::integer as "gamma_{comparison.name}"'


def gamma_names(comparisons: Sequence[Comparison]) -> str:
    """The columns that hold the levels."""
    return ", ".join(f'"gamma_{comparison.name}"' for comparison in comparisons)


@dataclass(frozen=True, slots=True)
class Rarity:
    """How often a value occurs, where two rows agree on it: the average value has the level's weight, a rarer one says
    more. `usual` is the share of an average value.
    """

    table: str
    column: str
    gamma: str
    usual: float

    @property
    def counted(self) -> str:
        """The query that counts the values of the table ``everyone``."""
        rows = "as value, count(*) as seen, sum(count(*)) over () as total from everyone where"
        return f'select "{self.column}" {rows} "{self.column}" is not null group by 1'

    @property
    def joined(self) -> str:
        """The join that brings the count to a pair."""
        return f'left join {self.table} on {self.gamma} and {self.table}.value = "{self.column}_l"'

    @property
    def bits(self) -> str:
        """What the rarity adds."""
        # In a list of ten rows every name is a tenth of all: short lists are filled up with usual names.
        fill = f"greatest({_ENOUGH_ROWS} - {self.table}.total, 0)"
        part = f"({self.table}.seen + {self.usual!r} * {fill}) / ({self.table}.total + {fill})"
        return f"coalesce({math.log2(self.usual)!r} - log2({part}), 0)"


def rarities_of(comparisons: Sequence[Comparison], model: Model) -> list[Rarity]:
    """Every level of which the rarity of the value counts."""
    found: list[Rarity] = []
    for comparison in comparisons:
        u_above, top = 0.0, len(comparison.levels) - 1
        for rung, level in enumerate(comparison.levels):
            u_above += model.m_u(comparison, level.name)[1]
            if level.rare:
                gamma = f'"gamma_{comparison.name}" = {top - rung}'
                found.append(Rarity(f"rare_{len(found)}", level.rare, gamma, u_above))
    return found


def bits_of(comparisons: Sequence[Comparison], model: Model, rarities: Sequence[Rarity]) -> str:
    """The sum of all evidence, over the columns of `gamma_names` and the joins of `rarities`."""
    weights = []
    for comparison in comparisons:
        top = len(comparison.levels) - 1
        worth = " ".join(
            f"when {top - rung} then {model.weight(comparison, level.name)!r}"
            for rung, level in enumerate(comparison.levels)
        )
        weights.append(f'case "gamma_{comparison.name}" {worth} else 0.0 end')
    return " + ".join([*weights, *(rarity.bits for rarity in rarities)])
