"""What can be asked about assemblies, problems and votes."""

from huangyai.assembly.queries.assemblies import assemblies, assembly, is_closed, next_assembly
from huangyai.assembly.queries.problems import AnsweredProblem, answered, answers_to, count_problems, problem, problems
from huangyai.assembly.queries.votes import (
    RULE_LABELS,
    ProposalResult,
    VoteResult,
    published_ballots,
    vote,
    vote_results,
    votes,
    winning_proposals,
)

__all__ = [
    "RULE_LABELS",
    "AnsweredProblem",
    "ProposalResult",
    "VoteResult",
    "answered",
    "answers_to",
    "assemblies",
    "assembly",
    "count_problems",
    "is_closed",
    "next_assembly",
    "problem",
    "problems",
    "published_ballots",
    "vote",
    "vote_results",
    "votes",
    "winning_proposals",
]
