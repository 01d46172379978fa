"""An application as it is printed: parts with questions and answers; what has no answer is a dotted line with a name."""

from __future__ import annotations

from dataclasses import dataclass

from huangyai.kernel import Words


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the form with its answer. `lines`: dotted lines where there is none. `needed` questions without
    an answer are named before the form is printed, by `name`."""

    label: str
    answer: str = ""
    lines: int = 1
    name: Words | None = None

    @property
    def blank(self) -> bool:
        """Nothing to print yet."""
        return not self.answer.strip()


@dataclass(frozen=True, slots=True)
class Ticks:
    """A question that is answered by ticking."""

    label: str
    options: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the form. `columns`: heading and share of the width; the last `money` columns hold amounts."""

    label: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]
    money: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of the form."""

    heading: str
    items: tuple[Question | Ticks | Grid, ...]


@dataclass(frozen=True, slots=True)
class ApplicationPaper:
    """The whole form, ready to print."""

    stamp: str
    title: tuple[str, ...]
    parts: tuple[Part, ...]
    signatures: tuple[str, ...]
    opening: str = ""
    footnote: str = ""

    @property
    def missing(self) -> tuple[Words, ...]:
        """What the project lacks: these stay dotted lines."""
        return tuple(
            item.name or Words.of(item.label)
            for part in self.parts
            for item in part.items
            if isinstance(item, Question) and item.blank
        )
