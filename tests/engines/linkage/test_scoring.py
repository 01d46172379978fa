from __future__ import annotations

from types import ModuleType

import polars as pl
import pytest

from huangyai.engines.linkage import Model, Register, comparisons_for, link_registers, read_model, shipped_model
from huangyai.engines.linkage import _duckdb as ours
from huangyai.engines.linkage import _splink as splink
from huangyai.engines.linkage.clusters import cluster_rows
from huangyai.engines.linkage.normalise import normalise_registers
from huangyai.kernel import BadInput

COMPARISONS = comparisons_for(())


def test_our_arithmetic_is_splinks(messy: ModuleType) -> None:
    lists = messy.make_pair(2600, seed=17, rate=2.0)
    everyone = normalise_registers([Register("a", lists.a), Register("b", lists.b)], this_year=2026)
    # Where rarity counts, Splink holds m below 1: a little less evidence keeps it there.
    model = Model(shipped_model(COMPARISONS).levels, {"last_name": {"sound": -1.0}, "nickname": {"same": -1.0}})
    mine = ours.score_pairs(everyone, COMPARISONS, model, least_bits=-1000)
    theirs = splink.score_pairs(everyone, COMPARISONS, model, least_bits=-1000)
    both = mine.join(theirs, on=["uid_l", "uid_r"], suffix="_splink")
    # Splink also looks a second time at rows that the first look has settled.
    assert both.height == mine.height
    assert both.filter((pl.col("bits") - pl.col("bits_splink")).abs() > 1e-6).is_empty()


def test_learning_without_labels_keeps_the_quality(messy: ModuleType) -> None:
    lists = messy.make_pair(900, seed=19)
    registers = [Register("a", lists.a), Register("b", lists.b)]
    once = link_registers(registers, train=True, seed=5)
    everyone = normalise_registers(registers, this_year=2026)
    assert once.model == splink.train_model(everyone, COMPARISONS, shipped_model(COMPARISONS), seed=5)
    right = sum(
        lists.truth.get(row) == other for row, other in zip(once.table["id_r"], once.table["id_l"], strict=True)
    )
    assert 2 * right / (once.table.height + len(lists.truth)) >= 0.98


def test_a_model_survives_its_file() -> None:
    model = shipped_model(COMPARISONS)
    assert read_model(model.to_json(), COMPARISONS) == model


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"format": "huangyai-linkage", "version": 1}', "[" * 100_000]
)
def test_a_damaged_model_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_model(text, COMPARISONS)


def test_a_chain_of_likely_links_does_not_merge_two_of_one_register() -> None:
    # Rows 0 and 1 are of register 0, row 2 of register 1, row 3 of register 2.
    pairs = pl.DataFrame({"uid_l": [0, 2, 1], "uid_r": [2, 3, 3], "probability": [0.99, 0.95, 0.6]})
    clusters = cluster_rows(pairs, [0, 0, 1, 2])
    assert clusters[0] == clusters[2] == clusters[3]
    assert clusters[1] != clusters[0]
