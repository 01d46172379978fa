"""Two records side by side, and what decided pairs teach the comparison."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from secrets import token_bytes

from huangyai.engines.linkage import (
    Model,
    Reading,
    Review,
    Verdict,
    compare_rows,
    comparisons_for,
    learn_from_reviews,
    shipped_model,
)
from huangyai.kernel import Words
from huangyai.targets.bridge.joining import known_model
from huangyai.targets.rules.review import id_marks, ids_in_words

# Nobody learns a whole national id from a comparison, not even those who compare.
_NEVER_SHOWN = "national_id"
_MOST_REMEMBERED = 256
_SECRET = token_bytes(32)
_levels: dict[bytes, Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, and whether the other record has something else there."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of both records: how it is written, where the writings part, and what that says."""

    field: str
    heading: Words
    left: tuple[Mark, ...]
    right: tuple[Mark, ...]
    left_written: str
    right_written: str
    verdict: str
    words: Words
    # What it says in bits: above 0 for one person, below for two; one bit doubles the odds.
    bits: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both records thing by thing. `levels` holds nothing of the persons and may be kept."""

    lines: tuple[Line, ...]
    why: Words
    levels: Mapping[str, str]


def compare(left: Mapping[str, str], right: Mapping[str, str], *, model: str | None = None) -> Comparison:
    """Compare two records for the eyes of a person; of national ids only a few digits that differ are shown."""
    found = compare_rows(_known(left), _known(right), model=known_model(model))
    lines = []
    for field in found.fields:
        secret = field.field == _NEVER_SHOWN
        hidden = id_marks(left.get(_NEVER_SHOWN, ""), right.get(_NEVER_SHOWN, "")) if secret else ([], [])
        if field.verdict is Verdict.UNKNOWN and not (field.left.read or field.right.read):
            continue
        lines.append(
            Line(
                field.field,
                field.heading,
                _marks(hidden[0]) if secret else _pieces(field.left),
                _marks(hidden[1]) if secret else _pieces(field.right),
                "" if secret else field.left.written,
                "" if secret else field.right.written,
                field.verdict.value,
                ids_in_words(field.level) if secret else field.words,
                field.weight,
            )
        )
    _remember(left, right, found.levels)
    return Comparison(tuple(lines), found.why, dict(found.levels))


def levels_between(left: Mapping[str, str], right: Mapping[str, str]) -> Mapping[str, str]:
    """How well two records agree in each thing. Of a pair that this process has just shown it is still known, so that
    whoever decides does not wait for the same comparison twice.
    """
    known = _levels.get(_mark_of(left, right))
    return compare(left, right).levels if known is None else known


def _remember(left: Mapping[str, str], right: Mapping[str, str], levels: Mapping[str, str]) -> None:
    _levels.pop(mark := _mark_of(left, right), None)
    while len(_levels) >= _MOST_REMEMBERED:
        _levels.pop(next(iter(_levels)))
    _levels[mark] = levels


def _mark_of(left: Mapping[str, str], right: Mapping[str, str]) -> bytes:
    """A mark of both records from which nobody reads them."""
    written = json.dumps([sorted(left.items()), sorted(right.items())])
    return blake2b(written.encode(), key=_SECRET, digest_size=16).digest()


def _pieces(reading: Reading) -> tuple[Mark, ...]:
    return _marks((piece.text, piece.differs) for piece in reading.pieces)


def _marks(stretches: Iterable[tuple[str, bool]]) -> tuple[Mark, ...]:
    return tuple(Mark(text, differs) for text, differs in stretches)


@dataclass(frozen=True, slots=True)
class Taught:
    """A decided pair, as the comparison learns from it. `model` is the one that had given the probability."""

    levels: Mapping[str, str]
    probability: float
    same: bool
    model: str | None = None


def learn(taught: Sequence[Taught]) -> str | None:
    """What the decisions teach, as a model to keep; None where they don't foretell each other better than before.

    Learnt from all decisions at once, beginning at the model that comes with the program: the same decisions
    teach the same whatever the order.
    """
    start = shipped_model(comparisons_for(()))
    models = {text: known_model(text) or start for text in {each.model for each in taught}}
    reviews = [
        Review(each.levels, _as_if_by(start, models[each.model], each.levels, each.probability), each.same)
        for each in taught
    ]
    model = learn_from_reviews(reviews, start)
    return None if model is start else model.to_json()


def _as_if_by(start: Model, used: Model, levels: Mapping[str, str], probability: float) -> float:
    """What `start` would have said of a pair of which `used` said `probability`."""
    if used is start:
        return probability
    bits = sum(
        used.weight(comparison, levels[comparison.name]) - start.weight(comparison, levels[comparison.name])
        for comparison in comparisons_for(())
        if comparison.name in levels
    )
    sure = min(max(probability, 1e-4), 1 - 1e-4)
    return 1 / (1 + (1 - sure) / sure * 2.0**bits)


@dataclass(frozen=True, slots=True)
class Weight:
    """How much one degree of agreement says, in bits: above 0 for one person, below for two."""

    heading: Words
    words: Words
    bits: float
    before: float

    @property
    def change(self) -> float:
        """What the decisions here have added."""
        return round(self.bits - self.before, 2)


def weights(model: str | None) -> list[Weight]:
    """The weights of the model in use, beside those of the model that comes with the program."""
    start: Model = shipped_model(comparisons_for(()))
    used = known_model(model) or start
    return [
        Weight(
            comparison.heading,
            level.words,
            round(used.weight(comparison, level.name), 2),
            round(start.weight(comparison, level.name), 2),
        )
        for comparison in comparisons_for(())
        for level in comparison.levels
        if level.words.th
    ]


def as_document(model: str) -> object:
    """A model as it is kept in a row."""
    return json.loads(model)


def _known(row: Mapping[str, str]) -> dict[str, str]:
    return {meaning: cell for meaning, cell in row.items() if meaning != "id" and cell}
