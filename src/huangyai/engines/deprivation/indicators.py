"""What counts as deprived, how much each want weighs, and from where on somebody is poor."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from huangyai.kernel import Words


class MissingRule(enum.StrEnum):
    """What an empty answer means: leave the row out, or count it as not deprived."""

    DROP = "drop"
    NOT_DEPRIVED = "not-deprived"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One yes-or-no want, such as no clean water; `weight` is relative to its dimension's others."""

    column: str
    words: Words
    weight: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A side of life, such as health; `weight` is relative to the other dimensions."""

    name: str
    words: Words
    indicators: tuple[Indicator, ...]
    weight: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Design:
    """How the sample was drawn: columns of stratum and of cluster (first-stage unit), where there are any."""

    stratum: str = ""
    cluster: str = ""


@dataclass(frozen=True)
class IndicatorSet:
    """A versioned set of indicators with the poverty cutoff k, 0 < k ≤ 1: poor are those who reach k.

    Weights are kept as whole numbers over one denominator, so that a score equal to the cutoff is never lost
    to rounding: with three indicators of a ninth each, a cutoff of a third is reached.
    """

    name: str
    dimensions: tuple[Dimension, ...]
    cutoff: Fraction
    missing: MissingRule = MissingRule.DROP
    design: Design = Design()

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in the order of the set."""
        return tuple(indicator for dimension in self.dimensions for indicator in dimension.indicators)

    @cached_property
    def weights(self) -> dict[str, Fraction]:
        """Weight of each indicator column; they sum to one."""
        of_dimensions = sum((dimension.weight for dimension in self.dimensions), Fraction())
        weights = {}
        for dimension in self.dimensions:
            inside = sum((indicator.weight for indicator in dimension.indicators), Fraction())
            for indicator in dimension.indicators:
                weights[indicator.column] = dimension.weight / of_dimensions * indicator.weight / inside
        return weights

    @cached_property
    def points(self) -> dict[str, int]:
        """The weights as whole points; together they make `all_points`."""
        return {column: int(weight * self.all_points) for column, weight in self.weights.items()}

    @cached_property
    def all_points(self) -> int:
        """Points of somebody deprived in everything."""
        return math.lcm(*(weight.denominator for weight in self.weights.values()))

    @cached_property
    def points_to_be_poor(self) -> int:
        """The fewest points that reach the cutoff."""
        return math.ceil(self.cutoff * self.all_points)
