"""What an assembly may decide, and what an answer must say."""

from huangyai.assembly.rules.votes import read_ballots, require_choices, require_payable
from huangyai.assembly.rules.words import SHORTEST_REASON, require_minutes, require_reason, require_sentence

__all__ = [
    "SHORTEST_REASON",
    "read_ballots",
    "require_choices",
    "require_minutes",
    "require_payable",
    "require_reason",
    "require_sentence",
]
