"""Counting votes over projects: Pabulib files in and out, the greedy family, Equal Shares, Phragmén;
every result with its reasons.
"""

from huangyai.engines.ballot.comparison import Comparison
from huangyai.engines.ballot.completion import COMPLETIONS, Completion
from huangyai.engines.ballot.election import VOTE_TYPES, Ballots, Election, Project, VoteType, hold_election
from huangyai.engines.ballot.pabulib_reader import read_pabulib
from huangyai.engines.ballot.pabulib_writer import write_pabulib
from huangyai.engines.ballot.support import UTILITIES, Utility
from huangyai.engines.ballot.tally import RULES, Rule, Tally, TiedProjects, count_votes

__all__ = [
    "COMPLETIONS",
    "RULES",
    "UTILITIES",
    "VOTE_TYPES",
    "Ballots",
    "Comparison",
    "Completion",
    "Election",
    "Project",
    "Rule",
    "Tally",
    "TiedProjects",
    "Utility",
    "VoteType",
    "count_votes",
    "hold_election",
    "read_pabulib",
    "write_pabulib",
]
