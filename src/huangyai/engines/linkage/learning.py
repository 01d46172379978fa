"""Learning from pairs that people have decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from huangyai.engines.linkage.comparisons import comparisons_for
from huangyai.engines.linkage.model import Model, shipped_model

_CAUTION = 4.0  # a change of one nat costs as much as this many half-decided pairs
_MOST_CHANGE = 6.0  # bits
_PARTS = 5
_LEAST_REVIEWS = 20


@dataclass(frozen=True, slots=True)
class Review:
    """One decided pair: how well each thing agreed (`SideBySide.levels`), how likely the model had said it was one
    person, and what people decided. It holds nothing of the persons themselves.
    """

    levels: Mapping[str, str]
    probability: float
    same: bool


def learn_from_reviews(reviews: Sequence[Review], model: Model | None = None) -> Model:
    """Adjust a model's weights by what reviewers have decided.

    For each level an addition to its weight is found by logistic regression on top of what the model had said,
    held near zero: ten decisions move little, hundreds move what they speak about. Uncertain pairs are the ones
    that people see; since the model's own probability is the starting point, that choice does no harm. The
    decisions are then foretold from each other, a fifth at a time; where the adjusted weights don't foretell them
    better than the model did, or there are fewer than twenty or all of one kind, the model stays as it was.

    Parameters
    ----------
    reviews
        Decided pairs, in any order.
    model
        The model that had given the probabilities; the shipped one when None.

    Notes
    -----
    Maximum a posteriori logistic regression with an offset; Fellegi-Sunter weights are its coefficients.
    """
    if model is None:
        model = shipped_model(comparisons_for(()))
    said = np.array([min(max(review.probability, 1e-4), 1 - 1e-4) for review in reviews])
    same = np.array([float(review.same) for review in reviews])
    if len(reviews) < _LEAST_REVIEWS or same.min() == same.max():
        return model
    names = sorted({pair for review in reviews for pair in review.levels.items() if _known(model, *pair)})
    place = {pair: number for number, pair in enumerate(names)}
    table = np.zeros((len(reviews), len(names) + 1))
    table[:, -1] = 1.0
    for row, review in enumerate(reviews):
        for pair in review.levels.items():
            if pair in place:
                table[row, place[pair]] = 1.0
    offset = np.log(said / (1 - said))
    if _loss_foretold(table, offset, same) >= _loss(offset, same):
        return model
    return _adjusted(model, dict(zip(names, _fit(table, offset, same)[:-1] / np.log(2), strict=True)))


def _known(model: Model, comparison: str, level: str) -> bool:
    return level in model.levels.get(comparison, {})


def _adjusted(model: Model, bits: Mapping[tuple[str, str], float]) -> Model:
    overlap = {name: dict(ladder) for name, ladder in model.overlap.items()}
    for (comparison, level), change in bits.items():
        ladder = overlap.setdefault(comparison, {})
        ladder[level] = round(ladder.get(level, 0.0) + float(np.clip(change, -_MOST_CHANGE, _MOST_CHANGE)), 4)
    return Model(model.levels, overlap, model.share)


_Numbers = npt.NDArray[np.float64]


def _loss(score: _Numbers, same: _Numbers) -> float:
    return float(np.logaddexp(0.0, np.where(same > 0, -score, score)).sum())


def _fit(table: _Numbers, offset: _Numbers, same: _Numbers) -> _Numbers:
    def loss(change: _Numbers) -> tuple[float, _Numbers]:
        score = offset + table @ change
        wrong = 1 / (1 + np.exp(-np.clip(score, -500, 500))) - same
        return _loss(score, same) + _CAUTION / 2 * float(change @ change), table.T @ wrong + _CAUTION * change

    found: _Numbers = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B").x
    return found


def _loss_foretold(table: _Numbers, offset: _Numbers, same: _Numbers) -> float:
    total = 0.0
    for part in range(_PARTS):
        held = np.arange(len(same)) % _PARTS == part
        change = _fit(table[~held], offset[~held], same[~held])
        total += _loss(offset[held] + table[held] @ change, same[held])
    return total
