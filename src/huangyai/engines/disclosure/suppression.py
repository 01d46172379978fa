"""Which numbers of a two-way table must not be printed, so that nobody in a small group can be found.

Small cells (1 to threshold − 1) are left out, and with them as many companions as it takes: from what is printed, a
reader can't tell whether a small cell is empty, nor whether it reaches the threshold. Zeros are printed where they help
nobody, and the grand total is printed unless it is itself small, in which case nothing is.
"""

from __future__ import annotations

import math

from huangyai.engines.disclosure.leeway import Network, Price, Step
from huangyai.engines.disclosure.table import THRESHOLD, Cell, CountTable, PublishedTable
from huangyai.kernel import Words

_MOST_REVIEWS = 2_000
"""Companions are reviewed one by one only while that many checks suffice; a few more dots do no harm."""


def suppress_table(table: CountTable, *, threshold: int = THRESHOLD) -> PublishedTable:
    """The table as it may be printed.

    :param threshold: counts from 1 to threshold − 1 are small; at least 2
    :raises ValueError: the threshold is below 2
    """
    if threshold < 2:
        raise ValueError("a threshold below 2 protects nobody")
    numbers = table.with_totals
    height, width = len(table.rows), len(table.columns)
    if 0 < numbers[height, width] < threshold:
        everything = frozenset(numbers)
        small = frozenset(cell for cell, count in numbers.items() if 0 < count < threshold)
        return _published(table, small, everything - small, threshold)
    work = _Suppression(Network(numbers, height, width), (height, width), threshold)
    work.protect_all()
    work.print_again_what_is_not_needed()
    return _published(table, frozenset(work.small), frozenset(work.companions), threshold)


class _Suppression:
    def __init__(self, network: Network, total: Cell, threshold: int) -> None:
        self.network = network
        self.total = total
        self.threshold = threshold
        self.small = sorted(
            (cell for cell, count in network.numbers.items() if 0 < count < threshold),
            key=lambda cell: (network.numbers[cell], cell),
        )
        self.companions: set[Cell] = set()
        self._left_out = set(self.small)

    def protect_all(self) -> None:
        """Leave out companions until every small cell can be empty and can reach the threshold."""
        for cell in self.small:
            count = self.network.numbers[cell]
            for amount, grow in ((self.threshold - count, True), (count, False)):
                moved, used = self.network.move(cell, amount, grow=grow, price=self._price_beside(count))
                if moved < amount:
                    raise AssertionError("a table whose total reaches the threshold can always be protected")
                self.companions |= used - self._left_out
                self._left_out |= used

    def print_again_what_is_not_needed(self) -> None:
        """Put back companions that later ones made needless, largest number first."""
        if len(self.small) * len(self.companions) > _MOST_REVIEWS:
            return
        for cell in sorted(self.companions, key=lambda cell: (-self.network.numbers[cell], cell)):
            self._left_out.discard(cell)
            if all(self._safe(other) for other in self.small) and all(
                self._loose(other) for other in self.companions if other != cell
            ):
                self.companions.discard(cell)
            else:
                self._left_out.add(cell)

    def _safe(self, cell: Cell) -> bool:
        count = self.network.numbers[cell]
        return all(
            self.network.move(cell, amount, grow=grow, price=self._nothing_more)[0] == amount
            for amount, grow in ((self.threshold - count, True), (count, False))
        )

    def _loose(self, cell: Cell) -> bool:
        """Can move at all, so that it isn't left out in vain."""
        return any(self.network.move(cell, 1, grow=grow, price=self._nothing_more)[0] for grow in (True, False))

    def _nothing_more(self, step: Step) -> float:
        return 0.0 if step[0] in self._left_out else math.inf

    def _price_beside(self, count: int) -> Price:
        """What a reader loses with a companion of a cell of `count` people.

        Totals are dearest; a zero, or a cell that can't shrink as far as the small one, is a poor companion.
        """

        def price(step: Step) -> float:
            cell, up = step
            if cell in self._left_out:
                return 0.0
            if cell == self.total:
                return math.inf
            number = self.network.numbers[cell]
            lost = 1.0 + 0.05 * math.log1p(number) + (0.5 if up and number < count else 0.0)
            is_total = cell[0] == self.total[0] or cell[1] == self.total[1]
            return 6.0 * lost if is_total else lost

        return price


def _published(
    table: CountTable, small: frozenset[Cell], companions: frozenset[Cell], threshold: int
) -> PublishedTable:
    height, width = len(table.rows), len(table.columns)
    shown = {cell: None if cell in small or cell in companions else count for cell, count in table.with_totals.items()}
    return PublishedTable(
        rows=table.rows,
        columns=table.columns,
        cells=tuple(tuple(shown[i, j] for j in range(width)) for i in range(height)),
        row_totals=tuple(shown[i, width] for i in range(height)),
        column_totals=tuple(shown[height, j] for j in range(width)),
        total=shown[height, width],
        threshold=threshold,
        small=small,
        companions=companions,
        reasons=_reasons(small, companions, threshold),
    )


def _reasons(small: frozenset[Cell], companions: frozenset[Cell], threshold: int) -> tuple[Words, ...]:
    reasons = []
    if small:
        reasons.append(
            Words(
                th=f"ไม่แสดงตัวเลข 1–{threshold - 1} เพราะคนกลุ่มเล็กอาจถูกจำได้",
                en=f"Numbers from 1 to {threshold - 1} are not shown, because people in a small group might be recognised.",
            )
        )
    if companions:
        reasons.append(
            Words(
                th="ไม่แสดงตัวเลขบางช่องที่ไม่ได้น้อย เพราะจะนำไปลบกลับหาตัวเลขที่ปิดไว้ได้",
                en="Some larger numbers are not shown either, because the hidden ones could be worked out from them.",
            )
        )
    return tuple(reasons)
