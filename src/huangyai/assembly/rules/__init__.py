"""What an assembly may decide, who makes it up, and what an answer must say."""

from huangyai.assembly.rules.composition import (
    CODE_LETTERS,
    Share,
    require_quorum,
    require_voters,
    shares_of,
    tidy_code,
)
from huangyai.assembly.rules.telling import answer_key, call_off_key, invitation_key
from huangyai.assembly.rules.votes import (
    Mark,
    Sheet,
    chosen_words,
    read_ballots,
    require_ballot,
    require_choice_of,
    require_payable,
    require_points,
)
from huangyai.assembly.rules.words import (
    SHORTEST_REASON,
    agenda_points,
    require_level,
    require_minutes,
    require_reason,
    require_resolution,
    require_sentence,
)

__all__ = [
    "CODE_LETTERS",
    "SHORTEST_REASON",
    "Mark",
    "Share",
    "Sheet",
    "agenda_points",
    "answer_key",
    "call_off_key",
    "chosen_words",
    "invitation_key",
    "read_ballots",
    "require_ballot",
    "require_choice_of",
    "require_level",
    "require_minutes",
    "require_payable",
    "require_points",
    "require_quorum",
    "require_reason",
    "require_resolution",
    "require_sentence",
    "require_voters",
    "shares_of",
    "tidy_code",
]
