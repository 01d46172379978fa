"""Why one household is counted as poor, for whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from huangyai.engines.deprivation.indicators import IndicatorSet, MissingRule
from huangyai.kernel import Words


@dataclass(frozen=True, slots=True)
class Score:
    """One household's answer: its weighted score, whether it reaches the cutoff, and the wants behind it.

    `score` and `poor` are None when an answer is missing and the set leaves such rows out.
    """

    score: Fraction | None
    poor: bool | None
    deprived_in: tuple[str, ...]
    missing: tuple[str, ...]
    words: Words


def score_household(answers: Mapping[str, int | None], indicators: IndicatorSet) -> Score:
    """Score one household from its answers: 1 deprived, 0 not, None unknown."""
    deprived = tuple(i for i in indicators.indicators if answers.get(i.column) == 1)
    missing = tuple(i.column for i in indicators.indicators if answers.get(i.column) is None)
    names = tuple(indicator.column for indicator in deprived)
    if missing and indicators.missing is MissingRule.DROP:
        words = Words(
            th=f"ยังบอกไม่ได้ เพราะขาดข้อมูล {len(missing)} ตัวชี้วัด",
            en=f"Not known yet: {len(missing)} indicators have no answer.",
        )
        return Score(None, None, names, missing, words)
    score = sum((indicators.weights[name] for name in names), Fraction())
    poor = score >= indicators.cutoff
    thai = ", ".join(indicator.words.th for indicator in deprived) or "ไม่มี"
    english = ", ".join(indicator.words.en for indicator in deprived) or "none"
    reaches_th, reaches_en = ("ถึง", "reaches") if poor else ("ไม่ถึง", "is below")
    words = Words(
        th=f"คะแนนความขาดแคลน {float(score):.3f} {reaches_th}เกณฑ์ {indicators.cutoff} เรื่องที่ขาดแคลน: {thai}",
        en=f"Deprivation score {float(score):.3f} {reaches_en} the cutoff {indicators.cutoff}. In: {english}",
    )
    return Score(score, poor, names, missing, words)
