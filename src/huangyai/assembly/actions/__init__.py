"""What is done at an assembly."""

from huangyai.assembly.actions.assemblies import call_assembly, close_assembly, note_presence
from huangyai.assembly.actions.problems import answer_problem, raise_problem
from huangyai.assembly.actions.votes import ProposalFacts, cast_ballots, count_vote, open_vote

__all__ = [
    "ProposalFacts",
    "answer_problem",
    "call_assembly",
    "cast_ballots",
    "close_assembly",
    "count_vote",
    "note_presence",
    "open_vote",
    "raise_problem",
]
