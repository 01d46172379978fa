"""Why two rows are thought to be one person, in a sentence that the person may hear."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from huangyai.engines.linkage.comparisons import Comparison
from huangyai.engines.linkage.model import Model
from huangyai.kernel import Words

_LOWEST = Words(th="ไม่มีข้อมูลให้เทียบ", en="nothing to compare")


def explain_pairs(pairs: pl.DataFrame, comparisons: Sequence[Comparison], model: Model) -> pl.DataFrame:
    """Add ``why_th`` and ``why_en``: what agrees, strongest first, then what speaks against it."""
    gammas = [f"gamma_{comparison.name}" for comparison in comparisons]
    patterns = pairs.select(gammas).unique()
    sentences = [explain_levels(pattern, comparisons, model) for pattern in patterns.iter_rows()]
    patterns = patterns.with_columns(
        pl.Series("why_th", [words.th for words in sentences], dtype=pl.String),
        pl.Series("why_en", [words.en for words in sentences], dtype=pl.String),
    )
    return pairs.join(patterns, on=gammas, how="left", maintain_order="left")


def explain_levels(gammas: Sequence[int], comparisons: Sequence[Comparison], model: Model) -> Words:
    """One pattern of agreement in words."""
    agreeing: list[tuple[float, Words]] = []
    differing: list[tuple[float, Words]] = []
    for gamma, comparison in zip(gammas, comparisons, strict=True):
        if gamma < 0:
            continue
        level = comparison.levels[len(comparison.levels) - 1 - gamma]
        if level.silent:
            continue
        weight = model.weight(comparison, level.name)
        (agreeing if weight > 0 else differing).append((weight, level.words))
    agreeing.sort(key=lambda pair: -pair[0])
    differing.sort(key=lambda pair: pair[0])
    parts_th = [words.th for _, words in agreeing]
    parts_en = [words.en for _, words in agreeing]
    if differing:
        parts_th.append("แต่" + " ".join(words.th for _, words in differing))
        parts_en.append("but " + ", ".join(words.en for _, words in differing))
    if not parts_th:
        return _LOWEST
    return Words(th=" · ".join(parts_th), en=" · ".join(parts_en))
