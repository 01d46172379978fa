"""Learn the model that ships with `huangyai.engines.linkage` from invented registers whose truth is known.

    python benchmarks/linkage_model.py [--rows 16000] [--out src/huangyai/engines/linkage/pretrained.json]

u (agreement of two people) is counted on random pairs; m (agreement of one person) on true pairs; then a logistic
regression, held near those counts, corrects the weights for what the levels say twice (surname and house of a
household). The registers come of two generators with different kinds of mess and differ in the rate of errors and in
which columns exist, so that no column is relied on.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import numpy as np
import polars as pl
from scipy.optimize import minimize

from huangyai.engines.linkage import Model, Register, comparisons_for
from huangyai.engines.linkage._duckdb import levels_of_pairs, score_pairs
from huangyai.engines.linkage.normalise import normalise_registers
from huangyai.engines.linkage.resolution import is_personal

ROOT = Path(__file__).parents[1]
COMPARISONS = comparisons_for(())
# Error rate, ids present, columns that one list lacks, share of the list that the register knows.
MIXTURES = [
    (1.0, True, (), 0.8), (2.0, True, (), 0.8), (1.0, False, (), 0.8), (2.0, False, (), 0.8), (1.0, True, (), 0.6),
    (1.0, False, (), 0.6), (1.0, True, ("nickname",), 0.8),
    (3.0, True, ("phone",), 0.6), (1.5, False, ("address", "phone"), 0.7), (1.0, True, ("birth_date",), 0.8),
    (2.0, False, ("phone", "nickname", "sex"), 0.4), (0.5, True, ("tambon_code", "phone"), 0.9),
]  # fmt: skip
# Error rate, ids present, forms of the two offices, columns that the second lacks.
OFFICES = [
    (1.0, True, ("civil", "welfare"), ()), (2.0, False, ("civil", "volunteers"), ()), (2.0, True, ("civil", "elderly"), ()),
    (1.5, False, ("civil", "school"), ()), (1.0, False, ("elderly", "volunteers"), ()), (2.0, True, ("school", "welfare"), ()),
    (1.0, False, ("civil", "welfare"), ("birth_date",)), (2.0, False, ("civil", "school"), ("house_no", "moo", "village")),
    (3.0, True, ("civil", "volunteers"), ("phone",)), (1.0, False, ("volunteers", "welfare"), ("address",)),
]  # fmt: skip
# Errors that the generator doesn't make but offices do: no level is left impossible.
FLOOR = {"sex": 0.01, "nickname": 0.05, "birth_date": 0.001, "national_id": 0.001, "home": 0.001, "first_name": 0.0005,
         "last_name": 0.0005, "phone": 0.002, "household": 0.001}  # fmt: skip
# Better agreement never weighs less, whatever a generator's accidents say.
ORDER = {
    "home": ("same", "number", "part", "village", "else"), "birth_date": ("same", "swapped", "year_only", "year", "else"),
    "national_id": ("same", "slip", "two_slips", "else"), "first_name": ("same", "sound", "close", "near", "else"),
    "last_name": ("close", "near", "wife", "else"),
}  # fmt: skip
STRICT = 100.0
HOLD = 2.0  # how strongly the regression is held near the counts, in pairs


def generator(name: str = "messy") -> ModuleType:
    """One of the generators of invented registers beside the engine's tests: `messy` or `offices`."""
    path = ROOT / "tests" / "engines" / "linkage" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"linkage_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def invented(rows: int, seed: int) -> Iterator[tuple[pl.DataFrame, pl.DataFrame, list[tuple[str, str]]]]:
    """The lists to learn from: A, B and which rows of them are one person."""
    messy, offices = generator(), generator("offices")
    for number, (rate, ids, lacking, known) in enumerate(MIXTURES):
        lists = messy.make_pair(rows, seed=seed + number, rate=rate, ids=ids, known=known)
        yield lists.a, lists.b.drop(lacking), [(a, b) for b, a in lists.truth.items()]
    for number, (rate, ids, layouts, without) in enumerate(OFFICES):
        lists = offices.make_lists(rows, seed=seed + 50 + number, rate=rate, ids=ids, layouts=layouts, without=without)
        yield *lists.frames, [(a, b) for b, rows_a in lists.truth().items() for a in sorted(rows_a)]


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
    parser.add_argument("--rows", type=int, default=16_000)
    parser.add_argument("--seed", type=int, default=500)
    parser.add_argument("--out", default=str(ROOT / "src/huangyai/engines/linkage/pretrained.json"))
    arguments = parser.parse_args()
    cases = []
    m_counts = {comparison.name: np.zeros(len(comparison.levels)) for comparison in COMPARISONS}
    u_counts = {comparison.name: np.zeros(len(comparison.levels)) for comparison in COMPARISONS}
    for number, (list_a, list_b, same) in enumerate(invented(arguments.rows, arguments.seed)):
        everyone = normalise_registers([Register("a", list_a), Register("b", list_b)], this_year=2026)
        uid_a = dict(everyone.filter(pl.col("source") == 0).select("id", "uid").iter_rows())
        uid_b = dict(everyone.filter(pl.col("source") == 1).select("id", "uid").iter_rows())
        truth = pl.DataFrame({"uid_l": [uid_a[a] for a, _ in same], "uid_r": [uid_b[b] for _, b in same]})
        dice = np.random.default_rng(arguments.seed + number)
        size_a, size_b = len(uid_a), len(uid_b)
        strangers = pl.DataFrame(
            {"uid_l": dice.integers(0, size_a, 500_000), "uid_r": dice.integers(size_a, size_a + size_b, 500_000)}
        )
        for counts, pairs in ((m_counts, truth), (u_counts, strangers)):
            for name, found in count_levels(levels_of_pairs(everyone, pairs, COMPARISONS)).items():
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
    rows, labels, offsets, alone, personal, groups_l, groups_r = [], [], [], [], [], [], []
    for everyone, truth, size_a, size_b in cases:
        scored = score_pairs(everyone, COMPARISONS, counted, least_bits=-30)
        index = columns_of(scored)
        rare = scored["bits"].to_numpy() - start[index].sum(axis=1)
        marked = scored.select("uid_l", "uid_r").join(truth.with_columns(right=1.0), on=["uid_l", "uid_r"], how="left")
        prior = np.log2(truth.height / (size_a * size_b - truth.height))
        rows.append(index)
        labels.append(marked["right"].fill_null(0.0).to_numpy())
        offsets.append(rare + prior)
        own = scored.select(is_personal()).to_series().to_numpy()
        personal.append(own)
        none = [max(0.05, 1 - truth.height / size) for size in (size_a, size_b)]
        alone.append(none[1] * np.where(own, 1.0, none[0]))
        groups_l.append(scored["uid_l"].to_numpy() + 10**7 * len(rows))
        groups_r.append(scored["uid_r"].to_numpy() + 10**7 * len(rows))
    index, label, offset = np.concatenate(rows), np.concatenate(labels), np.concatenate(offsets)
    none, own = np.concatenate(alone), np.concatenate(personal)
    left = np.unique(np.concatenate(groups_l), return_inverse=True)[1]
    right = np.unique(np.concatenate(groups_r), return_inverse=True)[1]
    print(f"{len(label):,} candidate pairs, {label.sum():,.0f} true", flush=True)

    places = {pair: place for place, pair in enumerate((c.name, level.name) for c in COMPARISONS for level in c.levels)}
    steps = [((name, one), (name, other)) for name, ladder in ORDER.items() for one, other in pairwise(ladder)]
    better = np.array([places[one] for one, _ in steps])
    worse = np.array([places[other] for _, other in steps])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Log loss of the probabilities after competition, as `resolve_pairs` makes them."""
        full = np.append(weights, 0.0)
        odds = np.exp2(np.clip(full[index].sum(axis=1) + offset, -60, 60))
        rivals = np.where(own, 0.0, np.bincount(left, odds)[left] - odds)
        total = none + np.bincount(right, odds)[right] + rivals
        probability = np.clip(odds / total, 1e-12, 1 - 1e-12)
        value = -np.where(label > 0, np.log(probability), np.log1p(-probability)).sum()
        slope = np.where(label > 0, -1 / probability, 1 / (1 - probability))
        shared = slope * odds / total**2
        of_left = np.bincount(left, np.where(own, 0.0, shared))[left] - np.where(own, 0.0, shared)
        error = np.log(2) * (slope * probability - odds * (np.bincount(right, shared)[right] + of_left))
        gap = weights - start[:-1]
        gradient = np.zeros(len(full))
        for column in index.T:
            gradient += np.bincount(column, weights=error, minlength=len(full))
        turned = np.clip(weights[worse] - weights[better], 0, None)
        pull = 2 * STRICT * turned
        order = np.bincount(worse, pull, len(weights)) - np.bincount(better, pull, len(weights))
        value += HOLD * (gap**2).sum() + STRICT * (turned**2).sum()
        return value, gradient[:-1] + 2 * HOLD * gap + order

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
