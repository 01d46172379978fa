"""The answer: how many are poor, how deeply, and in what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from huangyai.kernel import Words


@dataclass(frozen=True, slots=True)
class StandardErrors:
    """Standard errors of the estimates of one population, in the same units as the estimates."""

    headcount_ratio: float
    intensity: float
    adjusted_headcount: float
    censored: dict[str, float]

    def as_dict(self) -> dict[str, Any]:
        """As ``huangyai deprivation --json`` prints it."""
        return {
            "H": self.headcount_ratio,
            "A": self.intensity,
            "M0": self.adjusted_headcount,
            "censored": self.censored,
        }


@dataclass(frozen=True, slots=True)
class Measurement:
    """One population, measured. All ratios lie between 0 and 1.

    `headcount_ratio` (H): the part that is poor. `intensity` (A): the weighted part of all wants that the
    poor suffer, on average. `adjusted_headcount` (M0) = H × A. `censored`: for each indicator, the part of
    the population that is poor and deprived in it. `contribution`: for each indicator, its part of M0; these
    sum to 1, or are all 0 when nobody is poor. `share`, `share_of_poverty`: its part of people, of M0.
    """

    rows: int
    population: float
    headcount_ratio: float
    intensity: float
    adjusted_headcount: float
    censored: dict[str, float]
    contribution: dict[str, float]
    share: float = 1.0
    share_of_poverty: float = 1.0
    standard_errors: StandardErrors | None = None

    def as_dict(self) -> dict[str, Any]:
        """As ``huangyai deprivation --json`` prints it."""
        document: dict[str, Any] = {
            "H": self.headcount_ratio,
            "A": self.intensity,
            "M0": self.adjusted_headcount,
            "censored": self.censored,
            "contribution": self.contribution,
            "rows": self.rows,
            "population": self.population,
            "share": self.share,
            "share_of_M0": self.share_of_poverty,
        }
        if self.standard_errors is not None:
            document["standard_errors"] = self.standard_errors.as_dict()
        return document


@dataclass(frozen=True, slots=True)
class Deprivation:
    """Everybody, and each group; `missing` counts empty answers by indicator over all rows read."""

    overall: Measurement
    by: dict[str, dict[str, Measurement]]
    missing: dict[str, int]
    rows_read: int
    rows_used: int
    reasons: tuple[Words, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """As ``huangyai deprivation --json`` prints it."""
        return {
            **self.overall.as_dict(),
            "missing": self.missing,
            "by": {
                column: {group: measurement.as_dict() for group, measurement in groups.items()}
                for column, groups in self.by.items()
            },
            "rows_read": self.rows_read,
            "rows_used": self.rows_used,
            "reasons": [words.as_dict() for words in self.reasons],
        }
