"""Pure decisions: which way a message goes, what may stand in it, when a machine tries again."""

from huangyai.outbox.rules.retrying import LONGEST_TRYING, next_try
from huangyai.outbox.rules.texts import (
    MOST_LETTERS,
    at_the_clock,
    require_discreet,
    shortened,
    tellable,
    told_nothing_of_it,
)
from huangyai.outbox.rules.ways import Miss, Reach, Tried, Way, next_way, ways_to

__all__ = [
    "LONGEST_TRYING",
    "MOST_LETTERS",
    "Miss",
    "Reach",
    "Tried",
    "Way",
    "at_the_clock",
    "next_try",
    "next_way",
    "require_discreet",
    "shortened",
    "tellable",
    "told_nothing_of_it",
    "ways_to",
]
