"""What a linkage has learnt: how often each degree of agreement occurs among the same and among different people."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import TypeAlias

from huangyai.engines.linkage.comparisons import Comparison
from huangyai.kernel import BadInput

FORMAT = "huangyai-linkage"
VERSION = 1
_ALSO_DEFAULT = {"same": (0.80, 0.02), "close": (0.10, 0.01), "else": (0.10, 0.97)}


Ladders: TypeAlias = Mapping[str, Mapping[str, tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Model:
    """Per comparison and level: m (probability among rows of one person) and u (among rows of two people).

    `overlap` holds bits to add to a level's weight (mostly to take away), because the comparisons are not
    independent: a household shares surname, house and telephone. `share` is the part of the smaller register
    expected to be in the larger one before anything is seen.
    """

    levels: Ladders
    overlap: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    share: float = 0.7

    def m_u(self, comparison: Comparison, level: str) -> tuple[float, float]:
        """m and u of one level; further columns (``--also``) start from cautious values."""
        known = self.levels.get(comparison.name)
        if known is None:
            return _ALSO_DEFAULT[level]
        return known[level]

    def weight(self, comparison: Comparison, level: str) -> float:
        """Evidence of a level in bits: log2(m / u), and what the overlap with other comparisons takes back."""
        m, u = self.m_u(comparison, level)
        return math.log2(m / u) + self.overlap.get(comparison.name, {}).get(level, 0.0)

    def to_json(self) -> str:
        """The model as a file that `--model` reads."""
        document = {
            "format": FORMAT,
            "version": VERSION,
            "share": self.share,
            "levels": {
                name: {
                    level: {"m": m, "u": u, "overlap": self.overlap.get(name, {}).get(level, 0.0)}
                    for level, (m, u) in levels.items()
                }
                for name, levels in self.levels.items()
            },
        }
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_model(text: str, comparisons: tuple[Comparison, ...]) -> Model:
    """Read a saved model; refuse one that is damaged or misses a comparison."""
    try:
        document = json.loads(text)
        if document["format"] != FORMAT or document["version"] != VERSION:
            raise ValueError("format")
        levels = {
            name: {level: (_probability(pair["m"]), _probability(pair["u"])) for level, pair in ladder.items()}
            for name, ladder in document["levels"].items()
        }
        overlap = {
            name: {level: _bits(pair.get("overlap", 0.0)) for level, pair in ladder.items()}
            for name, ladder in document["levels"].items()
        }
        share = _probability(document["share"])
        for comparison in comparisons:
            if comparison.name.startswith("also_") and comparison.name not in levels:
                continue
            missing = {level.name for level in comparison.levels} - set(levels[comparison.name])
            if missing:
                raise ValueError(comparison.name)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise BadInput.of(
            th="ไฟล์โมเดลนี้อ่านไม่ได้หรือไม่ใช่โมเดลของ huangyai link โปรดใช้ไฟล์ที่ได้จาก --save-model",
            en="This is not a model of huangyai link, or it is damaged; use a file that --save-model wrote.",
            column=str(problem),
        ) from None
    return Model(levels, overlap, share)


def shipped_model(comparisons: tuple[Comparison, ...]) -> Model:
    """The model that comes with the package, learnt on invented registers."""
    text = resources.files("huangyai.engines.linkage").joinpath("pretrained.json").read_text(encoding="utf-8")
    return read_model(text, comparisons)


def _bits(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not -100 < value < 100:
        raise ValueError("overlap")
    return float(value)


def _probability(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value <= 1:
        raise ValueError("m, u")
    return float(value)
