"""Charts of a linkage as SVG, which every browser shows without a network."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape

import polars as pl

from huangyai.engines.linkage.comparisons import Comparison
from huangyai.engines.linkage.model import Model
from huangyai.engines.linkage.side_by_side import SideBySide
from huangyai.kernel import Words

_FOR, _AGAINST, _INK, _FAINT = "#1d6f5c", "#a83f39", "#222222", "#d8d8d8"
_LINE = 22
_LABELS = 380
_WIDTH = 900


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled stretch from `start` to `end` bits."""

    label: str
    start: float
    end: float
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """How right the links of at least `threshold` are, where the truth is known."""

    threshold: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def draw_weights(model: Model, comparisons: Sequence[Comparison], language: str = "th") -> str:
    """How much each degree of agreement speaks for (right) or against (left) one person, in bits."""
    bars = []
    for comparison in comparisons:
        bars.append(Bar(comparison.heading.say(language), 0, 0, heading=True))
        for level in comparison.levels:
            label = level.words.say(language) or level.name
            bars.append(Bar(label, 0, model.weight(comparison, level.name)))
    title = Words(th="น้ำหนักของหลักฐาน (บิต)", en="Weight of evidence (bits)")
    return _bars(title.say(language), bars)


def draw_waterfall(pair: SideBySide, probability: float, language: str = "th") -> str:
    """How the evidence of one pair adds up, thing by thing, to its probability.

    The last step is what can't be seen field by field: how rare the names are, what a household shares, how many
    people are expected to be in both registers, and who else is in question.
    """
    certain = min(max(probability, 1e-9), 1 - 1e-9)
    total, at, bars = math.log2(certain / (1 - certain)), 0.0, []
    for field in sorted(pair.fields, key=lambda one: -abs(one.weight)):
        if field.weight:
            bars.append(Bar(f"{field.heading.say(language)}: {field.words.say(language)}", at, at + field.weight))
            at += field.weight
    rest = Words(
        th="ความพบยากของชื่อ สิ่งที่ใช้ร่วมกันในบ้าน จำนวนที่คาด และคู่แข่ง",
        en="rarity of names, what a household shares, expectation, rivals",
    )
    bars += [
        Bar(rest.say(language), at, total),
        Bar(
            Words(th=f"รวม: ความน่าจะเป็น {probability:.3f}", en=f"all: probability {probability:.3f}").say(language),
            0,
            total,
        ),
    ]
    title = Words(th="หลักฐานของคู่หนึ่ง (บิต)", en="Evidence for one pair (bits)")
    return _bars(title.say(language), bars)


def measure_links(table: pl.DataFrame, truth: Collection[tuple[str, str, str, str]]) -> list[Measured]:
    """Precision and recall at each probability that occurs, from the surest link down.

    `truth` holds the pairs that are one person as (source, id, source, id), in either order.
    """
    true = {min((pair[:2], pair[2:]), (pair[2:], pair[:2])) for pair in truth}
    found: list[Measured] = []
    right = 0
    ordered = table.sort("probability", descending=True)
    probabilities = [*ordered["probability"].to_list(), -1.0]
    for count, (source_l, id_l, source_r, id_r) in enumerate(
        ordered.select("source_l", "id_l", "source_r", "id_r").iter_rows(), start=1
    ):
        left, other = (source_l, id_l), (source_r, id_r)
        right += min((left, other), (other, left)) in true
        if probabilities[count] < probabilities[count - 1]:
            found.append(Measured(probabilities[count - 1], right / count, right / max(len(true), 1)))
    return found


def draw_precision_recall(measured: Sequence[Measured], language: str = "th") -> str:
    """Precision over recall as the least probability of a link falls."""
    title = Words(th="ความถูกต้องและความครบถ้วนของคู่ที่พบ", en="Precision and recall of the links").say(language)
    across, up = Words(th="ครบถ้วน", en="recall").say(language), Words(th="ถูกต้อง", en="precision").say(language)
    size, edge = 420, 60
    lowest = min([0.9, *(min(one.precision, one.recall) for one in measured[-200:])])
    floor = math.floor(max(lowest, 0) * 20) / 20

    def place(recall: float, precision: float) -> str:
        x = edge + size * (max(recall, floor) - floor) / (1 - floor)
        return f"{x:.1f},{edge + size * (1 - (max(precision, floor) - floor) / (1 - floor)):.1f}"

    step = max(1, len(measured) // 400)
    points = " ".join(place(one.recall, one.precision) for one in [*measured[::step], *measured[-1:]])
    parts = [
        f'<rect x="{edge}" y="{edge}" width="{size}" height="{size}" fill="none" stroke="{_FAINT}"/>',
        f'<polyline points="{points}" fill="none" stroke="{_FOR}" stroke-width="2"/>',
        _text(edge, edge - 24, title, size=16),
        _text(edge + size / 2, edge + size + 36, across, anchor="middle"),
        _text(edge - 8, edge - 6, up, anchor="middle"),
    ]
    for tick in (floor, (1 + floor) / 2, 1.0):
        x, y = place(tick, floor).split(",")
        parts.append(_text(float(x), float(y) + 18, f"{tick:.3g}", anchor="middle"))
        x, y = place(floor, tick).split(",")
        parts.append(_text(float(x) - 6, float(y) + 4, f"{tick:.3g}", anchor="end"))
    return _picture(title, size + 2 * edge, size + 2 * edge, parts)


def _bars(title: str, bars: Sequence[Bar]) -> str:
    ends = [0.0, *(bar.start for bar in bars), *(bar.end for bar in bars)]
    low, high = min(ends), max(ends)
    scale = (_WIDTH - _LABELS - 80) / max(high - low, 1e-9)

    def across(bits: float) -> float:
        return _LABELS + 30 + (bits - low) * scale

    height = 50 + _LINE * len(bars)
    parts = [
        _text(12, 24, title, size=16),
        f'<line x1="{across(0):.1f}" x2="{across(0):.1f}" y1="36" y2="{height - 8}" stroke="{_FAINT}"/>',
    ]
    for number, bar in enumerate(bars):
        y = 44 + _LINE * number
        if bar.heading:
            parts.append(_text(12, y + 13, bar.label, bold=True))
            continue
        left, right = sorted((across(bar.start), across(bar.end)))
        change = bar.end - bar.start
        colour = _FOR if change >= 0 else _AGAINST
        parts += [
            _text(_LABELS, y + 13, bar.label, anchor="end"),
            f'<rect x="{left:.1f}" y="{y}" width="{max(right - left, 1):.1f}" height="{_LINE - 6}" fill="{colour}"/>',
            _text(right + 4, y + 13, f"{change:+.1f}"),
        ]
    return _picture(title, _WIDTH, height, parts)


def _text(x: float, y: float, text: str, *, anchor: str = "start", size: int = 12, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{_INK}"{weight}>{escape(text)}</text>'


def _picture(title: str, width: float, height: float, parts: Sequence[str]) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}"'
            f' height="{height:.0f}" font-family="Sarabun, Noto Sans Thai, Loma, sans-serif">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
            *parts,
            "</svg>\n",
        ]
    )
