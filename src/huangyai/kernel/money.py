"""Money in baht, exact."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of baht, exact to the satang; never a float."""

    satang: int

    @classmethod
    def baht(cls, amount: Decimal | int | str) -> Money:
        """From baht, rounded half up to the satang."""
        return cls(int((Decimal(amount) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    @property
    def in_baht(self) -> Decimal:
        """The amount in baht with two decimals."""
        return Decimal(self.satang) / 100

    def __add__(self, other: Money) -> Money:
        return Money(self.satang + other.satang)

    def __sub__(self, other: Money) -> Money:
        return Money(self.satang - other.satang)

    def __str__(self) -> str:
        whole, rest = divmod(abs(self.satang), 100)
        sign = "-" if self.satang < 0 else ""
        return f"{sign}{whole:,}" + (f".{rest:02d}" if rest else "")
