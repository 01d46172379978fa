"""How two records are laid beside each other on a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.kernel import Actor
from huangyai.targets.bridge import Line, Mark, compare
from huangyai.targets.models import Pair
from huangyai.targets.queries import review

# Fields that are read into one form, so that the office's own writing is worth seeing too.
_AS_WRITTEN = {"birth_date", "home"}
# How a verdict looks: the mark of `c-state`.
_KINDS = {"same": "good", "near": "waiting", "different": "bad", "unknown": "none"}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One thing of both records, ready for the page."""

    heading: str
    left: tuple[Mark, ...]
    right: tuple[Mark, ...]
    left_written: str
    right_written: str
    kind: str
    words: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of how the evidence of a pair adds up: what it says in bits, and where the sum stands after it."""

    what: str
    words: str
    bits: float
    total: float


def steps_of(lines: Sequence[Line], probability: float | None, language: str) -> list[Step]:
    """The waterfall of a pair, the heaviest first; the last step is what can't be seen thing by thing."""
    steps, total = [], 0.0
    for line in sorted(lines, key=lambda line: -abs(line.bits)):
        if line.bits:
            total += line.bits
            steps.append(Step(line.heading.say(language), line.words.say(language), line.bits, total))
    if probability is not None and steps:
        certain = min(max(probability, 1e-6), 1 - 1e-6)
        end = math.log2(certain / (1 - certain))
        rest = _("how rare the names are, what a household shares, and who else is in question")
        steps.append(Step(_("Everything else"), rest, end - total, end))
    return steps


def show_both(actor: Actor, pair: Pair) -> dict[str, object]:
    """Both records of a pair as the template wants them."""
    left, right = review.both_records(pair)
    other = _("Another entry of the register") if pair.other_id else _("Civil register")
    return {**lay_out(left, right, other, pair.probability), "beside": review.people_beside(actor, pair.person)}


def lay_out(
    left: review.Record, right: review.Record, right_keeper: str, probability: float | None = None
) -> dict[str, object]:
    """Two records as the template wants them."""
    language = get_language() or "th"
    compared = compare(left.cells, right.cells)
    if not left.keeper:
        compared = replace(compared, lines=tuple(replace(line, left_written="") for line in compared.lines))
    return {
        "left": left,
        "right": right,
        "left_keeper": left.keeper or _("Entry of the register"),
        "right_keeper": right_keeper,
        "steps": steps_of(compared.lines, probability, language),
        "lines": [_shown(line, language) for line in compared.lines],
        "reasons": [part for part in compared.why.say(language).split(" · ") if part],
    }


def _shown(line: Line, language: str) -> ShownLine:
    return ShownLine(
        line.heading.say(language),
        line.left,
        line.right,
        _if_other(line, line.left_written, line.left),
        "",
        _KINDS[line.verdict],
        line.words.say(language),
        hidden=line.field == "national_id" and not line.left,
    )


def _if_other(line: Line, written: str, marks: tuple[Mark, ...]) -> str:
    """As the office wrote it, where it was read into another form."""
    same = written == "".join(mark.text for mark in marks)
    return "" if same or line.field not in _AS_WRITTEN else written
