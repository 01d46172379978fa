"""Reading numbers out of instance files, each fault with its line."""

from __future__ import annotations

import math

import numpy as np

from huangyai.engines.rides.problem import Matrix
from huangyai.kernel import BadInput, Fault, Words

MOST_STOPS = 6_000


class Faults:
    """Faults collected while reading, so that all of them are told at once."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, row: int, column: str, *, th: str, en: str) -> None:
        """Note one fault."""
        self._found.append(Fault(row, column, Words(th=th, en=en)))

    def check(self) -> None:
        """Stop here when anything was found."""
        if self._found:
            raise BadInput(self._found[:50])

    @property
    def any(self) -> bool:
        """Whether anything was found."""
        return bool(self._found)


def numbers(cells: list[str], row: int, names: list[str], faults: Faults) -> list[float] | None:
    """The cells of a line as finite numbers, or None with faults noted."""
    if len(cells) < len(names):
        faults.add(
            row,
            "",
            th=f"บรรทัดนี้มี {len(cells)} ค่า ต้องมี {len(names)} ค่า ({', '.join(names)})",
            en=f"This line has {len(cells)} values; it needs {len(names)} ({', '.join(names)}).",
        )
        return None
    found = []
    for name, cell in zip(names, cells, strict=False):
        try:
            value = float(cell)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            faults.add(
                row,
                name,
                th=f"“{cell}” ไม่ใช่ตัวเลข โปรดแก้เป็นตัวเลข",
                en=f"“{cell}” is not a number; write a number.",
            )
            return None
        found.append(value)
    return found


def window(row: int, earliest: float, latest: float, faults: Faults) -> None:
    """Note a window that ends before it begins."""
    if latest < earliest:
        faults.add(
            row,
            "latest",
            th=f"ช่วงเวลาจบ ({latest:g}) ก่อนเริ่ม ({earliest:g}) โปรดสลับหรือแก้เวลา",
            en=f"The window ends ({latest:g}) before it begins ({earliest:g}); swap or correct the times.",
        )


def straight_lines(x: list[float], y: list[float]) -> Matrix:
    """Euclidean distances, unrounded."""
    points = np.column_stack([np.array(x, dtype=np.float64), np.array(y, dtype=np.float64)])
    apart = points[:, None, :] - points[None, :, :]
    return np.asarray(np.sqrt((apart**2).sum(axis=2)), dtype=np.float64)


def too_long(lines: int) -> None:
    """Refuse files that would not fit in memory."""
    if lines > MOST_STOPS:
        raise BadInput.of(
            th=f"ไฟล์มี {lines} จุด มากกว่าที่รับได้ {MOST_STOPS} จุด โปรดแบ่งเป็นหลายไฟล์",
            en=f"The file has {lines} stops, more than the {MOST_STOPS} that fit; split it.",
        )


def content_lines(text: str) -> list[tuple[int, list[str]]]:
    """Lines that hold something, with their numbers."""
    return [(k, line.split()) for k, line in enumerate(text.splitlines(), start=1) if line.strip()]
