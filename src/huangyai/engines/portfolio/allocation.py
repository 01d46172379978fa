"""What comes out: who gets how much from where, how good that is provably, and the reason for every
project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from huangyai.kernel import Money, Words


@dataclass(frozen=True, slots=True)
class Grant:
    """So much money for a project from a source in a year."""

    project: str
    source: str
    year: str
    money: Money


@dataclass(frozen=True, slots=True)
class Floor:
    """What a group or village must get at least, over all years, and what it gets. `kind` is ``groups``
    or ``villages``."""

    kind: str
    id: str
    floor: Fraction
    met: Fraction

    @property
    def short(self) -> Fraction:
        """By how much it stays below its floor (0 when it doesn't)."""
        return max(Fraction(0), self.floor - self.met)


@dataclass(frozen=True, slots=True)
class BrokenPin:
    """A pin that can't be kept beside the ceilings and the other pins."""

    project: str
    year: str
    source: str
    why: Words


@dataclass(frozen=True, slots=True)
class Allocation:
    """The whole answer.

    `objective` is the weighted need met, summed over years; no allocation can exceed `bound`; `gap` is
    their distance as
    a part of the objective. `shadow_prices` by source and year say how much more need one more baht would
    meet where
    money can be cut as finely as one likes (duals of the ceilings in the linear relaxation): a guide, not a
    promise.
    """

    chosen: tuple[Grant, ...]
    objective: float
    bound: float
    gap: float
    shadow_prices: dict[str, dict[str, float]]
    reasons: dict[str, Words]
    floors: tuple[Floor, ...]
    broken_pins: tuple[BrokenPin, ...]
    seconds: float

    @property
    def unmet_floors(self) -> tuple[Floor, ...]:
        """Floors that no allocation could reach under the ceilings and pins."""
        return tuple(floor for floor in self.floors if floor.short)

    def as_document(self) -> dict[str, Any]:
        """The answer as `huangyai allocate --json` prints it."""
        return {
            "chosen": [
                {"project": it.project, "source": it.source, "year": it.year, "baht": baht(it.money)}
                for it in self.chosen
            ],
            "objective": self.objective,
            "bound": self.bound,
            "gap": self.gap,
            "shadow_prices": self.shadow_prices,
            "reasons": {project: words.as_dict() for project, words in self.reasons.items()},
            "floors": [
                {
                    "kind": floor.kind,
                    "id": floor.id,
                    "floor": float(floor.floor),
                    "met": float(floor.met),
                    "short": float(floor.short),
                }
                for floor in self.floors
            ],
            "broken_pins": [
                {"project": pin.project, "year": pin.year, "source": pin.source, "why": pin.why.as_dict()}
                for pin in self.broken_pins
            ],
            "seconds": round(self.seconds, 3),
        }


def baht(money: Money) -> int | float:
    """Baht as a JSON number: whole when it is whole."""
    return money.satang // 100 if money.satang % 100 == 0 else money.satang / 100


# Told of each better allocation: objective, bound, seconds since the start.
Progress = Callable[[float, float, float], None]
