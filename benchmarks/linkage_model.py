"""Learn the model that ships with `huangyai.engines.linkage` from invented registers whose truth is known.

    python benchmarks/linkage_model.py [--rows 20000] [--out src/huangyai/engines/linkage/pretrained.json]

u (agreement of two people) is counted on random pairs; m (agreement of one person) on true pairs; then a
logistic
regression, held near those counts, corrects the weights for what the levels say twice (surname and house
of a
household). The mixtures differ in the rate of errors and in which columns exist, so that no column is
relied on.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import duckdb
import numpy as np
import polars as pl
from scipy.optimize import minimize

from huangyai.engines.linkage import Model, Register, comparisons_for
from huangyai.engines.linkage._duckdb import score_pairs
from huangyai.engines.linkage.normalise import normalise_registers

ROOT = Path(__file__).parents[1]
COMPARISONS = comparisons_for(())
# Error rate, ids present, columns that one list lacks, share of the list that the register knows.
MIXTURES = [
    (1.0, True, (), 0.8), (2.0, True, (), 0.8), (1.0, False, (), 0.8), (2.0, False, (), 0.8),
    (3.0, True, ("phone",), 0.6), (1.5, False, ("address", "phone"), 0.7), (1.0, True, ("birth_date",), 0.8),
    (2.0, False, ("phone", "nickname", "sex"), 0.4), (0.5, True, ("tambon_code", "phone"), 0.9),
]  # fmt: skip
# Errors that the generator doesn't make but offices do: no level is left impossible.
FLOOR = {"sex": 0.01, "nickname": 0.05, "birth_date": 0.001, "national_id": 0.001, "home": 0.001, "first_name": 0.0005,
         "last_name": 0.0005, "phone": 0.002, "household": 0.001}  # fmt: skip
HOLD = 2.0  # how strongly the regression is held near the counts, in pairs


def generator() -> ModuleType:
    path = ROOT / "tests" / "engines" / "linkage" / "messy.py"
    spec = importlib.util.spec_from_file_location("linkage_messy_registers", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def levels_of(everyone: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The level of each comparison for given pairs (columns uid_l, uid_r)."""
    cases = []
    for comparison in COMPARISONS:
        top = len(comparison.levels) - 1
        rungs = [
            f"else {top - i}" if level.condition == "ELSE" else f"when {level.condition} then {top - i}"
            for i, level in enumerate(comparison.levels)
        ]
        cases.append(f"case when {comparison.absent} then -1 {' '.join(rungs)} end as gamma_{comparison.name}")
    with duckdb.connect() as connection:
        connection.register("everyone", everyone.to_arrow())
        connection.register("pairs", pairs.to_arrow())
        sides = ", ".join(f"l.{name} as {name}_l, r.{name} as {name}_r" for name in everyone.columns if name != "uid")
        return connection.sql(
            f"select {', '.join(cases)} from (select {sides} from pairs p join everyone l on l.uid = p.uid_l"
            " join everyone r on r.uid = p.uid_r)"
        ).pl()


def count_levels(table: pl.DataFrame) -> dict[str, np.ndarray]:
    counts = {}
    for comparison in COMPARISONS:
        values = table[f"gamma_{comparison.name}"].to_numpy()
        top = len(comparison.levels) - 1
        counts[comparison.name] = np.array([(values == top - i).sum() for i in range(top + 1)], dtype=float)
    return counts


def columns_of(table: pl.DataFrame) -> np.ndarray:
    """For each pair and comparison the index of its weight; the last index means: unknown."""
    total = sum(len(comparison.levels) for comparison in COMPARISONS)
    found, start = [], 0
    for comparison in COMPARISONS:
        gamma = table[f"gamma_{comparison.name}"].to_numpy()
        top = len(comparison.levels) - 1
        found.append(np.where(gamma < 0, total, start + top - gamma))
        start += top + 1
    return np.stack(found, axis=1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=500)
    parser.add_argument("--out", default=str(ROOT / "src/huangyai/engines/linkage/pretrained.json"))
    arguments = parser.parse_args()
    messy = generator()
    cases = []
    m_counts = {comparison.name: np.zeros(len(comparison.levels)) for comparison in COMPARISONS}
    u_counts = {comparison.name: np.zeros(len(comparison.levels)) for comparison in COMPARISONS}
    for number, (rate, ids, lacking, known) in enumerate(MIXTURES):
        lists = messy.make_pair(arguments.rows, seed=arguments.seed + number, rate=rate, ids=ids, known=known)
        everyone = normalise_registers([Register("a", lists.a), Register("b", lists.b.drop(lacking))], this_year=2026)
        uid_a = dict(everyone.filter(pl.col("source") == 0).select("id", "uid").iter_rows())
        uid_b = dict(everyone.filter(pl.col("source") == 1).select("id", "uid").iter_rows())
        truth = pl.DataFrame(
            {"uid_l": [uid_a[a] for a in lists.truth.values()], "uid_r": [uid_b[b] for b in lists.truth]}
        )
        dice = np.random.default_rng(arguments.seed + number)
        size_a, size_b = len(uid_a), len(uid_b)
        strangers = pl.DataFrame(
            {"uid_l": dice.integers(0, size_a, 500_000), "uid_r": dice.integers(size_a, size_a + size_b, 500_000)}
        )
        for counts, pairs in ((m_counts, truth), (u_counts, strangers)):
            for name, found in count_levels(levels_of(everyone, pairs)).items():
                counts[name] += found
        cases.append((everyone, truth, size_a, size_b))
        print(f"counted mixture {number}", flush=True)
    ladders = {}
    for comparison in COMPARISONS:
        m = m_counts[comparison.name] / m_counts[comparison.name].sum() + FLOOR[comparison.name]
        u = u_counts[comparison.name] + 0.05
        if comparison.name == "household":
            m, u = np.ones(len(comparison.levels)), np.ones(len(comparison.levels))
        ladders[comparison.name] = {
            level.name: (float(m[i] / m.sum()), float(u[i] / u.sum())) for i, level in enumerate(comparison.levels)
        }
    counted = Model(ladders)
    start = np.array([counted.weight(c, level.name) for c in COMPARISONS for level in c.levels] + [0.0])
    rows, labels, offsets = [], [], []
    for everyone, truth, size_a, size_b in cases:
        scored = score_pairs(everyone, COMPARISONS, counted, least_bits=-30)
        index = columns_of(scored)
        rare = scored["bits"].to_numpy() - start[index].sum(axis=1)
        marked = scored.select("uid_l", "uid_r").join(truth.with_columns(right=1.0), on=["uid_l", "uid_r"], how="left")
        prior = np.log2(truth.height / (size_a * size_b - truth.height))
        rows.append(index)
        labels.append(marked["right"].fill_null(0.0).to_numpy())
        offsets.append(rare + prior)
    index, label, offset = np.concatenate(rows), np.concatenate(labels), np.concatenate(offsets)
    print(f"{len(label):,} candidate pairs, {label.sum():,.0f} true", flush=True)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        full = np.append(weights, 0.0)
        score = np.log(2) * (full[index].sum(axis=1) + offset)
        probability = 1 / (1 + np.exp(-np.clip(score, -500, 500)))
        value = np.logaddexp(0, -np.where(label > 0, score, -score)).sum()
        gap = weights - start[:-1]
        gradient = np.zeros(len(full))
        error = np.log(2) * (probability - label)
        for column in index.T:
            gradient += np.bincount(column, weights=error, minlength=len(full))
        return value + HOLD * (gap**2).sum(), gradient[:-1] + 2 * HOLD * gap

    fitted = minimize(loss, start[:-1], jac=True, method="L-BFGS-B", options={"maxiter": 300})
    print(f"log loss {loss(start[:-1])[0]:,.0f} counted, {fitted.fun:,.0f} fitted", flush=True)
    place = 0
    overlap: dict[str, dict[str, float]] = {}
    for comparison in COMPARISONS:
        overlap[comparison.name] = {}
        for level in comparison.levels:
            overlap[comparison.name][level.name] = round(float(fitted.x[place] - start[place]), 3)
            print(f"{comparison.name:12} {level.name:18} {start[place]:7.2f} -> {fitted.x[place]:7.2f}")
            place += 1
    levels = {
        name: {level: (float(f"{m:.5g}"), min(float(f"{u:.5g}"), 0.99999)) for level, (m, u) in ladder.items()}
        for name, ladder in ladders.items()
    }
    final = Model(levels, overlap)
    Path(arguments.out).write_text(final.to_json(), encoding="utf-8")
    json.loads(Path(arguments.out).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
