"""By which way somebody is told, and which way comes next when that one fails."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

# Somebody who didn't answer, or wasn't at home, is tried so many times before the next way.
TRIES_EACH = 2


class Way(enum.StrEnum):
    """How a message gets to a person."""

    LINE = "line"
    TELEPHONE = "telephone"
    PAPER = "paper"
    SCREEN = "screen"


class Miss(enum.StrEnum):
    """Why a message did not reach somebody."""

    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    NOT_HOME = "not_home"
    MOVED = "moved"
    LINE_ENDED = "line_ended"
    LINE_REFUSED = "line_refused"
    LINE_FULL = "line_full"
    LINE_SILENT = "line_silent"


_WORTH_ANOTHER_TRY = frozenset({Miss.NO_ANSWER, Miss.NOT_HOME})


@dataclass(frozen=True, slots=True)
class Reach:
    """What the municipality has to reach somebody with, and what they agreed to.

    `own_phone` and `own_line` say that it is their own and not a daughter's. `refused` means that their newest word on
    being contacted is a no.
    """

    phone: bool = False
    own_phone: bool = False
    line: bool = False
    own_line: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """One way that was tried and did not reach them."""

    way: Way
    why: Miss


def ways_to(reach: Reach, *, private: bool) -> tuple[Way, ...]:
    """The ways to somebody, the first to be taken first. There is always one: a letter from hand to hand.

    LINE needs their own link with consent. A telephone is rung unless they said no to being contacted; then only the
    letter is left. What is private (what became of something they said) goes neither to a relative's telephone nor to
    a relative's LINE.
    """
    if reach.refused:
        return (Way.PAPER,)
    ways = []
    if reach.own_line if private else reach.line:
        ways.append(Way.LINE)
    if reach.own_phone if private else reach.phone:
        ways.append(Way.TELEPHONE)
    return (*ways, Way.PAPER)


def next_way(ways: Sequence[Way], tried: Sequence[Tried]) -> Way | None:
    """The way to take now; None when all of them were tried, and somebody has to go there and ask.

    No answer and nobody at home are tried once more by the same way; a wrong number is not.
    """
    for way in ways:
        misses = [one.why for one in tried if one.way == way]
        if not misses:
            return way
        if len(misses) < TRIES_EACH and misses[-1] in _WORTH_ANOTHER_TRY:
            return way
    return None
