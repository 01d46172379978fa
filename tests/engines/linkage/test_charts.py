from __future__ import annotations

from xml.etree import ElementTree as ET

import polars as pl

from huangyai.engines.linkage import compare_rows, comparisons_for, shipped_model
from huangyai.engines.linkage.charts import draw_precision_recall, draw_waterfall, draw_weights, measure_links

COMPARISONS = comparisons_for(())
TABLE = pl.DataFrame(
    {
        "source_l": ["a"] * 4, "id_l": ["1", "2", "3", "4"], "source_r": ["b"] * 4, "id_r": ["x", "y", "z", "w"],
        "probability": [0.99, 0.99, 0.8, 0.6],
    }
)  # fmt: skip
TRUTH = [("a", "1", "b", "x"), ("b", "y", "a", "2"), ("a", "9", "b", "z"), ("a", "4", "b", "w")]


def words_of(picture: str) -> str:
    return " ".join(ET.fromstring(picture).itertext())


def test_precision_and_recall_are_counted_from_the_surest_down() -> None:
    measured = measure_links(TABLE, TRUTH)
    assert [(one.threshold, one.precision, one.recall) for one in measured] == [
        (0.99, 1.0, 0.5),
        (0.8, 2 / 3, 0.5),
        (0.6, 0.75, 0.75),
    ]
    assert measured[-1].f1 == 0.75
    assert "ครบถ้วน" in words_of(draw_precision_recall(measured))


def test_nothing_found_is_nothing_measured() -> None:
    assert measure_links(TABLE.clear(), TRUTH) == []


def test_every_weight_is_drawn_and_said() -> None:
    said = words_of(draw_weights(shipped_model(COMPARISONS), COMPARISONS))
    for comparison in COMPARISONS:
        assert comparison.heading.th in said
    assert "เลขประจำตัวประชาชนตรงกัน" in said


def test_a_pairs_evidence_is_drawn_in_either_language_and_text_is_only_text() -> None:
    pair = compare_rows(
        {"full_name": "<b>มาลี ใจดี", "birth_date": "2490"}, {"full_name": "มาลี ใจดี", "birth_date": "2490"}
    )
    assert "0.900" in words_of(draw_waterfall(pair, 0.9))
    assert "birth date" in words_of(draw_waterfall(pair, 1.0, "en"))
